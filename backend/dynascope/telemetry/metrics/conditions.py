"""Which runs have a metric, and which of their layers: functions of the spec."""

from __future__ import annotations

from collections.abc import Callable

from dynascope.spec import RunSpec

Applies = Callable[[RunSpec], bool]
LayersOf = Callable[[RunSpec], tuple[str, ...]]

SATURATING = frozenset({"sigmoid", "tanh", "softsign", "hard_tanh"})
RECTIFYING = frozenset({"relu", "leaky_relu", "rrelu", "prelu", "elu", "selu"})


def always(_spec: RunSpec) -> bool:
    """Every run."""
    return True


def has_classes(spec: RunSpec) -> bool:
    """A classification."""
    return spec.task.classes is not None


def validates(spec: RunSpec) -> bool:
    """Some samples are held out."""
    return spec.task.validation_samples > 0


def validates_classes(spec: RunSpec) -> bool:
    """A classification that holds some samples out."""
    return validates(spec) and has_classes(spec)


def is_penalised(spec: RunSpec) -> bool:
    """Kernels are penalised."""
    return spec.regularization.l1 > 0 or spec.regularization.l2 > 0


def has_two_modes(spec: RunSpec) -> bool:
    """The network computes otherwise in training than in evaluation."""
    return spec.two_modes


def measures_curvature(spec: RunSpec) -> bool:
    """Curvature was asked for."""
    return spec.cadence.curvature_every is not None


def is_preconditioned(spec: RunSpec) -> bool:
    """Curvature was asked for, and the optimizer has a diagonal preconditioner."""
    return measures_curvature(spec) and spec.optimizer.preconditioned


def has_plane(spec: RunSpec) -> bool:
    """A classification of points in a plane."""
    return spec.task.features == 2 and has_classes(spec)


def has_predictions(spec: RunSpec) -> bool:
    """A regression on one or two features."""
    return spec.task.features in (1, 2) and not has_classes(spec)


def every_layer(spec: RunSpec) -> tuple[str, ...]:
    """All layers, the output last."""
    return spec.layer_names


def learning(spec: RunSpec) -> tuple[str, ...]:
    """Layers that are not frozen."""
    return tuple(layer.name for layer in spec.layers if not layer.frozen)


def hidden(spec: RunSpec) -> tuple[str, ...]:
    """All layers but the output."""
    return spec.layer_names[:-1]


def hidden_with(activations: frozenset[str]) -> LayersOf:
    """Hidden layers that have one of these activations."""

    def layers(spec: RunSpec) -> tuple[str, ...]:
        return tuple(
            name for index, name in enumerate(spec.layer_names[:-1]) if spec.layer(index).activation.name in activations
        )

    return layers


def normalized(spec: RunSpec) -> tuple[str, ...]:
    """Layers that are normalised."""
    return tuple(layer.name for layer in spec.layers if layer.normalization is not None)


def with_moving_averages(spec: RunSpec) -> tuple[str, ...]:
    """Layers whose normalisation keeps moving averages."""
    return tuple(layer.name for layer in spec.layers if layer.statistics)
