"""What each layer learns by: its gradient, its update, and the error that flows back through it."""

from __future__ import annotations

from dynascope.telemetry.metrics.conditions import hidden
from dynascope.telemetry.metrics.metric import per_layer
from dynascope.telemetry.metrics.papers import GLOROT, SCHOENHOLZ

GRADIENTS = (
    per_layer("gradient_norm", "1", "log", "L2 norm of the layer's kernel gradient.", GLOROT),
    per_layer(
        "gradient_rms",
        "1",
        "log",
        "Root mean square of the kernel gradient: comparable between layers of different size.",
    ),
    per_layer("weight_norm", "1", "log", "L2 norm of the layer's kernel."),
    per_layer("update_norm", "1", "log", "L2 norm of the change of the kernel that follows the step."),
    per_layer("update_ratio", "1", "log", "update_norm / weight_norm; a common guide is 1e-3."),
    per_layer(
        "backprop_rms",
        "1",
        "log",
        "Root mean square of dL/d(pre-activation), times the batch size: the per-example scale.",
        SCHOENHOLZ,
    ),
    per_layer(
        "backprop_gain",
        "1",
        "log",
        "backprop_rms of this layer over that of the next: the factor by which the signal grows or fades going down.",
        SCHOENHOLZ,
        hidden,
    ),
)
