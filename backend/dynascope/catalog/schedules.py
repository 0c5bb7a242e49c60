"""Learning-rate schedules: η as a function of the step t. η₀ is the optimizer's learning rate."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dynascope.catalog.member import BARE_NAME, Entry, Family, Member, PositiveInteger, PositiveNumber


class Schedule(Member, frozen=True):
    """A rule for the learning rate."""

    family = "schedule"


class Constant(Schedule, frozen=True):
    """η₀ at every step."""

    name: Literal["constant"] = "constant"


class Exponential(Schedule, frozen=True):
    """η₀ · 10^(-t / decay_steps): a tenth every decay_steps steps."""

    name: Literal["exponential"] = "exponential"
    decay_steps: Annotated[PositiveNumber, Field(description="Steps until a tenth is left.")] = 1000.0


class PiecewiseConstant(Schedule, frozen=True):
    """Given rates after given steps; a new one holds from t = boundary. η₀ is not used."""

    name: Literal["piecewise_constant"] = "piecewise_constant"
    boundaries: Annotated[
        tuple[PositiveInteger, ...],
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


AnySchedule = Annotated[Annotated[Constant | Exponential | PiecewiseConstant, Field(discriminator="name")], BARE_NAME]

SCHEDULES = Family(
    "schedule",
    "constant",
    (
        Entry(Constant, "Constant", r"\eta(t) = \eta_0", "The textbook's default"),
        Entry(
            Exponential,
            "Exponential",
            r"\eta(t) = \eta_0 \cdot 10^{-t / r},\ r = \mathtt{decay\_steps}",
            "Senior, Heigold, Ranzato and Yang (2013), section 2",
        ),
        Entry(
            PiecewiseConstant,
            "Piecewise constant",
            r"\eta(t) = \mathtt{values}_k,\ \mathtt{boundaries}_{k-1} \le t < \mathtt{boundaries}_k",
            "The textbook",
            "The new rate holds at t = boundary, as in PyTorch and Optax; Keras keeps the old one there.",
        ),
    ),
)
