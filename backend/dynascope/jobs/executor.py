"""Where jobs are executed: the interface that every executor has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class ProcessHandle:
    """A process of this machine: its pid, and when it was created (seconds since 1970), as pids are used again."""

    pid: int
    created: float


@dataclass(frozen=True)
class Assignment:
    """A job for a producer: the attempt with its secret, and the runs as `(id, label, spec)`."""

    job_id: str
    attempt_id: str
    token: str
    runs: tuple[tuple[str, str, dict[str, Any]], ...]


@dataclass(frozen=True)
class Exit:
    """The end of an attempt's process, in a sentence: "killed by SIGKILL (signal 9)"."""

    attempt_id: str
    reason: str


class Executor(Protocol):
    """Starts producers and notices their end. Thread-safe."""

    def start(self, on_exit: Callable[[Exit], None]) -> None:
        """Gets ready; `on_exit` is called once for each attempt whose process has ended."""
        ...

    def stop(self, grace_seconds: float) -> None:
        """Ends all processes: asks, waits for `grace_seconds`, then kills. `on_exit` is called no more."""
        ...

    def execute(self, assignment: Assignment, record: Callable[[ProcessHandle], None]) -> None:
        """Hands a job to a fresh process. `record` is called with it before it gets the job."""
        ...

    def adopt(self, attempt_id: str, handle: ProcessHandle) -> bool:
        """Watches a process that an earlier server started; False where it is gone."""
        ...

    def terminate(self, attempt_id: str) -> None:
        """Ends the attempt's process: asks it, kills it where it does not obey."""
        ...
