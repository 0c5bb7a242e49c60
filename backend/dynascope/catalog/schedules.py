"""Learning-rate schedules: η as a function of the step t. η₀ is the optimizer's learning rate."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from dynascope.catalog.member import (
    BARE_NAME,
    Entry,
    Family,
    Fraction,
    Member,
    NonNegativeNumber,
    PositiveInteger,
    PositiveNumber,
)

MeasuredEvery = Annotated[
    Annotated[int, Field(ge=1, le=10**8)] | None,
    Field(description="Steps between measurements of the validation split; null is a hundredth of the run."),
]
Length = Annotated[PositiveInteger | None, Field(description="Steps until the end; null is the run's own.")]
FinalFraction = Annotated[float, Field(ge=0, le=1, description="Share of η₀ that is left at the end.")]


class Schedule(Member, frozen=True):
    """A rule for the learning rate."""

    family = "schedule"

    def resolved(self, steps: int) -> dict[str, Any]:
        """The parameters in a run of so many steps: null lengths are the run's."""
        return {key: max(1, steps) if value is None else value for key, value in self.parameters.items()}


class Constant(Schedule, frozen=True):
    """η₀ at every step."""

    name: Literal["constant"] = "constant"


class Exponential(Schedule, frozen=True):
    """η₀ · 10^(-t / decay_steps): a tenth every decay_steps steps."""

    name: Literal["exponential"] = "exponential"
    decay_steps: Annotated[PositiveNumber, Field(description="Steps until a tenth is left.")] = 1000.0


class Power(Schedule, frozen=True):
    """η₀ / (1 + t / decay_steps)^exponent: a half after decay_steps steps, a third after twice as many, ..."""

    name: Literal["power"] = "power"
    decay_steps: Annotated[PositiveNumber, Field(description="Steps until a half is left (for exponent 1).")] = 1000.0
    exponent: Annotated[PositiveNumber, Field(description="Exponent c.")] = 1.0


class Performance(Schedule, frozen=True):
    """Cuts the learning rate by a factor where the validation loss has not fallen for a while."""

    name: Literal["performance"] = "performance"
    form: Annotated[
        Literal["textbook", "optax"],
        Field(description="Keras's rule, as in the textbook, or the library's."),
    ] = "textbook"
    factor: Annotated[float, Field(gt=0, lt=1, description="Factor of a cut.")] = 0.1
    patience: Annotated[PositiveInteger, Field(description="Measurements without improvement before a cut.")] = 10
    cooldown: Annotated[int, Field(ge=0, le=10**8, description="Measurements after a cut that do not count.")] = 0
    min_delta: Annotated[
        NonNegativeNumber, Field(description="How much lower an improvement is; relative in Optax's form.")
    ] = 1e-4
    every: MeasuredEvery = None

    def resolved(self, steps: int) -> dict[str, Any]:
        """What the rule needs in a run of so many steps."""
        numbers = {key: value for key, value in self.parameters.items() if key != "form"}
        return {**numbers, "every": max(1, math.ceil(steps / 100)) if self.every is None else self.every}


class Linear(Schedule, frozen=True):
    """A straight line from η₀ to a share of it."""

    name: Literal["linear"] = "linear"
    decay_steps: Length = None
    final_fraction: FinalFraction = 0.0


class Cosine(Schedule, frozen=True):
    """Half a period of a cosine, from η₀ to a share of it."""

    name: Literal["cosine"] = "cosine"
    decay_steps: Length = None
    final_fraction: FinalFraction = 0.0


class WarmupCosine(Schedule, frozen=True):
    """A straight line up to η₀, then half a period of a cosine down."""

    name: Literal["warmup_cosine"] = "warmup_cosine"
    warmup_steps: Annotated[
        PositiveInteger | None, Field(description="Steps until η₀; null is a tenth of decay_steps.")
    ] = None
    decay_steps: Annotated[
        PositiveInteger | None, Field(description="Steps until the end, the warm-up's included; null is the run's own.")
    ] = None
    initial_fraction: Annotated[float, Field(ge=0, le=1, description="Share of η₀ at the first step.")] = 0.0
    final_fraction: FinalFraction = 0.0

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.warmup_steps is not None and self.decay_steps is not None and self.warmup_steps >= self.decay_steps:
            raise ValueError(
                f"warmup_steps must be below decay_steps: got {self.warmup_steps} of {self.decay_steps} steps"
            )
        return self

    def resolved(self, steps: int) -> dict[str, Any]:
        """The parameters in a run of so many steps."""
        length = max(1, steps) if self.decay_steps is None else self.decay_steps
        warmup = math.ceil(length / 10) if self.warmup_steps is None else self.warmup_steps
        return {**self.parameters, "decay_steps": length, "warmup_steps": warmup}


class OneCycle(Schedule, frozen=True):
    """Up to η₀ and down far below the start, along cosines."""

    name: Literal["one_cycle"] = "one_cycle"
    cycle_steps: Length = None
    peak_fraction: Annotated[Fraction, Field(gt=0, description="Share of the cycle at which η₀ is reached.")] = 0.3
    start_division: Annotated[float, Field(ge=1, description="η₀ over the first learning rate.")] = 25.0
    end_division: Annotated[float, Field(ge=1, description="First learning rate over the last.")] = 1e4


class RangeTest(Schedule, frozen=True):
    """Grows by one factor a step from minimum to maximum over the run: finds a learning rate. η₀ is not used."""

    name: Literal["range_test"] = "range_test"
    minimum: Annotated[PositiveNumber, Field(description="Learning rate of the first step.")] = 1e-6
    maximum: Annotated[PositiveNumber, Field(description="Learning rate of the last step.")] = 10.0

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.maximum <= self.minimum:
            raise ValueError(f"maximum must be above minimum: got {self.maximum} with minimum {self.minimum}")
        return self

    def resolved(self, steps: int) -> dict[str, Any]:
        """The parameters in a run of so many steps."""
        return {**self.parameters, "steps": max(1, steps)}


class PiecewiseConstant(Schedule, frozen=True):
    """Given rates after given steps; a new one holds from t = boundary. η₀ is not used."""

    name: Literal["piecewise_constant"] = "piecewise_constant"
    boundaries: Annotated[
        tuple[Annotated[int, Field(ge=1, le=10**8)], ...],
        Field(strict=False, min_length=1, max_length=100, description="Steps from which the next rate holds."),
    ] = (500,)
    values: Annotated[
        tuple[PositiveNumber, ...],
        Field(
            strict=False,
            min_length=2,
            max_length=101,
            description="Learning rates, one more than boundaries.",
        ),
    ] = (0.1, 0.01)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.values) != len(self.boundaries) + 1:
            raise ValueError(
                f"values must hold one rate more than boundaries: got {len(self.values)} values for "
                f"{len(self.boundaries)} boundaries"
            )
        if any(b <= a for a, b in zip(self.boundaries, self.boundaries[1:], strict=False)):
            raise ValueError(f"boundaries must increase, got {list(self.boundaries)}")
        return self


AnySchedule = Annotated[
    Annotated[
        Constant
        | PiecewiseConstant
        | Exponential
        | Power
        | Performance
        | Linear
        | Cosine
        | WarmupCosine
        | OneCycle
        | RangeTest,
        Field(discriminator="name"),
    ],
    BARE_NAME,
]

SCHEDULES = Family(
    "schedule",
    "constant",
    (
        Entry(Constant, "Constant", r"\eta(t) = \eta_0", "The textbook's default"),
        Entry(
            PiecewiseConstant,
            "Piecewise constant",
            r"\eta(t) = \mathtt{values}_k,\ \mathtt{boundaries}_{k-1} \le t < \mathtt{boundaries}_k",
            "The textbook",
            "The new rate holds at t = boundary, as in PyTorch and Optax; Keras keeps the old one there.",
        ),
        Entry(
            Exponential,
            "Exponential",
            r"\eta(t) = \eta_0 \cdot 10^{-t / r},\ r = \mathtt{decay\_steps}",
            "Senior, Heigold, Ranzato and Yang (2013), section 2",
        ),
        Entry(
            Power,
            "Power",
            r"\eta(t) = \frac{\eta_0}{(1 + t / r)^c},\ r = \mathtt{decay\_steps},\ c = \mathtt{exponent}",
            "The textbook; with c = 1 Robbins and Monro (1951)",
            "Optax and PyTorch have no such rule; Keras calls it inverse time decay.",
        ),
        Entry(
            Performance,
            "Performance",
            r"\eta \leftarrow \mathtt{factor} \cdot \eta \text{ after } \mathtt{patience} \text{ measurements with } "
            r"J_{\text{validation}} \ge J_{\text{best}} - \mathtt{min\_delta}",
            "The textbook; Keras's ReduceLROnPlateau",
            "Measured at steps of its own, whatever telemetry is asked for; the cut holds from the step of the "
            "measurement. Optax's min_delta is relative to the best loss, and no measurement counts while it cools "
            "down; Keras counts the last of these; PyTorch waits one measurement longer.",
        ),
        Entry(
            Linear,
            "Linear",
            r"\eta(t) = \eta_0 \left(1 - (1 - f) \min\!\left(1, \tfrac{t}{T}\right)\right),\ T = "
            r"\mathtt{decay\_steps},\ f = \mathtt{final\_fraction}",
            "Defazio, Cutkosky, Mehta and Mishchenko (2023)",
        ),
        Entry(
            Cosine,
            "Cosine",
            r"\eta(t) = \eta_0 \left(f + \tfrac{1 - f}{2} \left(1 + \cos\!\left(\pi \min\!\left(1, \tfrac{t}{T}\right)"
            r"\right)\right)\right)",
            "Loshchilov and Hutter (2017), equation 5, without restarts",
            "It stays at the end; PyTorch's rises again.",
        ),
        Entry(
            WarmupCosine,
            "Warm-up and cosine",
            r"\eta(t) = \eta_0 \begin{cases} i + (1 - i) \tfrac{t}{W} & t < W \\ "
            r"f + \tfrac{1 - f}{2} \left(1 + \cos\!\left(\pi \tfrac{t - W}{T - W}\right)\right) & t \ge W \end{cases}",
            "Goyal et al. (2017), section 2.2; Loshchilov and Hutter (2017)",
            "As in Optax: with i = 0 the first update is 0, and T counts the warm-up in.",
        ),
        Entry(
            OneCycle,
            "One cycle",
            r"\eta(t)\colon\ \tfrac{\eta_0}{25} \to \eta_0 \text{ until } t = 0.3\,T,\ "
            r"\eta_0 \to \tfrac{\eta_0}{25 \cdot 10^4} \text{ until } t = T",
            "Smith and Topin (2018), section 2",
            "Along cosines, as in Optax and PyTorch (the paper's are straight); PyTorch is at the peak and at the end "
            "one step earlier. Momentum stays as it is.",
        ),
        Entry(
            RangeTest,
            "Range test",
            r"\eta(t) = \mathtt{minimum} \left(\frac{\mathtt{maximum}}{\mathtt{minimum}}\right)^{t / T},\ T \text{ the "
            r"run's steps}",
            "Smith (2017), section 3.3; exponential as in Gugger (2018)",
            "The run is the finder: its loss over its learning rate shows where to start. It is expected to diverge.",
        ),
    ),
)
