"""Scale and shift of normalised layers, and how far a batch lies from the moving averages."""

from __future__ import annotations

from dynascope.telemetry.metrics.conditions import normalized, with_moving_averages
from dynascope.telemetry.metrics.metric import per_layer
from dynascope.telemetry.metrics.papers import IOFFE

NORMALIZATION = (
    per_layer(
        "normalization_scale_mean",
        "1",
        "linear",
        "Mean over units of the normalisation's scale γ.",
        IOFFE,
        normalized,
    ),
    per_layer(
        "normalization_scale_std",
        "1",
        "linear",
        "Standard deviation over units of the normalisation's scale γ.",
        IOFFE,
        normalized,
    ),
    per_layer(
        "normalization_shift_mean",
        "1",
        "linear",
        "Mean over units of the normalisation's shift β.",
        IOFFE,
        normalized,
    ),
    per_layer(
        "normalization_shift_std",
        "1",
        "linear",
        "Standard deviation over units of the normalisation's shift β.",
        IOFFE,
        normalized,
    ),
    per_layer(
        "running_mean_shift",
        "1",
        "log",
        "Distance of the batch's means from the moving averages that evaluation would use at this row, in standard "
        "deviations: the mean over units of |mu - moving mean| / sqrt(moving variance + epsilon).",
        IOFFE,
        with_moving_averages,
    ),
    per_layer(
        "running_variance_ratio",
        "1",
        "log",
        "The batch's variances over the moving averages that evaluation would use at this row: the geometric mean over "
        "units of (variance + epsilon) / (moving variance + epsilon).",
        IOFFE,
        with_moving_averages,
    ),
)
