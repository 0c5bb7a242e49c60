"""Trains the runs of one job, with a few threads, until they end or somebody wishes otherwise."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psutil
import structlog

from dynascope.datasets.download import Shelf, fetch
from dynascope.datasets.sources import SOURCES
from dynascope.errors import DynascopeError, TooLarge, shortened
from dynascope.sdk.outbox import Outbox
from dynascope.training import open_run, program_key
from dynascope.worker.assignment import AssignedRun, Assignment
from dynascope.worker.control import Control, Wish
from dynascope.worker.report import RunReport
from dynascope.worker.schedule import Schedule, ScheduledRun
from dynascope.worker.source import source_of

LONGEST_SLICE = 0.1
SHORTEST_SLICE = 0.02
"""Seconds that a run trains before the next has its turn."""

REFRESH = 0.25
"""Each curve shall grow at least this often, in seconds, where the number of runs allows it."""

NETWORKS = 10
NETWORKS_WITH_CURVATURE = 80
"""Vectors as long as all parameters that a run holds at its most: with its gradient and moments; with the spanning
vectors of Lanczos and Hutch++ beside."""

GIGABYTE = 10**9

GRACE_SECONDS = 1.0
"""How long a worker that was stopped waits for its threads to come back from their slices."""

log = structlog.get_logger(__name__)


def available_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _give_way(training: Iterable[threading.Thread], niceness: int) -> None:
    """Lets the server and the browser go before the training: until the first rows are out they have nothing to do.

    It is the threads of XLA that compute, as well as those that wait for them; who posts keeps its turn. As batch
    work they do not interrupt the others when they wake, either. A niceness of 0 leaves everything as it is.
    """
    if niceness == 0 or sys.platform != "linux":  # where every thread has a niceness of its own
        return
    posting = {thread.native_id for thread in threading.enumerate()} - {thread.native_id for thread in training}
    for task in Path("/proc/self/task").iterdir():
        identifier = int(task.name)
        with suppress(ProcessLookupError):  # it ended meanwhile
            if identifier not in posting and os.getpriority(os.PRIO_PROCESS, identifier) < niceness:
                os.setpriority(os.PRIO_PROCESS, identifier, niceness)
                with suppress(OSError):  # some sandboxes allow no policy but the usual one
                    os.sched_setscheduler(identifier, os.SCHED_BATCH, os.sched_param(0))


class JobTraining:
    """One job's training: its threads, and what they say to the server.

    `run` returns the job's last status: `succeeded`, `failed` or `cancelled`, or None where the training was
    given up without one (SIGTERM, or a server that is gone).
    """

    def __init__(self, assignment: Assignment, outbox: Outbox, control: Control, changed: threading.Condition) -> None:
        self._assignment = assignment
        self._outbox = outbox
        self._control = control
        cores = assignment.threads or available_cores()
        self._runs = [self._scheduled(run) for run in assignment.runs]
        self._slice = min(LONGEST_SLICE, max(SHORTEST_SLICE, REFRESH * cores / len(self._runs)))
        self._threads = [
            threading.Thread(target=self._work, name=f"training-{index}", daemon=True) for index in range(cores + 1)
        ]
        self._schedule = Schedule(self._runs, control, changed, cores, psutil.virtual_memory().available // 2)
        self._failure: str | None = None

    def run(self) -> str | None:
        """Trains to the end."""
        self._job_status("running")
        self._refuse_what_never_fits()
        for thread in self._threads:
            thread.start()
        while self._schedule.wait_until(paused=True):
            self._job_status("paused")
            if not self._schedule.wait_until(paused=False):
                break
            self._job_status("running")
        deadline = time.monotonic() + GRACE_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return self._conclude()

    @property
    def busy(self) -> bool:
        """Whether a thread is still in a slice or a compilation that nobody waits for any more."""
        return any(thread.is_alive() for thread in self._threads)

    def _conclude(self) -> str | None:
        if self._control.wish is not Wish.STOP:
            status = "succeeded"
        elif self._failure is not None:
            status = "failed"
        elif self._control.reason == "cancelled":
            status = "cancelled"
        else:
            return None
        for run in self._runs:
            if not run.ended:
                run.report.status("cancelled")
        self._job_status(status)
        return status

    def _refuse_what_never_fits(self) -> None:
        """Ends the job before it begins where one of its runs needs more memory than this machine has."""
        most = psutil.virtual_memory().total
        for run in self._runs:
            try:
                if run.cost > most:
                    raise TooLarge(
                        f"it needs about {run.cost / GIGABYTE:,.1f} GB of memory, and this machine has "
                        f"{most / GIGABYTE:,.1f} GB; take fewer samples, or a smaller network"
                    )
            except TooLarge as error:
                self._fail(run, error)
                return

    def _job_status(self, status: str) -> None:
        log.info("job", status=status, error=self._failure)
        self._outbox.status(
            {
                "job": self._assignment.job_id,
                "run": None,
                "status": status,
                "outcome": None,
                "diverged_at": None,
                "stopped_at": None,
                "restored_step": None,
                "step": sum(run.report.step for run in self._runs),
                "error": self._failure,
            }
        )

    def _scheduled(self, run: AssignedRun) -> ScheduledRun:
        itemsize = 8 if run.spec.precision == "float64" else 4
        task = run.spec.task
        data = (2 * itemsize + 1) * task.samples * task.features  # on this side, on the device, and as it was loaded
        vectors = NETWORKS if run.spec.telemetry.curvature_every is None else NETWORKS_WITH_CURVATURE
        cost = 32 * 1024 * 1024 + vectors * itemsize * run.spec.parameter_count + data
        return ScheduledRun(RunReport(run, self._assignment.job_id, self._outbox), program_key(run.spec), cost)

    def _work(self) -> None:
        while (run := self._schedule.take()) is not None:
            opened = run.training is None
            try:
                if run.training is None:
                    self._open(run)
                finished = self._advance(run)
            except Exception as error:  # noqa: BLE001  (whatever a training raises ends its job, with a sentence)
                self._fail(run, error)
                finished = True
            self._schedule.give_back(run, opened=opened, finished=finished)

    def _open(self, run: ScheduledRun) -> None:
        run.report.status("starting")
        self._provide_data(run)
        started = time.perf_counter()
        assigned = run.report.run
        run.training = open_run(assigned.spec, source_of(self._assignment, assigned))
        run.report.compile_seconds = time.perf_counter() - started
        log.info("opened", run=run.report.run.id, cohort=run.cohort, seconds=round(run.report.compile_seconds, 3))
        run.report.status("running")

    def _provide_data(self, run: ScheduledRun) -> None:
        """Downloads the run's data set where it is one that is downloaded; the first run of a job waits for it."""
        source = SOURCES.get(run.report.run.spec.dataset.name)
        if source is None:
            return
        shelf = Shelf(self._assignment.datasets_dir, self._assignment.dataset_mirror)
        fetch(source, shelf, run.report.downloaded)

    def _advance(self, run: ScheduledRun) -> bool:
        training = run.training
        assert training is not None
        first = training.step < 0
        started = time.perf_counter()
        block = training.advance(self._slice)
        run.report.rows(training, block, time.perf_counter() - started)
        if first:
            run.report.first(training)
            _give_way(self._threads, self._assignment.niceness)
        if training.finished:
            run.report.last(training)
            run.ended = True
            log.info("finished", run=run.report.run.id, outcome=training.outcome, step=training.step)
        return training.finished

    def _fail(self, run: ScheduledRun, error: Exception) -> None:
        log.error("training failed", run=run.report.run.id, step=run.report.step, exc_info=error)
        reason = error.detail if isinstance(error, DynascopeError) else f"{type(error).__name__}: {error}"
        sentence = shortened(f"{run.report.name} failed at step {run.report.step}: {reason}")
        if self._failure is None:
            self._failure = sentence
        run.ended = True
        run.report.status("failed", error=sentence)
        self._control.stop("failed")
