"""What one run is: a frozen spec, wholly determining the training."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Discriminator, Field, Tag, model_validator

from dynascope.catalog.clippings import AnyClipping
from dynascope.catalog.datasets import AnyDataset, Digits
from dynascope.catalog.losses import AnyLoss, CrossEntropy, SquaredError
from dynascope.catalog.member import STRICT
from dynascope.catalog.models import AnyModel, Mlp
from dynascope.catalog.optimizers import Adam, AnyOptimizer
from dynascope.catalog.schedules import AnySchedule, Constant, Performance
from dynascope.spec.checks import check_base
from dynascope.spec.layers import LayerSpec, model_layers
from dynascope.spec.warm_start import WarmStart

MAX_STEPS = 10**8
MAX_SEED = 2**32 - 1

Every = Annotated[int, Field(ge=1, le=MAX_STEPS)]
Weight = Annotated[float, Field(ge=0)]
SeedInteger = Annotated[int, Field(ge=0, le=MAX_SEED)]


class Part(BaseModel):
    """A part of a spec: frozen, strict, unknown fields refused."""

    model_config = STRICT


class RegularizationSpec(Part):
    """Penalties and bounds on kernels: l1 Σ|w| + (l2 / 2) Σw²; each unit's incoming weights at most `max_norm`."""

    l1: Weight = 0.0
    l2: Weight = 0.0
    max_norm: Annotated[float, Field(gt=0)] | None = None


class TelemetrySpec(Part):
    """How often what is measured. Null is the default cadence; `probe_samples` null is the whole training split."""

    layers_every: Every | None = None
    evaluation_every: Every | None = None
    distributions_every: Every | None = None
    curvature_every: Every | None = None
    probe_samples: Annotated[int, Field(ge=1, le=10**9)] | None = 512


class EarlyStoppingSpec(Part):
    """Stops a run that no longer improves on the validation split.

    At every `every`-th step (null: ⌈steps/100⌉) `metric` is measured; it is better where it beats the best so far by
    more than `min_delta`. After `patience` measurements in a row that are not, the run ends; `restore_best` makes the
    network at the best measurement the final one, however the run ends.
    """

    metric: Literal["loss/validation", "accuracy/validation"] = "loss/validation"
    patience: Annotated[int, Field(ge=1, le=MAX_STEPS)] = 10
    min_delta: Weight = 0.0
    restore_best: bool = True
    every: Every | None = None


class SeedParts(Part):
    """One seed for each source of chance."""

    split: SeedInteger = 0
    initial_weights: SeedInteger = 0
    batch_order: SeedInteger = 0
    dropout: SeedInteger = 0

    @classmethod
    def of(cls, seed: int | SeedParts) -> SeedParts:
        """The four seeds; an integer sets all four."""
        if isinstance(seed, SeedParts):
            return seed
        return cls(split=seed, initial_weights=seed, batch_order=seed, dropout=seed)


def _seed_kind(value: Any) -> str:
    return "seed parts" if isinstance(value, (dict, SeedParts)) else "one seed"


Seed = Annotated[
    Annotated[SeedInteger, Tag("one seed")] | Annotated[SeedParts, Tag("seed parts")],
    Discriminator(_seed_kind),
]


@dataclass(frozen=True)
class Cadence:
    """Steps between rows, nulls resolved; `curvature_every` None is never."""

    layers_every: int
    evaluation_every: int
    distributions_every: int
    curvature_every: int | None


@dataclass(frozen=True)
class Watch:
    """Steps between the measurements that rules of the run itself take, nulls resolved; None without such a rule.

    They are the run's own and no telemetry: the learning rate, or the end, depends on them.
    """

    plateau_every: int | None
    stopping_every: int | None


@dataclass(frozen=True)
class Task:
    """Sizes of the problem, known without loading the data. `classes` is None for a regression, `image` (height, width,
    channels) for inputs that are not images."""

    samples: int
    features: int
    image: tuple[int, int, int] | None
    classes: int | None
    outputs: int
    train_samples: int
    validation_samples: int
    batch_size: int


class BaseSpec(Part):
    """What a job asks for before anything varies; the values here are the defaults."""

    dataset: AnyDataset = Digits()
    model: AnyModel = Mlp()
    loss: AnyLoss | None = None
    optimizer: AnyOptimizer = Adam()
    schedule: AnySchedule = Constant()
    gradient_clipping: AnyClipping | None = None
    regularization: RegularizationSpec = RegularizationSpec()
    early_stopping: EarlyStoppingSpec | None = None
    warm_start: WarmStart | None = None
    precision: Literal["float32", "float64"] = "float32"
    execution: Literal["exact", "batched"] = "exact"
    steps: Annotated[int, Field(ge=0, le=MAX_STEPS)] = 1000
    telemetry: TelemetrySpec = TelemetrySpec()

    @model_validator(mode="after")
    def _fits_together(self) -> BaseSpec:
        check_base(self)
        return self

    @cached_property
    def task(self) -> Task:
        """Sizes of the problem. The validation split has round(samples · validation_fraction) samples."""
        data = self.dataset
        samples = data.available if data.samples is None else min(data.samples, data.available)
        validation = round(samples * data.validation_fraction)
        train = samples - validation
        classes = data.class_count
        batch = train if data.batch_size is None else data.batch_size
        return Task(samples, data.feature_count, data.image_shape, classes, classes or 1, train, validation, batch)

    @cached_property
    def cadence(self) -> Cadence:
        """Cadences with nulls resolved: ⌈steps/1000⌉, ⌈steps/100⌉, ⌈steps/200⌉, at least 1, and never."""
        asked = self.telemetry
        return Cadence(
            self._every(asked.layers_every, 1000),
            self._every(asked.evaluation_every, 100),
            self._every(asked.distributions_every, 200),
            asked.curvature_every,
        )

    @cached_property
    def watch(self) -> Watch:
        """Cadences of the `performance` schedule and of early stopping, nulls resolved to ⌈steps/100⌉."""
        schedule, stopping = self.schedule, self.early_stopping
        return Watch(
            schedule.resolved(self.steps)["every"] if isinstance(schedule, Performance) else None,
            self._every(stopping.every, 100) if stopping is not None else None,
        )

    def _every(self, asked: int | None, rows: int) -> int:
        return max(1, math.ceil(self.steps / rows)) if asked is None else asked

    @cached_property
    def loss_or_default(self) -> AnyLoss:
        """The loss, null resolved: cross-entropy for classes, squared error for targets."""
        if self.loss is not None:
            return self.loss
        return CrossEntropy() if self.task.classes is not None else SquaredError()

    @cached_property
    def layers(self) -> tuple[LayerSpec, ...]:
        """All layers from input to output, overrides applied."""
        task, warm = self.task, self.warm_start
        frozen = warm.layers if warm is not None and warm.freeze else 0
        return model_layers(self.model, task.features, task.image, task.outputs, frozen)

    def layer(self, index: int) -> LayerSpec:
        """The layer at an index, 0 for the first hidden layer."""
        return self.layers[index]

    @cached_property
    def layer_names(self) -> tuple[str, ...]:
        """conv_1 ..., hidden_1 ..., output."""
        return tuple(layer.name for layer in self.layers)

    @cached_property
    def activation_names(self) -> frozenset[str]:
        """Names of the hidden layers' activations."""
        return frozenset(layer.activation.name for layer in self.layers[:-1])

    @cached_property
    def parameter_count(self) -> int:
        """Trainable parameters of all layers."""
        return sum(layer.parameter_count for layer in self.layers)

    @property
    def two_modes(self) -> bool:
        """Whether the network computes something else in training than in evaluation."""
        return any(layer.two_modes for layer in self.layers)

    @cached_property
    def multiplications(self) -> int:
        """Multiplications of a forward pass of one sample."""
        return sum(layer.multiplications for layer in self.layers)


class RunSpec(BaseSpec):
    """One run: a base with its seed. Equal specs train equal bits on one machine."""

    seed: Seed = 0

    @cached_property
    def seeds(self) -> SeedParts:
        """The four seeds; an integer sets all four."""
        return SeedParts.of(self.seed)

    def canonical(self) -> Mapping[str, Any]:
        """The spec as plain data, telemetry cadence and spellings of defaults apart: equal training, equal data."""
        data = self.model_dump(mode="json")
        if self.early_stopping is not None:
            data["early_stopping"]["every"] = self.watch.stopping_every
        if isinstance(self.schedule, Performance):
            data["schedule"]["every"] = self.watch.plateau_every
        data["loss"] = self.loss_or_default.model_dump(mode="json")
        data["seed"] = self.seeds.model_dump(mode="json")
        data["telemetry"] = {"probe_samples": self.telemetry.probe_samples}
        if self.warm_start is not None and self.warm_start.weights is not None:
            del data["warm_start"]["run_id"]  # the weights themselves say more than where they came from
        data["dataset"] |= self.dataset.canonical()
        data["dataset"]["standardize"] = self.dataset.standardized
        data["dataset"]["samples"] = self.task.samples
        data["dataset"]["batch_size"] = self.task.batch_size
        return data
