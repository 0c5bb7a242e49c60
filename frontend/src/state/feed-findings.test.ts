// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Finding } from "../protocol/types";
import { FakeRun, FakeServer } from "../testing/fake-server";
import { feedOf, settle } from "../testing/feed";
import { useSession } from "./session";

const noisy = {
  rule: "NoisyGradient",
  severity: "warning",
  layers: [],
  first_step: 2,
  evidence: [],
  code: "noisy_gradient",
  params: {},
  message: "m",
  remedies: [],
};
const rulesOf = (run: string) => useSession.getState().findings[run]?.findings.map((finding) => finding.rule);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("status and diagnosis messages reach the session, a rule's newer finding in place of its older", async () => {
  const server = new FakeServer(new FakeRun("a"));
  const { store, feed } = feedOf(server);
  feed.open(server.job());
  store.series("a", "loss/train");
  await settle();
  const finding = {
    rule: "Diverged",
    severity: "error",
    layers: [],
    first_step: 4,
    evidence: [],
    code: "diverged",
    params: {},
    message: "m",
    remedies: [],
  };
  const told = [
    finding,
    { ...finding, rule: "Overfitting" },
    finding,
    { ...finding, first_step: 8, layers: ["output"] },
  ];
  for (const one of told) server.connection?.send({ type: "diagnosis", run: "a", ...one } as never);
  server.connection?.send({
    type: "status",
    job: "job_1",
    run: "a",
    status: "running",
    outcome: "diverged",
    diverged_at: 4,
    step: 4,
  } as never);
  const { findings, job } = useSession.getState();
  expect(findings["a"]?.findings.map((one) => [one.rule, one.first_step, one.layers])).toEqual([
    ["Diverged", 8, ["output"]],
    ["Overfitting", 4, []],
  ]);
  expect(job?.runs[0]).toMatchObject({ outcome: "diverged", diverged_at: 4, step: 4 });
});

test("a finding that no longer holds leaves the page, the others stay", async () => {
  const server = new FakeServer(new FakeRun("a"), new FakeRun("b"));
  const { store, feed } = feedOf(server);
  feed.open(server.job());
  for (const run of ["a", "b"]) store.series(run, "loss/train");
  await settle();
  const tell = (run: string, more: object) =>
    server.connection?.send({ type: "diagnosis", run, ...noisy, ...more } as never);
  tell("a", {});
  tell("a", { rule: "BiasShift" });
  tell("b", {});
  tell("a", { holds: false });
  expect([rulesOf("a"), rulesOf("b")]).toEqual([["BiasShift"], ["NoisyGradient"]]);
  tell("a", { holds: true });
  expect(rulesOf("a")).toEqual(["BiasShift", "NoisyGradient"]);
  tell("a", { rule: "Overfitting", holds: false });
  expect(rulesOf("a")).toEqual(["BiasShift", "NoisyGradient"]);
});

test("a finding that ended while the connection was lost is gone once it is back", async () => {
  const server = new FakeServer(new FakeRun("a"));
  const { store, feed, stream } = feedOf(server);
  feed.open(server.job());
  store.series("a", "loss/train");
  await settle();
  server.append("a", 0, 1, 2);
  server.connection?.send({ type: "diagnosis", run: "a", ...noisy } as never);
  expect(rulesOf("a")).toEqual(["NoisyGradient"]);
  stream.cut();
  server.append("a", 3);
  stream.start();
  await settle();
  expect(rulesOf("a")).toEqual([]);
  expect(useSession.getState().findings["a"]?.checked).toBe(true);
});

test("an answer that is overtaken by the stream is read again", async () => {
  const server = new FakeServer(new FakeRun("a"));
  server.append("a", 0, 1, 2);
  const answers: ((findings: Finding[]) => void)[] = [];
  Object.assign(server.api, {
    diagnoses: () => new Promise<Finding[]>((resolve) => answers.push(resolve)),
  });
  const { store, feed } = feedOf(server);
  feed.open(server.job());
  store.series("a", "loss/train");
  await settle();
  server.connection?.send({ type: "diagnosis", run: "a", ...noisy } as never);
  server.connection?.send({ type: "diagnosis", run: "a", ...noisy, holds: false } as never);
  for (const answer of answers.splice(0)) answer([noisy]);
  await settle();
  expect(rulesOf("a")).toEqual([]);
  for (const answer of answers.splice(0)) answer([]);
  await settle();
  expect(rulesOf("a")).toEqual([]);
  expect(answers).toEqual([]);
});
