/** What is being looked at: the page, the job, the step, and how the panels draw. All of it stands in the address. */
import { create } from "zustand";
import type { Bands, XAxis } from "./telemetry";

export const PAGES = ["compare", "surfaces", "catalog", "jobs"] as const;
export const X_AXES = ["step", "epoch", "examples", "wall"] as const satisfies readonly XAxis[];
export const BANDS = ["none", "minmax", "sd", "ci"] as const satisfies readonly Bands[];
export const SMOOTHINGS = [0, 0.6, 0.9, 0.97] as const;
export const SORTS = ["order", "label", "loss", "accuracy"] as const;

export type Page = (typeof PAGES)[number];
export type Sort = (typeof SORTS)[number];

export interface View {
  readonly page: Page;
  readonly job: string | null;
  /** The member that the catalog shows, as `activation.elu`; null for all of them. */
  readonly entry: string | null;
  /** The held step; null while live. */
  readonly step: number | null;
  readonly xAxis: XAxis;
  readonly smoothing: number;
  readonly bands: Bands;
  /** The variant whose network is drawn; null for the first visible one. */
  readonly selected: number | null;
  /** Variants that are hidden. */
  readonly hidden: readonly number[];
  /** The panels' own choices: metric, quantity, layer, scale, and which of them is enlarged. */
  readonly choices: Readonly<Record<string, string>>;
  readonly filter: string;
  readonly sort: Sort;
}

export const DEFAULT_VIEW: View = {
  page: "compare",
  job: null,
  entry: null,
  step: null,
  xAxis: "step",
  smoothing: 0,
  bands: "minmax",
  selected: null,
  hidden: [],
  choices: {},
  filter: "",
  sort: "order",
};

/** The choice under which the layer of the finding that is looked at is kept: marked in all panels while a step is held. */
export const MARKED = "marked";

/** The choice under which the key of the finding that is looked at is kept: its evidence is marked while a step is held. */
export const SHOWN = "finding";

export const useView = create<View>()(() => DEFAULT_VIEW);

export function setView(change: Partial<View>): void {
  useView.setState(change);
}

/** Holds all panels at a step; null follows the latest, and lets go of the finding that was looked at. */
export function holdStep(step: number | null): void {
  if (useView.getState().step !== step) useView.setState({ step });
  if (step === null) forgetFinding();
}

function forgetFinding(): void {
  choose(MARKED, "");
  choose(SHOWN, "");
}

export function toggleVariant(variant: number): void {
  const { hidden } = useView.getState();
  useView.setState({
    hidden: hidden.includes(variant)
      ? hidden.filter((other) => other !== variant)
      : [...hidden, variant].sort((a, b) => a - b),
  });
}

/** Keeps a panel's choice; an empty value forgets it. */
export function choose(name: string, value: string): void {
  if ((useView.getState().choices[name] ?? "") === value) return;
  useView.setState(({ choices }) => {
    const { [name]: _, ...others } = choices;
    return { choices: value === "" ? others : { ...others, [name]: value } };
  });
}

/** The choice under which the panels keep which of them fills the window. */
export const ENLARGED = "enlarged";

/** Where a finding is to be seen. */
export interface FindingPlace {
  readonly key: string;
  readonly step: number;
  readonly layer: string | null;
  /** The panels' choices that show its evidence. */
  readonly choices: Readonly<Record<string, string>>;
}

/** Holds all panels where a finding was first seen, and marks its layer and its evidence. */
export function holdFinding({ key, step, layer, choices }: FindingPlace): void {
  holdStep(step);
  choose(MARKED, layer ?? "");
  choose(SHOWN, key);
  for (const [name, value] of Object.entries(choices)) choose(name, value);
}

/** Another job is looked at: what belongs to the last one (step, marked layer, hidden variants) is forgotten. */
export function openJob(job: string | null): void {
  forgetFinding();
  useView.setState({ page: "compare", job, step: null, selected: null, hidden: [], filter: "" });
}

/** A member of the catalog is looked at; null for all of them. */
export function openEntry(entry: string | null): void {
  useView.setState({ page: "catalog", entry });
}
