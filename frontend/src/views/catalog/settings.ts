/** What a family is drawn for, beside its members' own parameters: the fields of `setting` in `POST /catalog/preview`. */
import type { ParameterSchema } from "./parameters";

const UNITS: ParameterSchema = { type: "integer", minimum: 1, maximum: 65_536, default: 64 };

export const SETTINGS: Readonly<Record<string, readonly (readonly [string, ParameterSchema])[]>> = {
  initializer: [
    ["fan_in", UNITS],
    ["fan_out", UNITS],
    ["activation", { default: "relu" }],
  ],
  schedule: [
    ["learning_rate", { type: "number", exclusiveMinimum: 0, default: 0.1 }],
    ["steps", { type: "integer", minimum: 1, maximum: 100_000_000, default: 2000 }],
  ],
};
