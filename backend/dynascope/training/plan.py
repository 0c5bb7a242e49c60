"""What is static about a run: everything that decides the compiled program, and nothing else.

Numeric hyper-parameters, seeds, cadences and the number of steps are traced arguments, so runs that differ in
these alone have equal plans and share one program.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby

from dynascope.catalog.schedules import Performance, PiecewiseConstant
from dynascope.spec import LayerSpec, RunSpec
from dynascope.telemetry import LINE_GRID, PLANE_GRID, QUANTITIES, Binning, binning_of

Shape = tuple[int, ...]


@dataclass(frozen=True)
class ConvolutionPlan:
    """How a kernel passes over an image, and what is pooled behind it; see `catalog.models.ConvLayer`."""

    stride: int
    padding: str
    pooling: str | None


@dataclass(frozen=True)
class NormalizationPlan:
    """Which normalisation stands where; `parameters` are the names of its traced figures."""

    name: str
    position: str
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class LayerPlan:
    """The structure of one layer. Shapes are those of `spec.LayerSpec`, of one sample."""

    input_shape: Shape
    kernel_shape: Shape
    value_shape: Shape
    output_shape: Shape
    activation: str
    activation_parameters: tuple[str, ...] = ()
    random_slopes: bool = False
    convolution: ConvolutionPlan | None = None
    normalization: NormalizationPlan | None = None
    dropout: bool = False
    residual: bool = False
    frozen: bool = False

    @property
    def units(self) -> int:
        """Units that have weights of their own: those of a dense layer, the channels of a convolution."""
        return self.value_shape[-1]


MOST_APART = 16
"""Up to so many consecutive layers of one structure stand apart, each a group of its own: a step of 10 x 128 takes a
quarter less time so than stacked, for nothing is copied into stacks and out of them. More are stacked, for what there
is to compile would grow with them."""


@dataclass(frozen=True)
class GroupPlan:
    """`count` consecutive layers of one structure, the first of them layer `first` (0 is the first layer). The next
    group's layers may be of that structure, too (see MOST_APART).

    Layers of a group are stacked: one leaf [count, ...] a parameter, and one traced body for all of them.
    """

    layer: LayerPlan
    first: int
    count: int


@dataclass(frozen=True)
class Plan:
    """The identity of a compiled program.

    `plateau` is the form of a `performance` schedule, `stopping` the metric of early stopping.
    """

    groups: tuple[GroupPlan, ...]
    classes: int | None
    train_samples: int
    validation_samples: int
    probe_samples: int
    batch_size: int
    loss: str
    optimizer: str
    form: str
    schedule: str
    schedule_pieces: int
    clipping: str | None
    plateau: str | None
    stopping: str | None
    penalised: bool
    max_norm: bool
    two_modes: bool
    precision: str
    binnings: tuple[Binning, ...]

    @property
    def layer_count(self) -> int:
        """Hidden layers and the output layer."""
        return sum(group.count for group in self.groups)

    @property
    def input_shape(self) -> Shape:
        """The shape of one input."""
        return self.groups[0].layer.input_shape

    @property
    def features(self) -> int:
        """How many numbers one input has."""
        return math.prod(self.input_shape)

    @property
    def outputs(self) -> int:
        """Width of the output layer."""
        return self.groups[-1].layer.units

    @property
    def full_batch(self) -> bool:
        """Whether a step sees the whole training split (in its own order)."""
        return self.batch_size == self.train_samples

    @property
    def cells(self) -> int:
        """Cells of the grid on which the network is drawn: classes over two features, predictions over one or two;
        0 for other data."""
        line = LINE_GRID if self.classes is None else 0
        return {1: line, 2: PLANE_GRID**2}.get(self.features, 0)

    @property
    def watches(self) -> bool:
        """Whether the run measures the validation split for rules of its own."""
        return self.plateau is not None or self.stopping is not None

    @property
    def dropout(self) -> bool:
        """Whether any layer drops units."""
        return any(group.layer.dropout for group in self.groups)

    @property
    def random_slopes(self) -> bool:
        """Whether any layer's activation draws its slopes."""
        return any(group.layer.random_slopes for group in self.groups)

    @property
    def convolutional(self) -> bool:
        """Whether there are convolution layers."""
        return any(group.layer.convolution for group in self.groups)


def plan_of(spec: RunSpec) -> Plan:
    """The plan of a run."""
    task, schedule = spec.task, spec.schedule
    probe = spec.telemetry.probe_samples
    return Plan(
        groups=_groups(spec.layers),
        classes=task.classes,
        train_samples=task.train_samples,
        validation_samples=task.validation_samples,
        probe_samples=task.train_samples if probe is None else min(probe, task.train_samples),
        batch_size=task.batch_size,
        loss=spec.loss_or_default.name,
        optimizer=spec.optimizer.name,
        form=spec.optimizer.rule,
        schedule=schedule.name,
        schedule_pieces=len(schedule.values) if isinstance(schedule, PiecewiseConstant) else 0,
        plateau=schedule.form if isinstance(schedule, Performance) else None,
        stopping=spec.early_stopping.metric if spec.early_stopping else None,
        clipping=spec.gradient_clipping.name if spec.gradient_clipping else None,
        penalised=spec.regularization.l1 > 0.0 or spec.regularization.l2 > 0.0,
        max_norm=spec.regularization.max_norm is not None,
        two_modes=spec.two_modes,
        precision=spec.precision,
        binnings=tuple(binning_of(quantity, spec) for quantity in QUANTITIES),
    )


def _groups(layers: tuple[LayerSpec, ...]) -> tuple[GroupPlan, ...]:
    *hidden, output = (_layer(layer) for layer in layers)
    groups, first = list[GroupPlan](), 0
    for layer, same in groupby(hidden):
        count = len(list(same))
        size = count if count > MOST_APART else 1
        groups += [GroupPlan(layer, index, size) for index in range(first, first + count, size)]
        first += count
    return (*groups, GroupPlan(output, first, 1))


def _layer(layer: LayerSpec) -> LayerPlan:
    return LayerPlan(
        input_shape=layer.input_shape,
        kernel_shape=layer.kernel_shape,
        value_shape=layer.value_shape,
        output_shape=layer.output_shape,
        activation=layer.activation.name,
        activation_parameters=tuple(layer.activation.parameters),
        random_slopes=layer.activation.drawn,
        convolution=_convolution(layer),
        normalization=_normalization(layer),
        dropout=layer.dropout > 0.0,
        residual=layer.residual,
        frozen=layer.frozen,
    )


def _convolution(layer: LayerSpec) -> ConvolutionPlan | None:
    convolution = layer.convolution
    if convolution is None:
        return None
    return ConvolutionPlan(convolution.stride, convolution.padding, convolution.pooling)


def _normalization(layer: LayerSpec) -> NormalizationPlan | None:
    normalization = layer.normalization
    if normalization is None:
        return None
    figures = tuple(name for name in normalization.parameters if name != "position")
    return NormalizationPlan(normalization.name, normalization.position, figures)
