"""Where jobs are executed: the interface that every executor has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class ProcessHandle:
    """A process of this machine: its pid, and when it was created (seconds since 1970), as pids come again."""

    pid: int
    created: float


@dataclass(frozen=True)
class AssignedRun:
    """One run of a job, as its producer gets it."""

    id: str
    label: str
    spec: dict[str, Any]


@dataclass(frozen=True)
class Assignment:
    """A job for a producer: the attempt with its secret, and the runs."""

    job_id: str
    attempt_id: str
    token: str
    runs: tuple[AssignedRun, ...]


@dataclass(frozen=True)
class Exit:
    """The end of an attempt's process; `reason` goes on after "the worker": "was killed by SIGKILL (signal 9)"."""

    attempt_id: str
    reason: str


class Executor(Protocol):
    """Starts producers and notices their end. Thread-safe."""

    def start(self, on_exit: Callable[[Exit], None]) -> None:
        """Gets ready; `on_exit` is called once for each attempt whose process has ended, from any thread."""
        ...

    def stop(self, grace_seconds: float) -> None:
        """Ends all processes: asks, waits for `grace_seconds`, then kills. `on_exit` is called no more."""
        ...

    def execute(self, assignment: Assignment, record: Callable[[ProcessHandle], None]) -> None:
        """Hands a job to a fresh process. `record` is called with the process before it gets the job."""
        ...

    def adopt(self, attempt_id: str, handle: ProcessHandle) -> bool:
        """Watches a process that an earlier server started; False where it is gone."""
        ...

    def terminate(self, attempt_id: str) -> None:
        """Ends the attempt's process, without waiting for it: asks, and kills it where it does not obey."""
        ...

    def forget(self, attempt_ids: Iterable[str]) -> None:
        """Removes what is kept of ended attempts, such as logs."""
        ...
