import { describe, expect, test } from "vitest";
import { ApiError } from "../api/problem";
import { type NamedRun, seriesCsv } from "./series-csv";

const HEAD = "step,metric,layer,value\r\n";

function run(id: string, more: Partial<NamedRun> = {}): NamedRun {
  return { id, label: id, seed: "0", step: 100, offered: null, ...more };
}

/** A server that answers each read with one row, and what was read of it. */
function server(row = "0,loss/train,,0.5") {
  const reads: [string, readonly string[], number, number][] = [];
  const api = {
    seriesCsv: (...read: [string, readonly string[], number, number]) => {
      reads.push(read);
      return Promise.resolve(`${HEAD}${row}\r\n`);
    },
  };
  return { api, reads };
}

describe("rows as a table", () => {
  test("of several runs stand under one head, each with its run's label and seed", async () => {
    const { api } = server("0,gradient_norm,hidden_1,NaN");
    const pieces = await seriesCsv(api, [run("a"), run("b", { seed: "7" })], ["gradient_norm"]);
    expect(pieces.join("")).toBe(
      "label,seed,step,metric,layer,value\r\n" +
        "a,0,0,gradient_norm,hidden_1,NaN\r\nb,7,0,gradient_norm,hidden_1,NaN\r\n",
    );
  });

  test("quote labels and seeds that hold commas or quotes", async () => {
    const { api } = server();
    const odd = run("a", { label: "sgd (η 0.1, β 0.9)", seed: '{"split":1}' });
    const pieces = await seriesCsv(api, [odd], ["loss/train"]);
    expect(pieces[1]).toBe('"sgd (η 0.1, β 0.9)","{""split"":1}",0,loss/train,,0.5\r\n');
  });

  test("are asked for in windows that a server answers whole", async () => {
    const { api, reads } = server();
    await seriesCsv(api, [run("long", { step: 1_500_000 })], ["loss/train"]);
    expect(reads).toEqual([
      ["long", ["loss/train"], 0, 999_999],
      ["long", ["loss/train"], 1_000_000, 1_999_999],
    ]);
  });

  test("leave out what a run does not offer, which the server would refuse", async () => {
    const { api, reads } = server();
    const offered = new Set(["loss/train"]);
    const runs = [run("a", { offered }), run("b", { offered: new Set<string>() })];
    await seriesCsv(api, runs, ["loss/train", "loss/validation"]);
    expect(reads.map(([id, metrics]) => [id, metrics])).toEqual([["a", ["loss/train"]]]);
  });

  test("are no half table where a read fails", async () => {
    const gone = new ApiError(404, "not_found", "no run");
    const api = { seriesCsv: () => Promise.reject(gone) };
    await expect(seriesCsv(api, [run("a")], ["loss/train"])).rejects.toBe(gone);
  });
});
