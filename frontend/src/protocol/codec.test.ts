// @vitest-environment node
import { encode } from "@msgpack/msgpack";
import { describe, expect, test } from "vitest";
import { decodeMessage, type TelemetryFrame } from "./codec";
import { flatten, toNumber } from "./numbers";

function bytesOf(values: readonly number[], kind: "float32" | "uint32"): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => {
    if (kind === "float32") view.setFloat32(index * 4, value, true);
    else view.setUint32(index * 4, value, true);
  });
  return new Uint8Array(view.buffer);
}

function telemetry(series: unknown, distributions: unknown = {}): Uint8Array {
  return encode({ type: "telemetry", run: "r", epoch: 1, seq: 7, series, distributions });
}

describe("decodeMessage", () => {
  test("reads little-endian float32 rows, non-finite ones too, wherever the bytes start", () => {
    const values = [1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const padding of ["", "a", "ab", "abc"]) {
      const frame = decodeMessage(
        telemetry({ [`m${padding}`]: { steps: [0, 5], shape: [2, 2], values: bytesOf(values, "float32") } }),
      ) as TelemetryFrame;
      const rows = frame.series.get(`m${padding}`);
      expect(rows?.width).toBe(2);
      expect([...(rows?.steps ?? [])]).toEqual([0, 5]);
      expect([...(rows?.values ?? [])]).toEqual(values);
      expect(frame.seq).toBe(7);
    }
  });

  test("reads histograms", () => {
    const counts = {
      steps: [3],
      shape: [1, 2, 2],
      counts: bytesOf([1, 2, 3, 4], "uint32"),
      nonfinite: [[0, 9]],
    };
    const frame = decodeMessage(telemetry({}, { activation: counts })) as TelemetryFrame;
    const rows = frame.distributions.get("activation");
    expect([...(rows?.counts ?? [])]).toEqual([1, 2, 3, 4]);
    expect([...(rows?.nonfinite ?? [])]).toEqual([0, 9]);
    expect([rows?.layers, rows?.bins]).toEqual([2, 2]);
  });

  test("refuses values that do not fill their shape", () => {
    const short = { loss: { steps: [0, 1], shape: [2], values: bytesOf([1], "float32") } };
    expect(() => decodeMessage(telemetry(short))).toThrow(/loss: 1 values for 2 steps/);
  });

  test("refuses what is no message, and passes others on as they are", () => {
    expect(() => decodeMessage(encode([1, 2]))).toThrow(/without a type/);
    expect(decodeMessage(encode({ type: "reset", run: "r", epoch: 2 }))).toEqual({
      type: "reset",
      run: "r",
      epoch: 2,
    });
  });
});

describe("numbers in JSON", () => {
  test("non-finite ones come by name", () => {
    expect(toNumber("NaN")).toBeNaN();
    expect(toNumber("Infinity")).toBe(Number.POSITIVE_INFINITY);
    expect(toNumber("-Infinity")).toBe(Number.NEGATIVE_INFINITY);
    expect(toNumber(0.5)).toBe(0.5);
  });

  test("rows and rows of rows become one flat array", () => {
    expect(flatten([1, "NaN"], 1)).toEqual({ values: Float32Array.of(1, Number.NaN), width: 1 });
    expect(
      flatten(
        [
          [1, 2],
          [3, "-Infinity"],
        ],
        1,
      ),
    ).toEqual({
      values: Float32Array.of(1, 2, 3, Number.NEGATIVE_INFINITY),
      width: 2,
    });
    expect(flatten([], 11).width).toBe(11);
  });
});
