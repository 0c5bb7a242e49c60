/** A loss landscape as it grows: read again while it is under way, its new rows alone. */
import type { ApiClient } from "../api/client";
import { ApiError } from "../api/problem";
import { toNumber } from "../protocol/numbers";
import type { Landscape, LandscapeRequest, LandscapeSummary, WireNumber } from "../protocol/types";

export interface LandscapePath {
  readonly steps: readonly number[];
  /** `[snapshot][axis]`. */
  readonly coordinates: readonly (readonly number[])[];
  readonly distances: readonly number[];
  readonly losses: readonly number[];
  readonly projected: readonly number[];
}

/** A landscape with all rows that are known of it: `values[row][column]`, numbers alone. */
export interface GrownLandscape {
  readonly id: string;
  readonly run: string;
  /** What was asked for, by which it can be asked for again. */
  readonly request: LandscapeRequest;
  readonly status: Landscape["status"];
  readonly error: string | null;
  readonly progress: Landscape["progress"];
  readonly kind: "random" | "trajectory";
  readonly dimensions: 1 | 2;
  readonly split: "training" | "validation";
  readonly step: number | null;
  readonly unit: string;
  readonly axes: readonly { readonly coordinates: readonly number[]; readonly length: number }[] | null;
  readonly cosine: number | null;
  readonly centreLoss: number | null;
  readonly explained: readonly number[] | null;
  readonly path: LandscapePath | null;
  readonly values: readonly (readonly number[])[];
  readonly rowsTotal: number;
}

type Reader = Pick<ApiClient, "landscape">;

const OPEN: ReadonlySet<string> = new Set(["queued", "running"]);

/** Whether more of it is to come. */
export function isOpen(landscape: { readonly status: string }): boolean {
  return OPEN.has(landscape.status);
}

/** Which of two pairs of directions a landscape has, and how many of them. */
export interface LandscapeKind {
  readonly kind: "random" | "trajectory";
  readonly dimensions: 1 | 2;
}

export function kindOf({ request }: Pick<LandscapeSummary, "request">): LandscapeKind {
  const { kind, dimensions } = request as unknown as LandscapeKind;
  return { kind, dimensions };
}

/** The newest of a kind that has not failed and was not cancelled, else the newest of that kind; null without any. */
export function newestOf(
  list: readonly LandscapeSummary[],
  { kind, dimensions }: LandscapeKind,
): LandscapeSummary | null {
  const same = list.filter((one) => one.request["kind"] === kind && one.request["dimensions"] === dimensions);
  return same.find((one) => one.status === "succeeded" || isOpen(one)) ?? same[0] ?? null;
}

/** What was known of a landscape, with what an answer adds. */
export function grown(before: GrownLandscape | null, answer: Landscape): GrownLandscape {
  const numbers = (values: readonly WireNumber[]) => values.map(toNumber);
  const request = answer.request as { kind: "random" | "trajectory"; dimensions: 1 | 2; split: "training" };
  const known = before === null ? [] : before.values.slice(0, answer.from_row);
  const path = answer.trajectory;
  return {
    id: answer.id,
    run: answer.run_id,
    request: answer.request as LandscapeRequest,
    status: answer.status,
    error: answer.error,
    progress: answer.progress,
    kind: request.kind,
    dimensions: request.dimensions,
    split: request.split,
    step: answer.step,
    unit: answer.unit,
    axes: answer.axes,
    cosine: answer.cosine,
    centreLoss: answer.centre_loss === null ? null : toNumber(answer.centre_loss),
    explained: answer.explained_variance,
    path:
      path === null
        ? null
        : {
            steps: path.steps,
            coordinates: path.coordinates,
            distances: path.distances,
            losses: numbers(path.losses),
            projected: numbers(path.projected_losses),
          },
    values: [...known, ...answer.values.map(numbers)],
    rowsTotal: answer.rows_total,
  };
}

/** Those that are known, with those that a read found: one each, what is known standing before what was read. */
export function merged(
  known: readonly LandscapeSummary[],
  found: readonly LandscapeSummary[],
): readonly LandscapeSummary[] {
  const ids = new Set(known.map((one) => one.id));
  return [...known, ...found.filter((one) => !ids.has(one.id))];
}

/** What a later read found; what is known itself where that is the same. */
export function renewed(
  known: readonly LandscapeSummary[],
  found: readonly LandscapeSummary[],
): readonly LandscapeSummary[] {
  const same = (one: LandscapeSummary, index: number) =>
    one.id === found[index]?.id && one.status === found[index]?.status;
  return known.length === found.length && known.every(same) ? known : found;
}

/**
 * Tells the landscape now and whenever it has grown, until it has ended or `wanted` says that nobody listens.
 * `pause` waits between two reads, and is told how many have failed in a row: a server that does not answer, or says
 * that it cannot now, is asked again. Throws what it says otherwise.
 */
export async function follow(
  api: Reader,
  id: string,
  tell: (landscape: GrownLandscape) => void,
  wanted: () => boolean,
  pause: (failures: number) => Promise<void>,
): Promise<void> {
  let known: GrownLandscape | null = null;
  let failures = 0;
  while (wanted()) {
    try {
      known = grown(known, await api.landscape(id, known?.values.length ?? 0));
      failures = 0;
    } catch (error) {
      if (!passes(error)) throw error;
      failures += 1;
    }
    if (!wanted()) return;
    if (known !== null && failures === 0) {
      tell(known);
      if (!isOpen(known)) return;
    }
    await pause(failures);
  }
}

/** Whether a request failed for want of an answer, rather than because of what it asks. */
function passes(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502);
}
