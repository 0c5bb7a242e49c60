/** Which panels there are, and how many of the grid's six columns each takes. */
import { type ComponentType, lazy } from "react";
import type { PanelContext } from "../../state/telemetry";

export type PanelName =
  | "learning_curves"
  | "layer_profile"
  | "update_ratio"
  | "layer_heatmaps"
  | "distributions"
  | "decision_boundary"
  | "predictions"
  | "range_test"
  | "curvature"
  | "comparison"
  | "figures"
  | "landscape";

export interface Panel {
  readonly name: PanelName;
  readonly columns: 2 | 3 | 4 | 6;
  readonly Component: ComponentType<{ context: PanelContext }>;
}

/** Loads the plots once, beside the page. */
export const loadPanels = () => import("../panels");

const LearningCurves = lazy(async () => ({ default: (await loadPanels()).LearningCurves }));
const LayerProfile = lazy(async () => ({ default: (await loadPanels()).LayerProfile }));
const UpdateRatio = lazy(async () => ({ default: (await loadPanels()).UpdateRatio }));
const LayerHeatmaps = lazy(async () => ({ default: (await loadPanels()).LayerHeatmaps }));
const DistributionsByLayer = lazy(async () => ({ default: (await loadPanels()).DistributionsByLayer }));
const Comparison = lazy(async () => ({ default: (await loadPanels()).Comparison }));
const Curvature = lazy(async () => ({ default: (await loadPanels()).Curvature }));
const DecisionBoundary = lazy(async () => ({ default: (await loadPanels()).DecisionBoundary }));
const FiguresOverSteps = lazy(async () => ({ default: (await loadPanels()).FiguresOverSteps }));
const Landscape = lazy(async () => ({ default: (await loadPanels()).Landscape }));
const Predictions = lazy(async () => ({ default: (await loadPanels()).Predictions }));
const RangeTest = lazy(async () => ({ default: (await loadPanels()).RangeTest }));
export const NetworkDrawing = lazy(async () => ({ default: (await loadPanels()).NetworkDrawing }));

/** The last row, whatever stands above it. */
const LAST: readonly Panel[] = [
  { name: "figures", columns: 2, Component: FiguresOverSteps },
  { name: "landscape", columns: 4, Component: Landscape },
];

const USUAL: readonly Panel[] = [
  { name: "learning_curves", columns: 2, Component: LearningCurves },
  { name: "layer_profile", columns: 2, Component: LayerProfile },
  { name: "update_ratio", columns: 2, Component: UpdateRatio },
  { name: "layer_heatmaps", columns: 3, Component: LayerHeatmaps },
  { name: "distributions", columns: 3, Component: DistributionsByLayer },
  ...LAST,
];

/** Beside the learning curves a drawing of what the network says of every place. */
const drawnWith = (drawing: Panel): readonly Panel[] => [
  { name: "learning_curves", columns: 2, Component: LearningCurves },
  drawing,
  { name: "layer_profile", columns: 3, Component: LayerProfile },
  { name: "update_ratio", columns: 3, Component: UpdateRatio },
  { name: "layer_heatmaps", columns: 3, Component: LayerHeatmaps },
  { name: "distributions", columns: 3, Component: DistributionsByLayer },
  ...LAST,
];

const PLANE = drawnWith({ name: "decision_boundary", columns: 4, Component: DecisionBoundary });
const LINE = drawnWith({ name: "predictions", columns: 4, Component: Predictions });

const RANGE: readonly Panel[] = [
  { name: "range_test", columns: 3, Component: RangeTest },
  { name: "learning_curves", columns: 3, Component: LearningCurves },
  { name: "layer_profile", columns: 3, Component: LayerProfile },
  { name: "update_ratio", columns: 3, Component: UpdateRatio },
  { name: "layer_heatmaps", columns: 3, Component: LayerHeatmaps },
  { name: "distributions", columns: 3, Component: DistributionsByLayer },
  ...LAST,
];

const CURVED: Panel = { name: "curvature", columns: 6, Component: Curvature };

const SIDE_BY_SIDE: Panel = { name: "comparison", columns: 6, Component: Comparison };

/** The panels for these runs: the finder where a run tests learning rates, the decision boundary where a run's data lie
 * in a plane, predictions where a regression can be drawn, curvature where it was measured, a table of the variants
 * where there is more than one run. */
export function panelsFor(context: PanelContext): readonly Panel[] {
  const panels = context.runs.some((run) => run.schedule === "range_test")
    ? RANGE
    : "decision/class" in context.metrics
      ? PLANE
      : "prediction/value" in context.metrics
        ? LINE
        : USUAL;
  const below = panels.findIndex((panel) => panel.name === "layer_heatmaps");
  const all = "sharpness" in context.metrics ? panels.toSpliced(below, 0, CURVED) : panels;
  return context.runs.length > 1 ? all.toSpliced(-LAST.length, 0, SIDE_BY_SIDE) : all;
}
