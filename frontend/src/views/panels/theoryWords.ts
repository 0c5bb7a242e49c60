/** What a panel says of the theory that it draws: each prediction once, and why some runs have none. */
import type { Theory } from "../../protocol/types";
import type { RunView } from "../../state/telemetry";

type Statement = Theory["curves"][number]["assumptions"][number];

/** A curve or a level as the server states it. */
type Prediction = Pick<Theory["curves"][number], "formula" | "source" | "assumptions">;

/** What holds of some variants; of all that are shown where `labels` is empty. */
export interface Said<Content> {
  readonly content: Content;
  readonly labels: readonly string[];
}

export interface Words {
  readonly predictions: readonly Said<Prediction>[];
  /** Why there is no prediction. */
  readonly gaps: readonly Said<Pick<Statement, "code" | "message" | "params">>[];
}

type Theories = Readonly<Record<string, Theory>>;

/** Of the curves over layers. `runs` has one run for each variant; those whose theory is not read yet are left out. */
export function curveWords(runs: readonly RunView[], theories: Theories, metric: string): Words {
  return words(runs, theories, ({ curves, reason }) => curves.find((one) => one.metric === metric) ?? reason);
}

/** The metrics that an optimizer's level of stability may be of. */
export const SHARPNESSES: readonly string[] = ["sharpness", "preconditioned_sharpness"];

/** Of the levels over steps. */
export function lineWords(runs: readonly RunView[], theories: Theories, metric: string): Words {
  return words(runs, theories, ({ lines, reason }) => {
    const line = lines.find((one) => one.metric === metric);
    if (line !== undefined || !SHARPNESSES.includes(metric)) return line ?? null;
    if (lines.length === 0) return reason;
    const other = lines.find((one) => SHARPNESSES.includes(one.metric));
    return other === undefined
      ? { code: "no_threshold", message: "", params: {} }
      : { code: "other_metric", message: "", params: { metric: other.metric } };
  });
}

function words(
  runs: readonly RunView[],
  theories: Theories,
  find: (theory: Theory) => Prediction | Statement | null,
): Words {
  const predictions = new Map<string, Said<Prediction> & { labels: string[] }>();
  const gaps = new Map<string, Said<Statement> & { labels: string[] }>();
  for (const run of runs) {
    const theory = theories[run.id];
    const found = theory === undefined ? null : find(theory);
    if (found === null) continue;
    if ("formula" in found) {
      const { formula, source, assumptions } = found;
      add(predictions, { formula, source, assumptions }, run.label);
    } else add(gaps, found, run.label);
  }
  const alone = predictions.size + gaps.size === 1;
  const said = <Content>(one: Said<Content>) => (alone ? { ...one, labels: [] } : one);
  return { predictions: [...predictions.values()].map(said), gaps: [...gaps.values()].map(said) };
}

function add<Content>(
  said: Map<string, Said<Content> & { labels: string[] }>,
  content: Content,
  label: string,
): void {
  const key = JSON.stringify(content);
  const before = said.get(key);
  if (before === undefined) said.set(key, { content, labels: [label] });
  else before.labels.push(label);
}
