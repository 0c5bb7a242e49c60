"""What the network answers over the whole range of one or two features."""

from __future__ import annotations

from dynascope.telemetry.metrics.conditions import has_plane, has_predictions
from dynascope.telemetry.metrics.metric import Metric

# Cells of the grid over a plane: 48 rows (y) of 48 columns (x), row-major.
PLANE_GRID = 48
# Cells of the grid along a single feature.
LINE_GRID = 200

OUTPUTS = (
    Metric(
        "decision/class",
        "1",
        ("step", "cell"),
        "evaluation",
        "linear",
        "Predicted class on a grid over the plane of a two-dimensional data set.",
        applies=has_plane,
    ),
    Metric(
        "decision/confidence",
        "1",
        ("step", "cell"),
        "evaluation",
        "linear",
        "Probability of the predicted class on the same grid (softmax of the outputs).",
        applies=has_plane,
    ),
    Metric(
        "prediction/value",
        "units",
        ("step", "cell"),
        "evaluation",
        "linear",
        "What a regression on one or two features predicts over a grid of them, in evaluation mode and in the units of "
        "the target.",
        applies=has_predictions,
    ),
)
