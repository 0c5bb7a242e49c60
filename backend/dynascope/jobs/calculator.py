"""A process that calculates what the server must not: started when first asked, kept warm, replaced when it fails."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import structlog

from dynascope.errors import Unavailable
from dynascope.jobs.line_process import LineProcess
from dynascope.jobs.logs import Logs
from dynascope.jobs.processes import describe_exit

CALCULATOR_COMMAND = (sys.executable, "-m", "dynascope.worker.calculator")

START_SECONDS = 60.0
"""How long a process may take to say `ready`: imports on a busy machine."""

ANSWER_SECONDS = 20.0
"""How long an answer may take, compilation included; then the process is killed."""

MOST_WAITING = 16
"""Requests that are answered or wait at a time; another is refused."""

LOG_NAME = "calculator"

log = structlog.get_logger(__name__)


class CalculationBusy(Unavailable):
    """Too many requests wait already."""

    code = "calculation_busy"


class CalculationTooLong(Unavailable):
    """No answer came in time."""

    code = "calculation_too_long"


class CalculationEnded(Unavailable):
    """The process ended, or is to end, instead of answering."""

    code = "calculation_ended"


class Calculator:
    """Answers one request at a time, in the order in which they come. Thread-safe."""

    def __init__(
        self,
        log_dir: Path,
        command: Sequence[str] = CALCULATOR_COMMAND,
        start_seconds: float = START_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._logs = Logs(log_dir)
        self._command = command
        self._start_seconds = start_seconds
        self._answer_seconds = answer_seconds
        self._turn = threading.Lock()
        self._most_waiting = most_waiting
        self._places = threading.BoundedSemaphore(most_waiting)
        self._guard = threading.Lock()
        self._process: LineProcess | None = None
        self._stopped = False

    def ask(self, request: str) -> bytes:
        """The answer to a request, both one line of JSON.

        Raises `CalculationBusy`, `CalculationTooLong` or `CalculationEnded`; after the last two, the next request gets
        a new process.
        """
        if not self._places.acquire(blocking=False):
            raise CalculationBusy(
                f"{self._most_waiting} requests wait for the calculation already; try again later",
                maximum=self._most_waiting,
            )
        try:
            with self._turn:
                return self._answer(request)
        finally:
            self._places.release()

    def stop(self, grace_seconds: float) -> None:
        """Ends the process: asks, waits for `grace_seconds`, then kills. No other is started."""
        with self._guard:
            self._stopped = True
            process, self._process = self._process, None
        if process is not None:
            process.stop(grace_seconds)

    def _answer(self, request: str) -> bytes:
        warm = self._process is not None
        try:
            return self._attempt(request)
        except CalculationEnded:
            if not warm:
                raise
        return self._attempt(request)  # it may have ended while it waited, for reasons of its own

    def _attempt(self, request: str) -> bytes:
        process = self._ready()
        process.write(request)
        line = process.line(self._answer_seconds)
        if line:
            return line
        self._drop(process)
        if line is None:
            raise CalculationTooLong(
                f"the calculation took longer than {self._answer_seconds:g} s and was given up; ask for fewer steps, "
                "or for a simpler expression",
                seconds=self._answer_seconds,
            )
        raise self._ended(process)

    def _ready(self) -> LineProcess:
        with self._guard:
            if self._stopped:
                raise CalculationEnded("the server is ending")
            if self._process is not None:
                if self._process.alive:
                    return self._process
                self._process.stop(0.0)
            self._logs.remove([LOG_NAME])
            with self._logs.open(LOG_NAME) as file:
                process = self._process = LineProcess(self._command, file)
        line = process.line(self._start_seconds)
        if line is not None and line.strip() == b"ready":
            return process
        self._drop(process)
        if line is None:
            raise CalculationTooLong(
                f"the calculation's process was not ready after {self._start_seconds:g} s; try again",
                seconds=self._start_seconds,
            )
        raise self._ended(process)

    def _drop(self, process: LineProcess) -> None:
        with self._guard:
            if self._process is process:
                self._process = None
        process.stop(0.0)

    def _ended(self, process: LineProcess) -> CalculationEnded:
        reason = describe_exit(process.exit_code, self._logs.last_line(LOG_NAME))
        log.error("the calculation's process ended", reason=reason)
        return CalculationEnded(f"the calculation's process {reason}; try again", reason=reason)
