"""What the rules find in a stored run."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dynascope.diagnosis import READ, Watch
from dynascope.server.views import spec_of
from dynascope.store import Cursor, RunRecord, Store, series_in_pages
from dynascope.telemetry import SeriesBlock

KEPT_RUNS = 64
KEPT_BYTES = 128 * 2**20
"""Memory for the rows of all runs together. Those of the run that was asked for last stay, however many they are."""
PAGE_CELLS = 2**18
"""Numbers of a metric that are read at once: 1 MiB of float32."""


@dataclass
class _Look:
    """What is kept of a run: its watch, whose rows take `nbytes`, and what was found when its telemetry stood at
    `cursor`. Whoever looks at the run holds `lock`."""

    watch: Watch
    epoch: int
    cursor: Cursor | None = None
    found: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    nbytes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def _catch_up(store: Store, run: RunRecord, watch: Watch) -> None:
    """Gives a watch the rows that are new since its last look, page by page. All metrics come to the same step before
    they are judged, so that a rule which reads several of them sees their rows together."""
    offered = {name: one.layers or () for name, one in run.metrics.items() if name in READ}
    most = {name: max(1, PAGE_CELLS // max(1, len(layers))) for name, layers in offered.items()}
    pages = {name: series_in_pages(store, run.id, name, watch.last_step(name) + 1, rows) for name, rows in most.items()}
    waiting: dict[str, SeriesBlock] = {}
    while True:
        for name in pages.keys() - waiting.keys():
            page = next(pages[name], None)
            if page is not None and page.cursor.epoch == run.cursor.epoch:
                waiting[name] = page.series[name]
        if not waiting:
            return
        full = [int(block.steps[-1]) for name, block in waiting.items() if block.rows >= most[name]]
        upto = min(full, default=max(int(block.steps[-1]) for block in waiting.values()))
        for name, block in list(waiting.items()):
            rows = int(np.searchsorted(block.steps, upto, side="right"))
            watch.take(name, offered[name], _part(block, slice(0, rows)))
            waiting[name] = _part(block, slice(rows, None))
            if not waiting[name].rows:
                del waiting[name]
        watch.judge()


def _part(block: SeriesBlock, rows: slice) -> SeriesBlock:
    return SeriesBlock(block.steps[rows], block.values[rows])


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
                _catch_up(self._store, run, look.watch)
                look.found, look.cursor = [finding.describe() for finding in look.watch.findings()], run.cursor
                look.nbytes = look.watch.nbytes
            body = {"diagnoses": look.found}
        with self._lock:
            self._forget()
        return body

    def _look(self, run: RunRecord) -> _Look:
        look = self._looks.get(run.id)
        if look is None or look.epoch != run.cursor.epoch:
            look = self._looks[run.id] = _Look(Watch(spec_of(run).spec), run.cursor.epoch)
        self._looks.move_to_end(run.id)
        return look

    def _forget(self) -> None:
        """Drops the runs that were not asked for longest, until the others are few and small enough."""
        nbytes = sum(look.nbytes for look in self._looks.values())
        while len(self._looks) > KEPT_RUNS or (nbytes > KEPT_BYTES and len(self._looks) > 1):
            _, look = self._looks.popitem(last=False)
            nbytes -= look.nbytes
