"""What the rules find in a stored run."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from dynascope.diagnosis import diagnose
from dynascope.diagnosis.spacing import SpacedRows
from dynascope.server.views import spec_of
from dynascope.spec import RunSpec
from dynascope.store import Cursor, RunRecord, Store, series_in_pages
from dynascope.telemetry import SeriesBlock

KEPT_RUNS = 64
KEPT_BYTES = 128 * 2**20
"""Memory for the rows of all runs together. Those of the run that was asked for last stay, however many they are."""
PAGE_CELLS = 2**18
"""Numbers of a metric that are read at once: 1 MiB of float32."""


@dataclass
class _Look:
    """What is kept of a run: its rows, thinned, which take `nbytes`, and what was found when its telemetry stood at
    `cursor`. Whoever looks at the run holds `lock`."""

    spec: RunSpec | None
    epoch: int
    rows: dict[str, SpacedRows] = field(default_factory=dict[str, SpacedRows])
    cursor: Cursor | None = None
    found: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    nbytes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class _Stored:
    """Reads a run's series for the rules: of each metric only the rows that are new since the last look."""

    def __init__(self, store: Store, run: RunRecord, look: _Look) -> None:
        self._store = store
        self._run = run
        self._rows = look.rows

    def series(self, metric: str) -> SeriesBlock | None:
        """Evenly spaced rows of a metric so far, or None where the run does not offer it or has none yet."""
        if metric not in self._run.metrics:
            return None
        rows = self._rows.setdefault(metric, SpacedRows())
        most = max(1, PAGE_CELLS // max(1, len(self.layers(metric))))
        for page in series_in_pages(self._store, self._run.id, metric, rows.last_step + 1, most):
            if page.cursor.epoch != self._run.cursor.epoch:
                break
            rows.extend(page.series[metric])
        return rows.block()

    def layers(self, metric: str) -> tuple[str, ...]:
        """The metric's layers, as the run offers it."""
        offered = self._run.metrics.get(metric)
        return (offered.layers or ()) if offered is not None else ()


class Diagnoses:
    """Findings of stored runs, also of those whose training is not ours: these come without remedies.

    What was read of the runs looked at last is kept, so that another look costs what is new since. Thread-safe; one
    waits only for another who looks at the same run.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._looks: OrderedDict[str, _Look] = OrderedDict()

    def body(self, run: RunRecord) -> dict[str, Any]:
        """The findings about a run as it stands in its record, most telling first."""
        with self._lock:
            look = self._look(run)
        with look.lock:
            if look.cursor != run.cursor:
                found = diagnose(look.spec, _Stored(self._store, run, look))
                look.found, look.cursor = [finding.describe() for finding in found], run.cursor
                look.nbytes = sum(rows.nbytes for rows in look.rows.values())
            body = {"diagnoses": look.found}
        with self._lock:
            self._forget()
        return body

    def _look(self, run: RunRecord) -> _Look:
        look = self._looks.get(run.id)
        if look is None or look.epoch != run.cursor.epoch:
            look = self._looks[run.id] = _Look(spec_of(run).spec, run.cursor.epoch)
        self._looks.move_to_end(run.id)
        return look

    def _forget(self) -> None:
        """Drops the runs that were not asked for longest, until the others are few and small enough."""
        nbytes = sum(look.nbytes for look in self._looks.values())
        while len(self._looks) > KEPT_RUNS or (nbytes > KEPT_BYTES and len(self._looks) > 1):
            _, look = self._looks.popitem(last=False)
            nbytes -= look.nbytes
