"""Which run a free thread works on next: all runs of a job advance side by side.

The first run of each cohort compiles for the others, so those wait for it, and different cohorts compile in
parallel. While some compile, one thread keeps the open runs going, so that their curves grow.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from dynascope.training import Training
from dynascope.worker.control import Control, Wish
from dynascope.worker.report import RunReport


@dataclass
class ScheduledRun:
    """A run on its way: `cohort` names the program it shares, `cost` is the memory it takes in bytes; `ended`
    says that its last status has been posted.
    """

    report: RunReport
    cohort: str
    cost: int
    training: Training | None = None
    ended: bool = False


class Schedule:
    """Hands out runs to threads; thread-safe. A run is with at most one thread at a time.

    Runs are opened in order as long as those open together cost at most `memory` bytes; one is always let in.
    """

    def __init__(
        self,
        runs: Sequence[ScheduledRun],
        control: Control,
        changed: threading.Condition,
        cores: int,
        memory: int,
    ) -> None:
        self._control = control
        self._changed = changed
        self._cores = cores
        self._memory = memory
        self._waiting = deque(runs)
        self._ready: deque[ScheduledRun] = deque()
        self._compiled: set[str] = set()
        self._compiling: set[str] = set()
        self._opening = 0
        self._advancing = 0
        self._open_cost = 0
        self._open = 0
        self._paused = False

    def take(self) -> ScheduledRun | None:
        """The next run to open (`training` is None) or to advance. Waits; None where nothing is left or
        wanted.
        """
        with self._changed:
            while True:
                self._note_pause()
                if self._ended():
                    return None
                run = self._choose() if self._control.wish is Wish.TRAIN else None
                if run is not None:
                    return run
                self._changed.wait()

    def give_back(self, run: ScheduledRun, *, opened: bool, finished: bool) -> None:
        """Returns a run after a slice of work; `opened` says that the work was to open it."""
        with self._changed:
            if not opened:
                self._advancing -= 1
            else:
                self._opening -= 1
                self._compiling.discard(run.cohort)
                self._compiled.add(run.cohort)
            if finished:
                self._open -= 1
                self._open_cost -= run.cost
            else:
                self._ready.append(run)
            self._note_pause()
            self._changed.notify_all()

    def wait_until(self, paused: bool) -> bool:
        """Waits until the schedule is paused (or is not); False where it ended instead."""
        with self._changed:
            self._changed.wait_for(lambda: self._paused == paused or self._ended())
            return self._paused == paused

    def _ended(self) -> bool:
        over = not self._busy and not self._waiting and not self._ready
        return over or self._control.wish is Wish.STOP

    def _note_pause(self) -> None:
        paused = self._control.wish is Wish.PAUSE and not self._busy and not self._ended()
        if paused != self._paused:
            self._paused = paused
            self._changed.notify_all()

    @property
    def _busy(self) -> bool:
        return self._opening + self._advancing > 0

    def _choose(self) -> ScheduledRun | None:
        if self._opening < self._cores:
            run = self._next_to_open()
            if run is not None:
                self._opening += 1
                self._compiling.add(run.cohort)
                self._open += 1
                self._open_cost += run.cost
                return run
        if self._ready and self._advancing < max(1, self._cores - self._opening):
            self._advancing += 1
            return self._ready.popleft()
        return None

    def _next_to_open(self) -> ScheduledRun | None:
        """The first waiting run whose program is compiled, or not yet begun, if memory allows it."""
        for run in self._waiting:
            if self._open and self._open_cost + run.cost > self._memory:
                return None
            if run.cohort not in self._compiling or run.cohort in self._compiled:
                self._waiting.remove(run)
                return run
        return None
