"""What is asked of a loss landscape: which plane through a run's weights, how finely, over which data."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from dynascope.catalog.member import exactly
from dynascope.errors import InvalidRequest
from dynascope.spec.checks import broken
from dynascope.spec.errors import field_errors
from dynascope.spec.run import MAX_STEPS, Part, SeedInteger

MIN_RESOLUTION, MAX_RESOLUTION = 3, 101
MIN_SPAN, MAX_SPAN = 1e-3, 1e6
"""Below the least, neighbouring points are the same weights in float32, or all but: its numbers near 1 are 6e-8 apart,
and 101 points of the least span 2e-5."""

Stored = Literal["initial", "final", "best"]


class LandscapeRequest(Part):
    """The loss of one network on a line or a plane through its weights.

    `random` directions are filter-normalised (Li et al., 2018, section 4) and drawn from `seed` (null: 0); those of
    `trajectory` are the principal components of the weights along the run. `at` names the network in the centre: one
    that is stored, or the one after so many updates. `resolution` is the number of points along each side; `span`
    half of its length, null: 1 for random directions (each filter moved by its own norm), what holds the whole
    trajectory otherwise. `samples` takes the first so many of the split, null: all.
    """

    kind: Literal["random", "trajectory"] = "random"
    dimensions: Annotated[Literal[1, 2], exactly(1, 2)] = 2
    resolution: Annotated[int, Field(ge=MIN_RESOLUTION, le=MAX_RESOLUTION)] = 41
    span: Annotated[float, Field(ge=MIN_SPAN, le=MAX_SPAN)] | None = None
    seed: SeedInteger | None = None
    split: Literal["training", "validation"] = "training"
    samples: Annotated[int, Field(ge=1, le=10**9)] | None = None
    at: Stored | Annotated[int, Field(ge=0, le=MAX_STEPS)] = "final"

    @field_validator("at", mode="before")
    @classmethod
    def _place(cls, value: Any) -> Any:
        whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_STEPS
        if whole or value in ("initial", "final", "best"):
            return value
        allowed = f"'initial', 'final', 'best', or a step from 0 to {MAX_STEPS}"
        raise ValueError(allowed)

    @field_validator("resolution")
    @classmethod
    def _odd(cls, value: int) -> int:
        if value % 2 == 0:
            raise ValueError(
                f"an odd number from {MIN_RESOLUTION} to {MAX_RESOLUTION}, so that the centre is one of the points"
            )
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> LandscapeRequest:
        if self.kind == "trajectory" and self.seed is not None:
            raise broken(
                "seed",
                "seed_unused",
                f"got {self.seed}; the directions of a trajectory are not drawn; allowed: null, or kind 'random'",
                value=self.seed,
            )
        if self.kind == "trajectory" and self.at in ("initial", "best"):
            raise broken(
                "at",
                "no_trajectory",
                f"got {self.at!r}; a trajectory ends in the final network or at a step; allowed: 'final', or a step",
                value=self.at,
            )
        return self

    @property
    def points(self) -> int:
        """How many points there are in all."""
        return self.resolution**self.dimensions


def parse_landscape(body: Any) -> LandscapeRequest:
    """A request as it was sent. Raises `InvalidRequest` with one entry a field that is wrong.

    >>> parse_landscape({"dimensions": 1}).points
    41
    """
    try:
        return LandscapeRequest.model_validate(body)
    except ValidationError as error:
        raise InvalidRequest(field_errors(error.errors(include_url=False), model=LandscapeRequest)) from None
