"""What the rules find in a stored run."""

from __future__ import annotations

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
        """The rows of a metric so far, or None where the run does not offer it or has none yet."""
        if metric not in self._run.metrics:
            return None
        block = self._store.series(self._run.id, [metric], max_points=None).series[metric]
        return block if block.rows else None

    def layers(self, metric: str) -> tuple[str, ...]:
        """The metric's layers, as the run offers it."""
        offered = self._run.metrics.get(metric)
        return (offered.layers or ()) if offered is not None else ()


def findings_of(store: Store, run: RunRecord) -> list[Finding]:
    """The findings about a run, also where its training is not ours: these come without remedies."""
    return diagnose(spec_of(run).spec, StoredSeries(store, run))


def diagnoses_body(store: Store, run: RunRecord) -> dict[str, Any]:
    """The findings about a run, most telling first."""
    return {"diagnoses": [finding.describe() for finding in findings_of(store, run)]}
