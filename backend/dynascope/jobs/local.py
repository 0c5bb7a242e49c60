"""Executes jobs on this machine: each in a fresh process, one spare process always warm."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Sequence

import structlog

from dynascope.datasets import datasets_folder
from dynascope.jobs.executor import Assignment, Exit, ProcessHandle
from dynascope.jobs.logs import Logs
from dynascope.jobs.processes import describe_exit, end, is_alive, wait_for_end
from dynascope.jobs.records import LocalSettings
from dynascope.jobs.secrets import new_id
from dynascope.jobs.worker_process import WORKER_COMMAND, WorkerProcess

TERMINATE_SECONDS = 3.0
"""A process that was asked to end has so long before it is killed."""

LONGEST_BACK_OFF = 60.0

FULL_BYTES = 256 * 1024
"""A disk with less room is full."""

SPARE = "spare"
"""What a log is called until its process has a job."""

LOOK_SECONDS = 60.0
"""How often the logs are looked at, beside each end of a process."""

log = structlog.get_logger(__name__)


class LocalExecutor:
    """Worker processes of this machine.

    The spare has imported JAX and waits for an assignment. The next one is started `spare_delay_seconds` after the
    spare was used, so that its start does not slow down that of the job; a job that finds none gets a cold process.
    """

    def __init__(
        self,
        settings: LocalSettings,
        command: Sequence[str] = WORKER_COMMAND,
        spare_delay_seconds: float = 4.0,
    ) -> None:
        self._settings = settings
        self._command = command
        self._spare_delay = spare_delay_seconds
        self._logs = Logs(settings.data_dir / "logs")
        self._changed = threading.Condition()
        self._on_exit: Callable[[Exit], None] | None = None
        self._spare: WorkerProcess | None = None
        self._spare_due = 0.0
        self._failures = 0
        self._stopping = False
        self._workers: dict[str, WorkerProcess] = {}
        self._adopted: dict[str, ProcessHandle] = {}

    @property
    def spare_ready(self) -> bool:
        """Whether a warm process waits for a job."""
        spare = self._spare
        return spare is not None and spare.ready.is_set()

    def start(self, on_exit: Callable[[Exit], None]) -> None:
        """Starts the spare process; see `Executor`."""
        self._on_exit = on_exit
        self._logs.remove_like(SPARE)  # of an earlier server that was killed
        threading.Thread(target=self._keep_spare, name="spare", daemon=True).start()

    def stop(self, grace_seconds: float) -> None:
        """Ends all processes; see `Executor`."""
        with self._changed:
            self._stopping = True
            spare, self._spare = self._spare, None
            own = {attempt: worker.handle for attempt, worker in self._workers.items()}
            handles = [*own.values(), *self._adopted.values()]
            self._changed.notify_all()
        if spare is not None:
            handles.append(spare.handle)
        for handle in handles:
            end(handle, kill=False)
        deadline = time.monotonic() + grace_seconds
        for handle in handles:
            if not wait_for_end(handle, deadline - time.monotonic()):
                end(handle, kill=True)

    def execute(self, assignment: Assignment, record: Callable[[ProcessHandle], None]) -> None:
        """Hands a job to the spare, or to a cold process; see `Executor`."""
        with self._changed:
            worker = self._spare or self._spawn()
            self._spare = None
            self._spare_due = time.monotonic() + self._spare_delay
            worker.attempt_id = assignment.attempt_id
            self._workers[assignment.attempt_id] = worker
            worker.log_name = self._logs.rename(worker.log_name, assignment.attempt_id)
            self._changed.notify_all()
        record(worker.handle)
        worker.give(self._line(assignment))

    def adopt(self, attempt_id: str, handle: ProcessHandle) -> bool:
        """Watches a process of an earlier server; see `Executor`."""
        if not is_alive(handle):
            return False
        with self._changed:
            self._adopted[attempt_id] = handle
        threading.Thread(target=self._watch, args=(attempt_id, handle), name="adopted", daemon=True).start()
        return True

    def terminate(self, attempt_id: str) -> None:
        """Ends an attempt's process; see `Executor`."""
        with self._changed:
            worker = self._workers.get(attempt_id)
            handle = worker.handle if worker is not None else self._adopted.get(attempt_id)
        if handle is not None:
            threading.Thread(target=_terminate, args=(handle,), name="terminate", daemon=True).start()

    def forget(self, attempt_ids: Iterable[str]) -> None:
        """Removes logs; see `Executor`."""
        self._logs.remove(attempt_ids)

    def _line(self, assignment: Assignment) -> str:
        settings = self._settings
        server_file = None if settings.server_file is None else str(settings.server_file)
        content = {
            "job_id": assignment.job_id,
            "attempt": {"id": assignment.attempt_id, "token": assignment.token},
            "server": settings.server_url,
            "server_file": server_file,
            "cache_dir": str(settings.data_dir / "cache"),
            "datasets_dir": str(datasets_folder(settings.data_dir)),
            "dataset_mirror": settings.dataset_mirror,
            "lease_seconds": settings.lease_seconds,
            "threads": settings.threads,
            "niceness": settings.niceness,
            "runs": [{"id": run.id, "label": run.label, "spec": run.spec} for run in assignment.runs],
        }
        return json.dumps(content, allow_nan=False) + "\n"

    def _spawn(self) -> WorkerProcess:
        name = new_id(SPARE)
        with self._logs.open(name) as file:
            worker = WorkerProcess(self._command, file, self._ended)
        worker.log_name = name
        return worker

    def _keep_spare(self) -> None:
        while True:
            with self._changed:
                if self._stopping:
                    return
                wait = self._spare_due - time.monotonic()
                if self._spare is None and wait <= 0:
                    try:
                        self._spare = self._spawn()
                    except OSError:
                        log.exception("no spare worker could be started; another try follows")
                        self._failures += 1
                        self._spare_due = time.monotonic() + min(2.0**self._failures, LONGEST_BACK_OFF)
                wait = self._spare_due - time.monotonic()
                self._changed.wait(min(max(wait, 0.0), LOOK_SECONDS) if self._spare is None else LOOK_SECONDS)
            self._bound_logs()

    def _bound_logs(self) -> None:
        try:
            self._logs.bound()
        except OSError:
            log.exception("the workers' logs could not be bounded")

    def _ended(self, worker: WorkerProcess) -> None:
        code = worker.exit_code or 0
        with self._changed:
            attempt_id = worker.attempt_id
            stopping = self._stopping
            if attempt_id is not None:
                self._workers.pop(attempt_id, None)
                self._failures = 0
            elif worker is self._spare:
                self._spare = None
                self._failures += 1
                self._spare_due = time.monotonic() + min(2.0**self._failures, LONGEST_BACK_OFF)
                self._changed.notify_all()
        reason = describe_exit(code, self._logs.last_line(worker.log_name)) + self._disk_trouble(code)
        if attempt_id is None:
            self._logs.remove([worker.log_name])
            if not stopping:
                log.warning("the spare worker ended", reason=reason)
        elif not stopping and self._on_exit is not None:
            self._on_exit(Exit(attempt_id, reason))
        self._logs.bound()

    def _disk_trouble(self, code: int) -> str:
        """What a worker that failed on a full disk could write into no log."""
        if code <= 0 or shutil.disk_usage(self._settings.data_dir).free >= FULL_BYTES:
            return ""
        return "; the disk of the data folder is full"

    def _watch(self, attempt_id: str, handle: ProcessHandle) -> None:
        wait_for_end(handle)
        with self._changed:
            self._adopted.pop(attempt_id, None)
            stopping = self._stopping
        if not stopping and self._on_exit is not None:
            last_line = self._logs.last_line(attempt_id)
            reason = "ended; an earlier server had started it, so its exit code is not known"
            self._on_exit(Exit(attempt_id, f"{reason}: {last_line}" if last_line else reason))


def _terminate(handle: ProcessHandle) -> None:
    end(handle, kill=False)
    if not wait_for_end(handle, TERMINATE_SECONDS):
        end(handle, kill=True)
