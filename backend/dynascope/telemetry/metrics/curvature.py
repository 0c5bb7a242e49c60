"""The shape of the loss around the iterate, gradient noise, and how far each layer has come."""

from __future__ import annotations

from dynascope.telemetry.metrics.conditions import is_preconditioned, learning, measures_curvature
from dynascope.telemetry.metrics.metric import per_layer, per_step
from dynascope.telemetry.metrics.papers import COHEN, COHEN_ADAPTIVE, MCCANDLISH, MEYER, ROY

CURVATURE = (
    per_step(
        "sharpness",
        "1",
        "curvature",
        "log",
        "Largest eigenvalue of the Hessian of the data loss on the probe set, in evaluation mode, with respect to all "
        "parameters that learn; by Lanczos, from the eigenvector of the measurement before.",
        COHEN,
        measures_curvature,
    ),
    per_step(
        "sharpness_residual",
        "1",
        "curvature",
        "log",
        "|H v - sharpness v| of the unit vector found: an eigenvalue lies within this of the sharpness.",
        "Parlett (1998), The symmetric eigenvalue problem, section 4.5",
        measures_curvature,
    ),
    per_step(
        "preconditioned_sharpness",
        "1",
        "curvature",
        "log",
        "Largest eigenvalue of P^-1/2 H P^-1/2, where the optimizer's update is -learning rate * P^-1 * an average of "
        "gradients, bias corrections included in P.",
        COHEN_ADAPTIVE,
        is_preconditioned,
    ),
    per_step(
        "hessian_trace",
        "1",
        "curvature",
        "log",
        "Trace of that Hessian: exact on the span of twelve products with random vectors, and Hutchinson's estimate "
        "with ten others for the rest.",
        MEYER,
        measures_curvature,
    ),
    per_step(
        "hessian_trace_error",
        "1",
        "curvature",
        "log",
        "Standard error of hessian_trace.",
        MEYER,
        measures_curvature,
    ),
    per_step(
        "gradient_noise_scale",
        "samples",
        "curvature",
        "log",
        "Simple noise scale tr(Sigma) / |G|^2, with G the mean and Sigma the covariance of the gradients of all "
        "samples of the probe set, in evaluation mode: at this batch size noise and gradient are equally large.",
        MCCANDLISH,
        measures_curvature,
    ),
    per_step(
        "example_gradient_norm/median",
        "1",
        "curvature",
        "log",
        "Median over the probe set of the L2 norm of one sample's gradient, in evaluation mode.",
        MCCANDLISH,
        measures_curvature,
    ),
    per_step(
        "example_gradient_norm/max",
        "1",
        "curvature",
        "log",
        "Largest L2 norm of one sample's gradient on the probe set, in evaluation mode.",
        MCCANDLISH,
        measures_curvature,
    ),
    per_layer(
        "gradient_alignment",
        "1",
        "linear",
        "Cosine between the kernel's gradients at this row and at the next, after the update that follows, both on the "
        "probe set in evaluation mode: near 1 where descent is steady, negative where a step jumps across a valley.",
        COHEN,
        learning,
        "curvature",
    ),
    per_layer(
        "initial_distance",
        "1",
        "log",
        "L2 norm of the kernel minus its initial value, over that of the initial value.",
        "Chizat, Oyallon and Bach (2019), On lazy training in differentiable programming",
        cadence="curvature",
    ),
    per_layer(
        "kernel_effective_rank",
        "1",
        "log",
        "Exponential of the entropy of the kernel's singular values over their sum; a convolution's kernel as a matrix "
        "with a column a channel.",
        ROY,
        cadence="curvature",
    ),
    per_layer(
        "activation_effective_rank",
        "1",
        "log",
        "The same of the activations on the probe set, a row a sample (of a convolution: a position), each unit's mean "
        "taken off.",
        ROY,
        cadence="curvature",
    ),
)
