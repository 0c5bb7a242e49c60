"""How the training goes: loss and accuracy, the learning rate, norms over all parameters."""

from __future__ import annotations

from dynascope.telemetry.metrics.conditions import (
    has_classes,
    has_two_modes,
    is_penalised,
    validates,
    validates_classes,
)
from dynascope.telemetry.metrics.metric import per_step
from dynascope.telemetry.metrics.papers import IOFFE, PASCANU

PROGRESS = (
    per_step(
        "loss/train",
        "nats",
        "step",
        "log",
        "Mean loss of the step's batch where its gradient is taken; regularisation penalty apart.",
    ),
    per_step(
        "loss/validation",
        "nats",
        "evaluation",
        "log",
        "Mean loss over the validation split, in evaluation mode.",
        applies=validates,
    ),
    per_step(
        "loss/train_evaluation_mode",
        "nats",
        "evaluation",
        "log",
        "Mean loss of the step's batch in evaluation mode: normalised by moving averages, nothing dropped or drawn.",
        IOFFE,
        applies=has_two_modes,
    ),
    per_step(
        "loss/penalty",
        "nats",
        "step",
        "log",
        "Regularisation penalty: l1 * sum |w| + l2 / 2 * sum w^2 over all kernels.",
        applies=is_penalised,
    ),
    per_step(
        "accuracy/train",
        "1",
        "step",
        "linear",
        "Fraction of the step's batch whose largest output is its class.",
        applies=has_classes,
    ),
    per_step(
        "accuracy/validation",
        "1",
        "evaluation",
        "linear",
        "Fraction of the validation split whose largest output is its class.",
        applies=validates_classes,
    ),
    per_step("learning_rate", "1", "step", "log", "What the schedule gave at that step."),
    per_step(
        "gradient_norm/global",
        "1",
        "step",
        "log",
        "L2 norm of the gradient of all parameters, penalty included, before clipping.",
    ),
    per_step(
        "update_norm/global",
        "1",
        "step",
        "log",
        "L2 norm of the change of all parameters that follows the step.",
    ),
    per_step(
        "gradient_clip_scale",
        "1",
        "step",
        "linear",
        "L2 norm of the clipped gradient over that of the gradient (the factor, where clipping has one); 1 where "
        "nothing was clipped.",
        PASCANU,
    ),
)
