"""Bodies of the loss landscapes."""

from typing import Any, Literal

from pydantic import Field

from dynascope.server.schema.base import Body, Number


class LandscapeProgress(Body):
    """How far it is: waiting, training the run again (steps), evaluating (points)."""

    stage: Literal["queued", "training", "evaluating"]
    done: int
    total: int


class LandscapeAxis(Body):
    """Points along one direction; `length` is the L2 norm of the direction: how far the weights move from 0 to 1."""

    coordinates: list[float]
    length: float


class LandscapeTrajectory(Body):
    """The run's path, `coordinates[snapshot][axis]`, and what its drawing on the plane leaves out: `distances` from the
    plane (L2 norm of the weights), the true `losses` of the snapshots, and those at their feet on the plane."""

    steps: list[int]
    coordinates: list[list[float]]
    distances: list[float]
    losses: list[Number]
    projected_losses: list[Number]


class LandscapeSummary(Body):
    """A landscape as it stands in the list. `request` has all its fields, `step` is that of the network in the centre
    (null where it is not known)."""

    id: str
    run_id: str
    request: dict[str, Any]
    step: int | None
    status: Literal["queued", "running", "succeeded", "failed", "cancelled"]
    error: str | None
    progress: LandscapeProgress
    created_at: str
    started_at: str | None
    finished_at: str | None


class Landscape(LandscapeSummary):
    """One landscape.

    `values[row][column]` is the mean loss at the row's coordinate on the last axis and the column's on the first (on a
    line there is one axis and one column), rows from `from_row` on, those that are whole: `rows` of `rows_total` are.
    Axes, trajectory and the loss in the centre are null until they are known, `cosine` (between the two directions) on
    a line, `explained_variance` (each axis' share of the variance of the weights along the run) and `trajectory` for
    random directions.
    """

    unit: str
    axes: list[LandscapeAxis] | None
    cosine: float | None
    centre_loss: Number | None
    explained_variance: list[float] | None
    trajectory: LandscapeTrajectory | None
    rows: int
    rows_total: int
    from_row: int
    values: list[list[Number]]


class LandscapeList(Body):
    """The landscapes of one run, newest first."""

    landscapes: list[LandscapeSummary] = Field(default_factory=list[LandscapeSummary])
