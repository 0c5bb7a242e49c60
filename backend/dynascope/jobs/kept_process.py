"""A process that is asked line by line: started when it is first needed, kept warm, replaced when it has ended."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from dynascope.errors import Unavailable
from dynascope.jobs.line_process import LineProcess
from dynascope.jobs.logs import Logs
from dynascope.jobs.processes import describe_exit

START_SECONDS = 60.0
"""How long a process may take to say `ready`: imports on a busy machine."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Words:
    """How a process is spoken of: the name of its log, what a user reads of it, and the errors that say that it took
    too long or that it ended."""

    log: str
    called: str
    too_long: type[Unavailable]
    ended: type[Unavailable]


class KeptProcess:
    """For one thread that asks at a time; any other may stop it."""

    def __init__(
        self, words: Words, log_dir: Path, command: Sequence[str], start_seconds: float = START_SECONDS
    ) -> None:
        self._words = words
        self._logs = Logs(log_dir)
        self._command = command
        self._start_seconds = start_seconds
        self._guard = threading.Lock()
        self._process: LineProcess | None = None
        self._stopped = False

    @property
    def warm(self) -> bool:
        """Whether it was started before; it may have ended since."""
        return self._process is not None

    def ready(self) -> LineProcess:
        """The process, once it is ready. Raises the errors of its words where it does not become so."""
        with self._guard:
            if self._stopped:
                raise self._words.ended("the server is ending; try again when it runs")
            if self._process is not None:
                if self._process.alive:
                    return self._process
                self._process.stop(0.0)
            self._logs.remove([self._words.log])
            with self._logs.open(self._words.log) as file:
                process = self._process = LineProcess(self._command, file)
        line = process.line(self._start_seconds)
        if line is not None and line.strip() == b"ready":
            return process
        self.drop()
        if line is None:
            raise self._words.too_long(
                f"{self._words.called} was not ready after {self._start_seconds:g} s; try again",
                seconds=self._start_seconds,
            )
        raise self.ended(process)

    def drop(self) -> None:
        """Kills the process, where there is one; the next that is needed is a new one."""
        self._end(0.0)

    def stop(self, grace_seconds: float) -> None:
        """Ends the process: asks, waits for `grace_seconds`, then kills. No other is started."""
        with self._guard:
            self._stopped = True
        self._end(grace_seconds)

    def ended(self, process: LineProcess) -> Unavailable:
        """The error that says how a process ended, with its last words."""
        reason = describe_exit(process.exit_code, self._logs.last_line(self._words.log))
        log.error("a kept process ended", process=self._words.log, reason=reason)
        return self._words.ended(f"{self._words.called} {reason}; try again", reason=reason)

    def _end(self, grace_seconds: float) -> None:
        with self._guard:
            process, self._process = self._process, None
        if process is not None:
            process.stop(grace_seconds)
