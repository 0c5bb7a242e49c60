/** The stream's messages: decoded from msgpack into typed arrays, without copying where bytes are aligned. */
import { decode } from "@msgpack/msgpack";
import type { DiagnosisMessage, ErrorMessage, ResetMessage, StatusMessage } from "./types";

/** New rows of one metric: `values.length === steps.length * width`. */
export interface SeriesRows {
  readonly steps: Float64Array;
  readonly values: Float32Array;
  readonly width: number;
}

/** New histograms of one quantity: `counts[row][layer][bin]` flattened. */
export interface DistributionRows {
  readonly steps: Float64Array;
  readonly counts: Uint32Array;
  readonly nonfinite: Uint32Array;
  readonly layers: number;
  readonly bins: number;
}

/** New rows of one run, up to and including batch `seq` of `epoch`. */
export interface TelemetryFrame {
  readonly type: "telemetry";
  readonly run: string;
  readonly epoch: number;
  readonly seq: number;
  readonly series: ReadonlyMap<string, SeriesRows>;
  readonly distributions: ReadonlyMap<string, DistributionRows>;
}

export type StreamMessage =
  | TelemetryFrame
  | StatusMessage
  | DiagnosisMessage
  | ResetMessage
  | ErrorMessage
  | { readonly type: "pong"; readonly id?: number | string | null };

interface WireTelemetry {
  run: string;
  epoch: number;
  seq: number;
  series: Record<string, { steps: number[]; shape: number[]; values: Uint8Array }>;
  distributions: Record<
    string,
    { steps: number[]; shape: number[]; counts: Uint8Array; nonfinite: number[][] }
  >;
}

/** One message of the stream. Throws where the bytes are no message of ours or sizes and shapes disagree. */
export function decodeMessage(bytes: ArrayBuffer | Uint8Array): StreamMessage {
  const message = decode(bytes) as { type?: unknown };
  if (typeof message !== "object" || message === null || typeof message.type !== "string") {
    throw new Error("a stream message without a type");
  }
  if (message.type !== "telemetry") return message as StreamMessage;
  return decodeTelemetry(message as unknown as WireTelemetry);
}

function decodeTelemetry(wire: WireTelemetry): TelemetryFrame {
  const series = new Map<string, SeriesRows>();
  for (const [name, one] of Object.entries(wire.series)) {
    const steps = Float64Array.from(one.steps);
    const values = floats(one.values);
    const width = one.shape[1] ?? 1;
    if (values.length !== steps.length * width || one.shape[0] !== steps.length) {
      throw new Error(`${name}: ${values.length} values for ${steps.length} steps of shape ${one.shape}`);
    }
    series.set(name, { steps, values, width });
  }
  const distributions = new Map<string, DistributionRows>();
  for (const [name, one] of Object.entries(wire.distributions)) {
    const steps = Float64Array.from(one.steps);
    const counts = integers(one.counts);
    const layers = one.shape[1] ?? 0;
    const bins = one.shape[2] ?? 0;
    const nonfinite = Uint32Array.from(one.nonfinite.flat());
    if (counts.length !== steps.length * layers * bins || nonfinite.length !== steps.length * layers) {
      throw new Error(`${name}: ${counts.length} counts for ${steps.length} steps of shape ${one.shape}`);
    }
    distributions.set(name, { steps, counts, nonfinite, layers, bins });
  }
  return { type: "telemetry", run: wire.run, epoch: wire.epoch, seq: wire.seq, series, distributions };
}

/** Little-endian bytes as float32; typed arrays need offsets that are multiples of four, messages don't keep to that. */
function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(aligned(bytes), 0, bytes.byteLength >> 2);
}

function integers(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(aligned(bytes), 0, bytes.byteLength >> 2);
}

function aligned(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}
