"""The table of metrics: what each name means, in what unit, on which axes, how often.

Names and meanings are binding. `cadence` says which setting of the spec decides when a row is taken: `step` (every
step), `layers`, `evaluation`, `distributions` or `curvature`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dynascope.spec import RunSpec

Axis = Literal["step", "layer", "cell"]
Cadence = Literal["step", "layers", "evaluation", "distributions", "curvature"]
Applies = Callable[[RunSpec], bool]
LayersOf = Callable[[RunSpec], tuple[str, ...]]

GLOROT = "Glorot and Bengio (2010), Understanding the difficulty of training deep feedforward neural networks"
POOLE = "Poole et al. (2016), Exponential expressivity in deep neural networks through transient chaos"
SCHOENHOLZ = "Schoenholz et al. (2017), Deep information propagation"
IOFFE = "Ioffe and Szegedy (2015), Batch normalization: accelerating deep network training"
COHEN = "Cohen et al. (2021), Gradient descent on neural networks typically occurs at the edge of stability"
COHEN_ADAPTIVE = "Cohen et al. (2022), Adaptive gradient methods at the edge of stability"
MEYER = "Meyer, Musco, Musco and Woodruff (2021), Hutch++: optimal stochastic trace estimation"
MCCANDLISH = "McCandlish et al. (2018), An empirical model of large-batch training"
ROY = "Roy and Vetterli (2007), The effective rank: a measure of effective dimensionality"
PASCANU = "Pascanu, Mikolov and Bengio (2013), On the difficulty of training recurrent neural networks"


def _always(_spec: RunSpec) -> bool:
    return True


def _classes(spec: RunSpec) -> bool:
    return spec.task.classes is not None


def _validation(spec: RunSpec) -> bool:
    return spec.task.validation_samples > 0


def _validation_classes(spec: RunSpec) -> bool:
    return _validation(spec) and _classes(spec)


def _penalised(spec: RunSpec) -> bool:
    return spec.regularization.l1 > 0 or spec.regularization.l2 > 0


def _two_modes(spec: RunSpec) -> bool:
    return spec.two_modes


def _curved(spec: RunSpec) -> bool:
    return spec.cadence.curvature_every is not None


def _preconditioned(spec: RunSpec) -> bool:
    return _curved(spec) and spec.optimizer.preconditioned


def _plane(spec: RunSpec) -> bool:
    return spec.task.features == 2 and _classes(spec)


def _predicted(spec: RunSpec) -> bool:
    return spec.task.features in (1, 2) and not _classes(spec)


def _layers(spec: RunSpec) -> tuple[str, ...]:
    return spec.layer_names


def _learning(spec: RunSpec) -> tuple[str, ...]:
    return tuple(layer.name for layer in spec.layers if not layer.frozen)


def _hidden(spec: RunSpec) -> tuple[str, ...]:
    return spec.layer_names[:-1]


def _normalized(spec: RunSpec) -> tuple[str, ...]:
    return tuple(layer.name for layer in spec.layers if layer.normalization is not None)


def _with_moving_averages(spec: RunSpec) -> tuple[str, ...]:
    return tuple(layer.name for layer in spec.layers if layer.statistics)


SATURATING = frozenset({"sigmoid", "tanh", "softsign", "hard_tanh"})
RECTIFYING = frozenset({"relu", "leaky_relu", "rrelu", "prelu", "elu", "selu"})


def _hidden_with(names: frozenset[str]) -> LayersOf:
    def layers(spec: RunSpec) -> tuple[str, ...]:
        return tuple(
            name for index, name in enumerate(spec.layer_names[:-1]) if spec.layer(index).activation.name in names
        )

    return layers


@dataclass(frozen=True)
class Metric:
    """One named series. `unit` is "1" for pure numbers; `scale` is the axis that suits it."""

    name: str
    unit: str
    axes: tuple[Axis, ...]
    cadence: Cadence
    scale: Literal["linear", "log"]
    definition: str
    source: str = ""
    applies: Applies = _always
    layers: LayersOf = _layers


def _step(
    name: str,
    unit: str,
    cadence: Cadence,
    scale: Literal["linear", "log"],
    definition: str,
    source: str = "",
    applies: Applies = _always,
) -> Metric:
    return Metric(name, unit, ("step",), cadence, scale, definition, source, applies)


def _layer(
    name: str,
    unit: str,
    scale: Literal["linear", "log"],
    definition: str,
    source: str = "",
    layers: LayersOf = _layers,
    cadence: Cadence = "layers",
) -> Metric:
    applies = _curved if cadence == "curvature" else _always
    return Metric(name, unit, ("step", "layer"), cadence, scale, definition, source, applies, layers)


_TABLE = (
    _step(
        "loss/train",
        "nats",
        "step",
        "log",
        "Mean loss of the step's batch where its gradient is taken; regularisation penalty apart.",
    ),
    _step(
        "loss/validation",
        "nats",
        "evaluation",
        "log",
        "Mean loss over the validation split, in evaluation mode.",
        applies=_validation,
    ),
    _step(
        "loss/train_evaluation_mode",
        "nats",
        "evaluation",
        "log",
        "Mean loss of the step's batch in evaluation mode: normalised by moving averages, nothing dropped or drawn.",
        IOFFE,
        applies=_two_modes,
    ),
    _step(
        "loss/penalty",
        "nats",
        "step",
        "log",
        "Regularisation penalty: l1 * sum |w| + l2 / 2 * sum w^2 over all kernels.",
        applies=_penalised,
    ),
    _step(
        "accuracy/train",
        "1",
        "step",
        "linear",
        "Fraction of the step's batch whose largest output is its class.",
        applies=_classes,
    ),
    _step(
        "accuracy/validation",
        "1",
        "evaluation",
        "linear",
        "Fraction of the validation split whose largest output is its class.",
        applies=_validation_classes,
    ),
    _step("learning_rate", "1", "step", "log", "What the schedule gave at that step."),
    _step(
        "gradient_norm/global",
        "1",
        "step",
        "log",
        "L2 norm of the gradient of all parameters, penalty included, before clipping.",
    ),
    _step(
        "update_norm/global",
        "1",
        "step",
        "log",
        "L2 norm of the change of all parameters that follows the step.",
    ),
    _step(
        "gradient_clip_scale",
        "1",
        "step",
        "linear",
        "L2 norm of the clipped gradient over that of the gradient (the factor, where clipping has one); 1 where "
        "nothing was clipped.",
        PASCANU,
    ),
    _layer("gradient_norm", "1", "log", "L2 norm of the layer's kernel gradient.", GLOROT),
    _layer(
        "gradient_rms",
        "1",
        "log",
        "Root mean square of the kernel gradient: comparable between layers of different size.",
    ),
    _layer("weight_norm", "1", "log", "L2 norm of the layer's kernel."),
    _layer("update_norm", "1", "log", "L2 norm of the change of the kernel that follows the step."),
    _layer("update_ratio", "1", "log", "update_norm / weight_norm; a common guide is 1e-3."),
    _layer(
        "backprop_rms",
        "1",
        "log",
        "Root mean square of dL/d(pre-activation), times the batch size: the per-example scale.",
        SCHOENHOLZ,
    ),
    _layer(
        "backprop_gain",
        "1",
        "log",
        "backprop_rms of this layer over that of the next: the factor by which the signal grows or fades going down.",
        SCHOENHOLZ,
        _hidden,
    ),
    _layer(
        "prelu_slope",
        "1",
        "linear",
        "Slope below 0 that the layer's parametric ReLU has learned.",
        "He, Zhang, Ren and Sun (2015), Delving deep into rectifiers",
        _hidden_with(frozenset({"prelu"})),
    ),
    _layer("preactivation_mean", "1", "linear", "Mean of the pre-activations over batch and units.", GLOROT),
    _layer(
        "preactivation_std",
        "1",
        "log",
        "Standard deviation of the pre-activations over batch and units.",
        GLOROT,
    ),
    _layer(
        "preactivation_rms",
        "1",
        "log",
        "Root mean square of the pre-activations over batch and units; its square is the q of mean-field theory.",
        POOLE,
    ),
    _layer("activation_mean", "1", "linear", "Mean of the activations over batch and units.", GLOROT),
    _layer(
        "activation_std",
        "1",
        "log",
        "Standard deviation of the activations over batch and units pooled.",
        GLOROT,
    ),
    _layer(
        "signal_std",
        "1",
        "log",
        "Each unit's standard deviation of activation over the probe set, averaged over units: what is left of the "
        "input at this layer.",
        POOLE,
        cadence="evaluation",
    ),
    _layer(
        "signal_correlation",
        "1",
        "linear",
        "Mean cosine between the pre-activations of two samples, over pairs of the probe set.",
        POOLE,
        cadence="evaluation",
    ),
    _layer(
        "saturated_fraction",
        "1",
        "linear",
        "Share of activations where |f'(z)| < 0.05 max |f'|.",
        GLOROT,
        _hidden_with(SATURATING),
    ),
    _layer(
        "dead_fraction",
        "1",
        "linear",
        "Share of hidden units that no sample of the probe set activates (z > 0).",
        layers=_hidden_with(RECTIFYING),
        cadence="evaluation",
    ),
    _layer(
        "normalization_scale_mean",
        "1",
        "linear",
        "Mean over units of the normalisation's scale γ.",
        IOFFE,
        _normalized,
    ),
    _layer(
        "normalization_scale_std",
        "1",
        "linear",
        "Standard deviation over units of the normalisation's scale γ.",
        IOFFE,
        _normalized,
    ),
    _layer(
        "normalization_shift_mean",
        "1",
        "linear",
        "Mean over units of the normalisation's shift β.",
        IOFFE,
        _normalized,
    ),
    _layer(
        "normalization_shift_std",
        "1",
        "linear",
        "Standard deviation over units of the normalisation's shift β.",
        IOFFE,
        _normalized,
    ),
    _layer(
        "running_mean_shift",
        "1",
        "log",
        "Distance of the batch's means from the moving averages that evaluation would use at this row, in standard "
        "deviations: the mean over units of |mu - moving mean| / sqrt(moving variance + epsilon).",
        IOFFE,
        _with_moving_averages,
    ),
    _layer(
        "running_variance_ratio",
        "1",
        "log",
        "The batch's variances over the moving averages that evaluation would use at this row: the geometric mean over "
        "units of (variance + epsilon) / (moving variance + epsilon).",
        IOFFE,
        _with_moving_averages,
    ),
    _step(
        "sharpness",
        "1",
        "curvature",
        "log",
        "Largest eigenvalue of the Hessian of the data loss on the probe set, in evaluation mode, with respect to all "
        "parameters that learn; by Lanczos, from the eigenvector of the measurement before.",
        COHEN,
        _curved,
    ),
    _step(
        "sharpness_residual",
        "1",
        "curvature",
        "log",
        "|H v - sharpness v| of the unit vector found: an eigenvalue lies within this of the sharpness.",
        "Parlett (1998), The symmetric eigenvalue problem, section 4.5",
        _curved,
    ),
    _step(
        "preconditioned_sharpness",
        "1",
        "curvature",
        "log",
        "Largest eigenvalue of P^-1/2 H P^-1/2, where the optimizer's update is -learning rate * P^-1 * an average of "
        "gradients, bias corrections included in P.",
        COHEN_ADAPTIVE,
        _preconditioned,
    ),
    _step(
        "hessian_trace",
        "1",
        "curvature",
        "log",
        "Trace of that Hessian: exact on the span of twelve products with random vectors, and Hutchinson's estimate "
        "with ten others for the rest.",
        MEYER,
        _curved,
    ),
    _step(
        "hessian_trace_error",
        "1",
        "curvature",
        "log",
        "Standard error of hessian_trace.",
        MEYER,
        _curved,
    ),
    _step(
        "gradient_noise_scale",
        "samples",
        "curvature",
        "log",
        "Simple noise scale tr(Sigma) / |G|^2, with G the mean and Sigma the covariance of the gradients of all "
        "samples of the probe set, in evaluation mode: at this batch size noise and gradient are equally large.",
        MCCANDLISH,
        _curved,
    ),
    _step(
        "example_gradient_norm/median",
        "1",
        "curvature",
        "log",
        "Median over the probe set of the L2 norm of one sample's gradient, in evaluation mode.",
        MCCANDLISH,
        _curved,
    ),
    _step(
        "example_gradient_norm/max",
        "1",
        "curvature",
        "log",
        "Largest L2 norm of one sample's gradient on the probe set, in evaluation mode.",
        MCCANDLISH,
        _curved,
    ),
    _layer(
        "gradient_alignment",
        "1",
        "linear",
        "Cosine between the kernel's gradients at this row and at the next, after the update that follows, both on the "
        "probe set in evaluation mode: near 1 where descent is steady, negative where a step jumps across a valley.",
        COHEN,
        _learning,
        "curvature",
    ),
    _layer(
        "initial_distance",
        "1",
        "log",
        "L2 norm of the kernel minus its initial value, over that of the initial value.",
        "Chizat, Oyallon and Bach (2019), On lazy training in differentiable programming",
        cadence="curvature",
    ),
    _layer(
        "kernel_effective_rank",
        "1",
        "log",
        "Exponential of the entropy of the kernel's singular values over their sum; a convolution's kernel as a matrix "
        "with a column a channel.",
        ROY,
        cadence="curvature",
    ),
    _layer(
        "activation_effective_rank",
        "1",
        "log",
        "The same of the activations on the probe set, a row a sample (of a convolution: a position), each unit's mean "
        "taken off.",
        ROY,
        cadence="curvature",
    ),
    Metric(
        "decision/class",
        "1",
        ("step", "cell"),
        "evaluation",
        "linear",
        "Predicted class on a grid over the plane of a two-dimensional data set.",
        applies=_plane,
    ),
    Metric(
        "decision/confidence",
        "1",
        ("step", "cell"),
        "evaluation",
        "linear",
        "Probability of the predicted class on the same grid (softmax of the outputs).",
        applies=_plane,
    ),
    Metric(
        "prediction/value",
        "units",
        ("step", "cell"),
        "evaluation",
        "linear",
        "What a regression on one or two features predicts over a grid of them, in evaluation mode and in the units of "
        "the target.",
        applies=_predicted,
    ),
)

METRICS = {metric.name: metric for metric in _TABLE}

# Of row N, which closes the series, there is no update: these end at N - 1.
UPDATE_METRICS = frozenset({"update_norm", "update_ratio", "update_norm/global", "gradient_alignment"})

# Cells of the grid over a plane: 48 rows (y) of 48 columns (x), row-major.
PLANE_GRID = 48
# Cells of the grid along a single feature.
LINE_GRID = 200


def layers_of(metric: str, spec: RunSpec) -> tuple[str, ...]:
    """The layers on the metric's layer axis in this run, from input to output; empty where it has none."""
    entry = METRICS[metric]
    return entry.layers(spec) if "layer" in entry.axes else ()


def metrics_of(spec: RunSpec) -> tuple[str, ...]:
    """The metrics that this run promises, in the table's order."""
    return tuple(
        name
        for name, metric in METRICS.items()
        if metric.applies(spec) and ("layer" not in metric.axes or metric.layers(spec))
    )


def unit_of(metric: str, spec: RunSpec) -> str:
    """The metric's unit in this run: losses are in nats for cross-entropy, in squared units otherwise, which are
    variances of the targets where a regression standardises these.
    """
    unit = METRICS[metric].unit
    if unit == "nats" and spec.loss_or_default.name != "cross_entropy":
        standardized = spec.dataset.standardized and not _classes(spec)
        return "target variances" if standardized else "squared units"
    return unit


def is_due(cadence: Cadence, spec: RunSpec, step: int) -> bool:
    """Whether a metric of this cadence has a row at `step`. Rows 0 and N are always there, and evaluations wherever the
    run measures the validation split for a rule of its own."""
    if step in (0, spec.steps) or cadence == "step":
        return True
    cadences = [getattr(spec.cadence, f"{cadence}_every")]
    if cadence == "evaluation":
        cadences += [spec.watch.plateau_every, spec.watch.stopping_every]
    return any(every is not None and step % every == 0 for every in cadences)
