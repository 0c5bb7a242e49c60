"""The store's records as bodies of the interface: plain data in the shapes of `schema`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from dynascope.errors import SpecError
from dynascope.jobs import DryRun
from dynascope.spec import PlannedRun, RunSpec, parse_run, seed_value
from dynascope.store import Cursor, JobRecord, RunRecord
from dynascope.telemetry import CLOCK, CLOCK_UNIT, METRICS, Binning, binning_of, unit_of

Body = dict[str, Any]


@dataclass(frozen=True)
class SpecView:
    """What a run's spec tells about its telemetry; a run that we don't own has none, and gets what holds for all."""

    spec: RunSpec | None

    def unit(self, metric: str) -> str:
        """The metric's unit in this run; of the clock, seconds."""
        if metric == CLOCK:
            return CLOCK_UNIT
        if metric not in METRICS:
            return "1"
        return unit_of(metric, self.spec) if self.spec else METRICS[metric].unit

    def every(self, metric: str) -> int | None:
        """Steps between two rows of the metric; None where it is not known."""
        if self.spec is None or metric not in METRICS:
            return None
        cadence = METRICS[metric].cadence
        return 1 if cadence == "step" else getattr(self.spec.cadence, f"{cadence}_every")

    @property
    def epoch_steps(self) -> int | None:
        """Steps of one epoch, an incomplete last batch dropped; None where it is not known."""
        return self.spec.task.train_samples // self.spec.task.batch_size if self.spec else None

    def binning(self, quantity: str) -> Binning:
        """The bins of a distribution of this run."""
        return binning_of(quantity, self.spec or RunSpec())


def spec_of(record: RunRecord) -> SpecView:
    """The view of a run's spec."""
    if record.origin == "external":
        return SpecView(None)
    try:
        return SpecView(parse_run(dict(record.spec)))
    except SpecError:  # stored by an earlier version whose specs this one does not read
        return SpecView(None)


def cursor_body(cursor: Cursor) -> Body:
    """A cursor."""
    return {"epoch": cursor.epoch, "seq": cursor.seq}


def planned_body(planned: PlannedRun) -> Body:
    """A run that would be launched."""
    return {
        "label": planned.label,
        "variant": planned.variant,
        "seed": seed_value(planned.seed),
        "spec": planned.spec.model_dump(mode="json"),
        "key": planned.key,
    }


def dry_run_body(dry: DryRun) -> Body:
    """What a job would launch."""
    return {
        "runs": [planned_body(run) for run in dry.runs],
        "estimate": {
            "parameters": dry.estimate.parameters,
            "steps": dry.estimate.steps,
            "seconds": dry.estimate.seconds,
            "watching": [asdict(one) for one in dry.estimate.watching],
        },
    }


def run_summary_body(record: RunRecord) -> Body:
    """A run as it stands in its job."""
    return {
        "id": record.id,
        "label": record.label,
        "variant": record.variant,
        "seed": record.seed,
        "spec": dict(record.spec),
        "key": record.key,
        "status": record.status,
        "outcome": record.outcome,
        "diverged_at": record.diverged_at,
        "stopped_at": record.stopped_at,
        "restored_step": record.restored_step,
        "step": record.step,
        "steps": record.steps,
        "error": record.error,
    }


def job_summary_body(record: JobRecord) -> Body:
    """A job as it stands in the list."""
    return {
        "id": record.id,
        "name": record.name,
        "status": record.status,
        "wish": record.wish,
        "origin": record.origin,
        "request": None if record.request is None else dict(record.request),
        "error": record.error,
        **_times(record),
        "run_count": record.run_count,
    }


def job_body(record: JobRecord) -> Body:
    """A job with its runs."""
    return {**job_summary_body(record), "runs": [run_summary_body(run) for run in record.runs]}


def run_body(record: RunRecord) -> Body:
    """One run."""
    view = spec_of(record)
    return {
        **run_summary_body(record),
        "job_id": record.job_id,
        "origin": record.origin,
        "layers": list(record.layers),
        "epoch_steps": view.epoch_steps,
        "metrics": [_metric_body(name, view, shape.axes, shape.layers) for name, shape in record.metrics.items()],
        "distributions": {quantity: _binning_body(view.binning(quantity)) for quantity in record.distributions},
        "timing": {
            **_times(record),
            **{name: record.timing.get(name) for name in ("compile_seconds", "train_seconds", "steps_per_second")},
        },
        "cursor": cursor_body(record.cursor),
    }


def _metric_body(name: str, view: SpecView, axes: tuple[str, ...], layers: tuple[str, ...] | None) -> Body:
    known = METRICS.get(name)
    return {
        "name": name,
        "unit": view.unit(name),
        "axes": list(axes),
        "layers": None if layers is None else list(layers),
        "every": view.every(name),
        "scale": known.scale if known else "linear",
        "definition": known.definition if known else "",
        "source": known.source if known else "",
    }


def _binning_body(binning: Binning) -> Body:
    return {"unit": "1", "edges": binning.edges.tolist()}


def _times(record: JobRecord | RunRecord) -> Mapping[str, str | None]:
    return {
        "created_at": iso(record.created_at),
        "started_at": iso(record.started_at),
        "finished_at": iso(record.ended_at),
    }


def iso(moment: datetime | None) -> str | None:
    """A moment as ISO 8601 in UTC."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
