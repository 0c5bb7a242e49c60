"""What is static about a run: everything that decides the compiled program, and nothing else.

Numeric hyper-parameters, seeds, cadences and the number of steps are traced arguments, so runs that differ in
these alone have equal plans and share one program.
"""

from __future__ import annotations

from dataclasses import dataclass

from dynascope.catalog.schedules import PiecewiseConstant
from dynascope.spec import RunSpec
from dynascope.spec.run import LayerSpec
from dynascope.telemetry import QUANTITIES, Binning, binning_of
from dynascope.training.activations import ACTIVATIONS


@dataclass(frozen=True)
class LayerPlan:
    """The structure of one layer. `normalization` is the position of a batch normalisation."""

    inputs: int
    units: int
    activation: str
    activation_parameters: tuple[str, ...]
    normalization: str | None
    dropout: bool


@dataclass(frozen=True)
class GroupPlan:
    """`count` consecutive layers of one structure, the first of them layer `first` (0 is hidden_1).

    Layers of a group are stacked: one leaf [count, ...] a parameter, and one traced body for all of them.
    """

    layer: LayerPlan
    first: int
    count: int


@dataclass(frozen=True)
class Plan:
    """The identity of a compiled program."""

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
    penalised: bool
    max_norm: bool
    precision: str
    binnings: tuple[Binning, ...]

    @property
    def layer_count(self) -> int:
        """Hidden layers and the output layer."""
        return sum(group.count for group in self.groups)

    @property
    def features(self) -> int:
        """Width of one input."""
        return self.groups[0].layer.inputs

    @property
    def outputs(self) -> int:
        """Width of the output layer."""
        return self.groups[-1].layer.units

    @property
    def full_batch(self) -> bool:
        """Whether a step sees the whole training split (in its own order)."""
        return self.batch_size == self.train_samples

    @property
    def plane(self) -> bool:
        """Whether there is a decision boundary to draw: classes over two-dimensional inputs."""
        return self.classes is not None and self.features == 2

    @property
    def dropout(self) -> bool:
        """Whether any layer drops units."""
        return any(group.layer.dropout for group in self.groups)

    @property
    def random_slopes(self) -> bool:
        """Whether any layer's activation draws its slopes."""
        return any(ACTIVATIONS[group.layer.activation].drawn for group in self.groups)


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
        clipping=spec.gradient_clipping.name if spec.gradient_clipping else None,
        penalised=spec.regularization.l1 > 0.0 or spec.regularization.l2 > 0.0,
        max_norm=spec.regularization.max_norm is not None,
        precision=spec.precision,
        binnings=tuple(binning_of(quantity, spec) for quantity in QUANTITIES),
    )


def _groups(layers: tuple[LayerSpec, ...]) -> tuple[GroupPlan, ...]:
    groups: list[GroupPlan] = []
    for index, layer in enumerate(layers):
        plan = _layer(layer)
        last = groups[-1] if groups else None
        if last is not None and last.layer == plan and plan.inputs == plan.units and index < len(layers) - 1:
            groups[-1] = GroupPlan(plan, last.first, last.count + 1)
        else:
            groups.append(GroupPlan(plan, index, 1))
    return tuple(groups)


def _layer(layer: LayerSpec) -> LayerPlan:
    return LayerPlan(
        inputs=layer.inputs,
        units=layer.units,
        activation=layer.activation.name,
        activation_parameters=tuple(layer.activation.parameters),
        normalization=layer.normalization.position if layer.normalization else None,
        dropout=layer.dropout > 0.0,
    )
