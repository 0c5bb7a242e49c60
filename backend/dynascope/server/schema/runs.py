"""Bodies about what a run measured."""

from typing import Any, Literal

from dynascope.server.schema.base import Axis, Body, Cursor, Number, Scale
from dynascope.server.schema.jobs import RunSummary


class MetricOnOffer(Body):
    """A series that this run promises; `layers` are those on its layer axis, null where it has none, `every` the steps
    between its rows, null where that is not known (rows 0 and N are always there)."""

    name: str
    unit: str
    axes: list[Axis]
    layers: list[str] | None
    every: int | None
    scale: Scale
    definition: str
    source: str


class DistributionOnOffer(Body):
    """A quantity whose histograms this run promises; `edges` has one more entry than there are bins."""

    unit: str
    edges: list[Number]


class Timing(Body):
    """When a run was made, began and ended (ISO 8601, UTC), and what it cost, as its producer says."""

    created_at: str
    started_at: str | None
    finished_at: str | None
    compile_seconds: float | None
    train_seconds: float | None
    steps_per_second: float | None


class Run(RunSummary):
    """One run."""

    job_id: str
    origin: Literal["local", "external"]
    layers: list[str]
    epoch_steps: int | None
    metrics: list[MetricOnOffer]
    distributions: dict[str, DistributionOnOffer]
    timing: Timing
    cursor: Cursor


class Series(Body):
    """Rows of one metric: `values[row]`, or `values[row][layer]`, or `values[row][cell]`."""

    unit: str
    axes: list[Axis]
    layers: list[str] | None = None
    steps: list[int]
    values: list[Number] | list[list[Number]]


class SeriesPage(Body):
    """Several metrics of one run, and where to go on from."""

    run_id: str
    cursor: Cursor
    series: dict[str, Series]


class Distributions(Body):
    """Histograms: `counts[row][layer][bin]`; `nonfinite[row][layer]` counts NaN and infinities."""

    run_id: str
    quantity: str
    cursor: Cursor
    edges: list[Number]
    layers: list[str]
    steps: list[int]
    counts: list[list[list[int]]]
    nonfinite: list[list[int]]


class Evidence(Body):
    """A figure that carries a finding, read at the step that it names."""

    metric: str
    layer: str | None
    step: int
    value: Number
    threshold: Number | None


class Remedy(Body):
    """Overrides of the spec that can be launched beside the patient: `set` is that of a variant of `POST /jobs`.

    `code` and `params` let a client say `label` in its own language.
    """

    code: str
    label: str
    set: dict[str, Any]
    params: dict[str, Any]


class Finding(Body):
    """What is wrong, where, since when, on what evidence, and what to try."""

    rule: str
    severity: str
    layers: list[str]
    first_step: int
    evidence: list[Evidence]
    code: str
    params: dict[str, Any]
    message: str
    remedies: list[Remedy]


class Diagnoses(Body):
    """The findings about one run."""

    diagnoses: list[Finding]


class Statement(Body):
    """A sentence by its code and parameters, and in English. Braces in `message` are filled in."""

    code: str
    message: str
    params: dict[str, Any]


class TheoryCurve(Body):
    """A metric predicted layer by layer for row `step`; `formula` is LaTeX.

    Where `relative_to` names a layer, `values` are in units of what was measured there at that row.
    """

    metric: str
    layers: list[str]
    values: list[Number]
    step: int
    relative_to: str | None
    formula: str
    assumptions: list[Statement]
    source: str


class TheoryLine(Body):
    """A level of a metric over the steps: `value`, or `numerator` over the step's `learning_rate`.

    Both are given where the learning rate is constant; where `numerator` is null the level does not depend on it.
    """

    metric: str
    code: str
    value: Number | None
    numerator: Number | None
    formula: str
    assumptions: list[Statement]
    source: str


class Theory(Body):
    """What theory predicts of a run from its spec; `reason` says why there are no curves, where there are none."""

    curves: list[TheoryCurve]
    lines: list[TheoryLine]
    reason: Statement | None


class Points(Body):
    """Samples of one or two features, their classes or targets `y`, all in their own units; `grid` are the limits
    between which the network is drawn, two a feature."""

    x: list[list[float]]
    y: list[float]
    split: list[Literal["train", "validation"]]
    grid: list[float]
    classes: int | None
