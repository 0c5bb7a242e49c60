/** The panels of the Compare page: each draws what its `PanelContext` says. */

export { Comparison } from "./Comparison";
export { Curvature } from "./Curvature";
export { DecisionBoundary } from "./DecisionBoundary";
export { DistributionsByLayer } from "./DistributionsByLayer";
export { FiguresOverSteps } from "./FiguresOverSteps";
export { Landscape } from "./Landscape";
export { LayerHeatmaps } from "./LayerHeatmaps";
export { LayerProfile } from "./LayerProfile";
export { LearningCurves } from "./LearningCurves";
export { NetworkDrawing } from "./NetworkDrawing";
export { Predictions } from "./Predictions";
export { RangeTest } from "./RangeTest";
export { UpdateRatio } from "./UpdateRatio";
