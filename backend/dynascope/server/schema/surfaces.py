"""Bodies of the surfaces: paths of optimizers on functions of two variables."""

from typing import Any

from pydantic import Field

from dynascope.server.schema.base import Body, Number
from dynascope.server.schema.catalog import Text


class Trajectory(Body):
    """The path of one optimizer. Row t describes the iterate after t updates: where it is, the function's value and
    the norm of its gradient there. A path ends before the step at which place or value is not a finite number.
    """

    label: str
    optimizer: dict[str, Any] = Field(description="The optimizer with all its parameters.")
    x: list[float]
    y: list[float]
    z: list[float]
    gradient_norm: list[Number]
    diverged_at: int | None


class Minimum(Body):
    """A local minimum."""

    x: float
    y: float
    z: float


class SurfaceGrid(Body):
    """The function's values on a grid: `z[row][column]` at `x[column]`, `y[row]`."""

    x: list[float]
    y: list[float]
    z: list[list[Number]]


class SurfaceShown(Body):
    """The function that the paths are on: formula in LaTeX, its known minima, and what was resolved from the request.
    `domain` is x from, x to, y from, y to.
    """

    name: str
    parameters: dict[str, Any]
    formula: str
    source: Text
    note: Text = Field(description="What there is to learn on it.")
    start: tuple[float, float]
    domain: tuple[float, float, float, float]
    minima: list[Minimum]
    grid: SurfaceGrid | None


class Trajectories(Body):
    """One path an optimizer, in the order of the request, and the surface."""

    paths: list[Trajectory]
    surface: SurfaceShown
