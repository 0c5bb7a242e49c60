// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from "vitest";
import { createFetchClient } from "./fetch-client";
import { ApiError } from "./problem";
import { adoptTokenFromAddress, readToken } from "./token";

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client whose requests end at `answer`. */
function setUp(answer: (sent: Sent) => Response | Promise<Response>) {
  const sent: Sent[] = [];
  let unauthorized = 0;
  const reached: boolean[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return answer({ url, init });
  });
  const client = createFetchClient({
    base: "http://server/api/v1",
    token: () => "secret",
    onUnauthorized: () => {
      unauthorized += 1;
    },
    onReach: (answered) => reached.push(answered),
  });
  return { client, sent, reached, unauthorized: () => unauthorized };
}

function json(body: unknown, status = 200, type = "application/json"): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": type } });
}

function problem(status: number, detail: string, errors: unknown[] = []): Response {
  const body = { type: "about:blank", title: "t", status, detail, code: "c", errors };
  return json(body, status, "application/problem+json");
}

afterEach(() => vi.unstubAllGlobals());

describe("client", () => {
  test("sends the token with every request, and never in the address", async () => {
    const { client, sent } = setUp(() => json({ jobs: [], next_cursor: null }));
    await client.jobs("a/b c");
    expect(sent[0]?.url).toBe("http://server/api/v1/jobs?cursor=a%2Fb%20c");
    expect(new Headers(sent[0]?.init.headers).get("Authorization")).toBe("Bearer secret");
    expect(client.streamAddress("t1")).toBe("ws://server/api/v1/stream?ticket=t1&encoding=msgpack");
  });

  test("reads rows as CSV with the token, none thinned", async () => {
    const { client, sent } = setUp(() => new Response("step,metric,layer,value\r\n"));
    expect(await client.seriesCsv("r", ["loss/train", "loss/validation"], 0, 9)).toContain("step,metric");
    expect(sent[0]?.url).toBe(
      "http://server/api/v1/runs/r/series?metric=loss%2Ftrain&metric=loss%2Fvalidation&from_step=0&to_step=9&max_points=1000000",
    );
    const headers = new Headers(sent[0]?.init.headers);
    expect([headers.get("Accept"), headers.get("Authorization")]).toEqual(["text/csv", "Bearer secret"]);
  });

  test("asks to compare the variants of a job, with a target where there is one", async () => {
    const { client, sent } = setUp(() => json({}));
    await client.comparison("job/1", { metric: "loss/train", atStep: 9, target: null });
    await client.comparison("job/1", { metric: "loss/train", atStep: 9, target: 0.2 });
    const address = "http://server/api/v1/jobs/job%2F1/comparison?metric=loss%2Ftrain&at_step=9";
    expect(sent.map(({ url }) => url)).toEqual([address, `${address}&target=0.2`]);
  });

  test("launches under a key, so that a repeated request launches once", async () => {
    const { client, sent } = setUp(() => json({ id: "j" }, 201));
    await client.launch({ base: {}, vary: null, variants: null, seeds: [0] }, "key-1");
    expect(new Headers(sent[0]?.init.headers).get("Idempotency-Key")).toBe("key-1");
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({
      base: {},
      vary: null,
      variants: null,
      seeds: [0],
    });
  });

  test("asks for several metrics at once", async () => {
    const { client, sent } = setUp(() => json({ series: {} }));
    await client.series("r", ["loss/train", "gradient_norm"], 4000);
    expect(sent[0]?.url).toMatch(
      /\/runs\/r\/series\?metric=loss%2Ftrain&metric=gradient_norm&max_points=4000$/,
    );
  });

  test("turns problem+json into an error with its fields", async () => {
    const fields = [{ path: "base.steps", code: "less_than_equal", params: {}, message: "m" }];
    const { client } = setUp(() => problem(422, "base.steps: got -1", fields));
    const error = await client.job("x").catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 422, code: "c", message: "base.steps: got -1", errors: fields });
  });

  test("says the status where the answer is no problem+json", async () => {
    const { client } = setUp(() => new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
    await expect(client.job("x")).rejects.toMatchObject({ status: 502, message: "502 Bad Gateway" });
  });

  test("401 asks for the token", async () => {
    const { client, unauthorized } = setUp(() => problem(401, "no token"));
    await expect(client.catalog()).rejects.toMatchObject({ status: 401 });
    expect(unauthorized()).toBe(1);
  });

  test("a server that is away is an error of its own, a request called off is none of ours", async () => {
    const away = setUp(() => Promise.reject(new TypeError("failed to fetch")));
    await expect(away.client.catalog()).rejects.toMatchObject({ status: 0, code: "unreachable" });
    const off = setUp(() => Promise.reject(new DOMException("", "AbortError")));
    await expect(off.client.catalog()).rejects.toMatchObject({ name: "AbortError" });
    expect([away.reached, off.reached]).toEqual([[false], []]);
    const refusing = setUp(() => problem(404, "no such job"));
    await expect(refusing.client.job("x")).rejects.toMatchObject({ status: 404 });
    expect(refusing.reached).toEqual([true]);
  });
});

test("the token is taken out of the address and kept", () => {
  window.history.replaceState(null, "", "/?job=1#token=abc+%26%25=1&rest=2");
  adoptTokenFromAddress();
  expect(readToken()).toBe("abc+&%=1");
  expect(window.location.search).toBe("?job=1");
  expect(window.location.hash).toBe("#rest=2");
});
