"""What the rules find in a stored run."""

from typing import Any

from dynascope.diagnosis import Finding, diagnose
from dynascope.server.views import spec_of
from dynascope.store import RunRecord, Store
from dynascope.telemetry import SeriesBlock


class StoredSeries:
    """Reads a run's series for the rules."""

    def __init__(self, store: Store, run: RunRecord) -> None:
        self._store = store
        self._run = run

    def series(self, metric: str) -> SeriesBlock | None:
        """All rows of a metric so far, or None where the run does not offer it or has none yet."""
        if metric not in self._run.metrics:
            return None
        block = self._store.series(self._run.id, [metric], max_points=None).series[metric]
        return block if block.rows else None


def findings_of(store: Store, run: RunRecord) -> list[Finding]:
    """The findings about a run; none about one whose spec is not ours to know."""
    spec = spec_of(run).spec
    return [] if spec is None else diagnose(spec, StoredSeries(store, run))


def diagnoses_body(store: Store, run: RunRecord) -> dict[str, Any]:
    """The findings about a run, most telling first."""
    return {"diagnoses": [finding.describe() for finding in findings_of(store, run)]}
