"""Bodies of the REST interface, as pydantic models.

The OpenAPI document is made from these, and the page's TypeScript types from that document. Numbers that
are measured are `Number`: a JSON number, or the string "NaN", "Infinity" or "-Infinity".
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dynascope.spec import SeedParts

JobStatus = Literal["queued", "starting", "running", "paused", "succeeded", "failed", "cancelled", "lost"]
Outcome = Literal["completed", "diverged", "stopped_early"]
Scale = Literal["linear", "log"]
Axis = Literal["step", "layer", "cell"]
NonFinite = Literal["NaN", "Infinity", "-Infinity"]
Number = float | NonFinite


class Body(BaseModel):
    """Base of all bodies: unknown fields are refused, in tests too."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True, defer_build=True)


class FieldProblem(Body):
    """One thing that is wrong: where, a stable code with its parameters, and a sentence."""

    path: str
    code: str
    params: dict[str, Any] = Field(default_factory=dict)
    message: str


class Problem(Body):
    """An error as RFC 9457 puts it, with `code` and `errors` of ours."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str | None = None
    code: str
    params: dict[str, Any] = Field(default_factory=dict)
    errors: list[FieldProblem] = Field(default_factory=list[FieldProblem])


class Cursor(Body):
    """A place in a run's telemetry: everything up to and including batch `seq` of `epoch` has been read."""

    epoch: int = Field(ge=0)
    seq: int = Field(ge=0)


class PlannedRun(Body):
    """A run that a job would launch."""

    label: str
    variant: int
    seed: int | SeedParts
    spec: dict[str, Any]
    key: str


class RunSummary(PlannedRun):
    """A run as it stands in its job."""

    id: str
    status: JobStatus
    outcome: Outcome | None
    diverged_at: int | None
    step: int
    steps: int | None
    error: str | None


class JobSummary(Body):
    """A job as it stands in the list: without its runs.

    `status` is what it does, `wish` what the user wants of it; `origin` is who trains; `request` is the body that
    launched it (null where somebody else trains).
    """

    id: str
    name: str | None
    status: JobStatus
    wish: Literal["run", "pause", "cancel"]
    origin: Literal["local", "external"]
    request: dict[str, Any] | None
    error: str | None
    created_at: str
    started_at: str | None
    finished_at: str | None
    run_count: int


class Job(JobSummary):
    """A job with its runs."""

    runs: list[RunSummary]


class JobPage(Body):
    """One page of jobs, newest first; `next_cursor` is null on the last page."""

    jobs: list[JobSummary]
    next_cursor: str | None


class Estimate(Body):
    """What a job would cost: parameters of its largest network, steps of all runs, seconds."""

    parameters: int
    steps: int
    seconds: float


class DryRun(Body):
    """What a job would launch, and the cost; nothing has been launched."""

    runs: list[PlannedRun]
    estimate: Estimate


class MetricOnOffer(Body):
    """A series that this run promises; `layers` are those on its layer axis, null where it has none."""

    name: str
    unit: str
    axes: list[Axis]
    layers: list[str] | None
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
    """Overrides of the spec that can be launched beside the patient."""

    label: str
    set: dict[str, Any]


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


class Interval(Body):
    """A 95 % confidence interval of a mean (Student's t)."""

    low: Number
    high: Number


class PairedDifference(Body):
    """This variant minus the first, over the seeds that both have."""

    n: int
    mean: Number | None
    standard_deviation: Number | None
    interval: Interval | None


class VariantComparison(Body):
    """One variant's replicates at the compared step; `n` is 0, and the figures null, where none has a row there."""

    variant: int
    label: str
    n: int
    mean: Number | None
    standard_deviation: Number | None
    interval: Interval | None
    difference: PairedDifference | None


class Comparison(Body):
    """All variants of a job at one step; for a metric with layers, of the layer named."""

    job_id: str
    metric: str
    unit: str
    layer: str | None
    step: int | None
    variants: list[VariantComparison]


class Points(Body):
    """Samples of a two-dimensional data set, and the limits of the decision grid."""

    x: list[tuple[float, float]]
    y: list[float]
    split: list[Literal["train", "validation"]]
    grid: tuple[float, float, float, float]
    classes: int | None


class Attempt(Body):
    """A producer's credentials: shown once."""

    id: str
    token: str


class OpenedRun(Body):
    """A run that somebody else trains."""

    run_id: str
    attempt: Attempt


class OpenRunRequest(Body):
    """Opens a run for training that the server does not own."""

    name: str | None = Field(default=None, max_length=200)
    label: str | None = Field(default=None, max_length=200)
    layers: list[str] = Field(default_factory=list[str], max_length=1000)
    steps: int | None = Field(default=None, ge=0, le=10**8)
    config: dict[str, Any] = Field(default_factory=dict)


class TelemetryBatch(Body):
    """What a producer posts, in msgpack: frames of the stream's schema (telemetry, status, artifact)."""

    frames: list[dict[str, Any]]


class Command(Body):
    """What the user wants of a producer; stated until it is so."""

    type: Literal["pause", "resume", "cancel"]


class BatchAnswer(Body):
    """The last `seq` stored of each run, and what the user wants."""

    acked: dict[str, int]
    commands: list[Command]


class StreamTicket(Body):
    """Admits one websocket, once, until `expires_at` (ISO 8601, UTC)."""

    ticket: str
    expires_at: str


class Preview(Body):
    """A curve of a member, and its derivative where that tells something."""

    x: list[Number]
    y: list[Number]
    dy: list[Number] | None = None


class CatalogMember(Body):
    """One member of a family: formula in LaTeX, `parameters` as a JSON Schema, `defaults` their values."""

    name: str
    title: str
    summary: str
    formula: str
    source: str
    note: str
    default: bool
    parameters: dict[str, Any]
    defaults: dict[str, Any]
    preview: Preview | None


class Catalog(Body):
    """Every family with its members."""

    families: dict[str, list[CatalogMember]]


class Text(Body):
    """The same words in English and Korean."""

    en: str
    ko: str


class Preset(Body):
    """An experiment at one click: what to launch, what to look at, what to look for."""

    id: str
    title: Text
    caption: Text
    request: dict[str, Any]
    view: dict[str, Any]


class Presets(Body):
    """All presets, in the order in which to show them."""

    presets: list[Preset]


class Health(Body):
    """The process is alive."""

    status: Literal["ok"]


class Readiness(Body):
    """What must stand before the server takes work."""

    status: Literal["ready", "not_ready"]
    checks: dict[str, bool]
