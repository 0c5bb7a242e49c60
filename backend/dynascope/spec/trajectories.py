"""What is asked of the surfaces: paths of optimizers on a function of two variables."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, field_validator

from dynascope.catalog.optimizers import OPTIMIZERS, AnyOptimizer
from dynascope.catalog.schedules import AnySchedule, Constant, Performance, Schedule
from dynascope.catalog.surfaces import AnySurface, Valley, surface_entry
from dynascope.errors import InvalidRequest
from dynascope.spec.checks import broken
from dynascope.spec.errors import field_errors
from dynascope.spec.run import Part, SeedInteger

MAX_STEPS = 5_000
MAX_OPTIMIZERS = 16
FARTHEST = 1e6

TEXTBOOK = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")

Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]


def _box(value: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, right, low, high = value
    if left >= right or low >= high:
        allowed = "x from, x to, y from, y to, each “from” below its “to”"
        raise broken("", "empty_domain", f"got {list(value)}; allowed: {allowed}", value=list(value), allowed=allowed)
    return value


Domain = Annotated[tuple[Coordinate, Coordinate, Coordinate, Coordinate], Field(strict=False), AfterValidator(_box)]


def _textbook() -> tuple[AnyOptimizer, ...]:
    models = (OPTIMIZERS.entry(name).model for name in TEXTBOOK)
    return tuple(model() for model in models)  # pyright: ignore[reportReturnType, reportCallIssue]


class TrajectoryRequest(Part):
    """Paths of optimizers from one start on one surface, with the figures of the training's own rules.

    `start` and `domain` (x from, x to, y from, y to: what the grid covers) are the surface's own where null;
    `schedule` holds for all optimizers. `gradient_noise` is the standard deviation of a normal draw that is added to
    both components of each gradient, the same draw for all optimizers at a step. `grid` is the number of points of the
    surface along each side; null leaves the grid out.
    """

    surface: AnySurface = Valley()
    start: Annotated[tuple[Coordinate, Coordinate], Field(strict=False)] | None = None
    domain: Domain | None = None
    steps: Annotated[int, Field(ge=0, le=MAX_STEPS)] = 200
    optimizers: Annotated[tuple[AnyOptimizer, ...], Field(strict=False, min_length=1, max_length=MAX_OPTIMIZERS)] = (
        Field(default_factory=_textbook)
    )
    schedule: AnySchedule = Constant()
    gradient_noise: Annotated[float, Field(ge=0)] = 0.0
    seed: SeedInteger = 0
    grid: Annotated[int, Field(ge=2, le=201)] | None = 81

    @field_validator("schedule")
    @classmethod
    def _no_watching(cls, value: Schedule) -> Schedule:
        if isinstance(value, Performance):
            raise ValueError("a schedule that depends on the step alone: a surface has no validation loss to follow")
        return value

    @property
    def start_or_default(self) -> tuple[float, float]:
        """Where the paths start, null resolved."""
        return surface_entry(self.surface.name).start if self.start is None else self.start

    @property
    def domain_or_default(self) -> tuple[float, float, float, float]:
        """What the grid covers, null resolved."""
        return surface_entry(self.surface.name).domain if self.domain is None else self.domain


def parse_trajectories(body: Any) -> TrajectoryRequest:
    """A request as it was sent. Raises `InvalidRequest` with one entry a field that is wrong.

    >>> parse_trajectories({"surface": "rosenbrock"}).start_or_default
    (-1.2, 1.0)
    """
    try:
        return TrajectoryRequest.model_validate(body)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise InvalidRequest(field_errors(details, model=TrajectoryRequest)) from None
