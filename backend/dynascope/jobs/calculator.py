"""A process that calculates what the server must not: started when first asked, kept warm, replaced when it fails."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from dynascope.errors import DynascopeError, Unavailable
from dynascope.jobs.kept_process import START_SECONDS, KeptProcess, Words

CALCULATOR_COMMAND = (sys.executable, "-m", "dynascope.worker.calculator")

ANSWER_SECONDS = 20.0
"""How long an answer may take, compilation included; then the process is killed."""

MOST_WAITING = 16
"""Requests that are answered or wait at a time; another is refused."""


class CalculationBusy(Unavailable):
    """Too many requests wait already."""

    code = "calculation_busy"


class CalculationTooLong(Unavailable):
    """No answer came in time."""

    code = "calculation_too_long"


class CalculationEnded(Unavailable):
    """The process ended, or is to end, instead of answering."""

    code = "calculation_ended"


class CalculationFailed(DynascopeError):
    """The process could not answer this request; it goes on with others."""

    code = "calculation_failed"


FAILED = b'{"failed":'
"""How a line starts that tells why there is no answer."""

WORDS = Words("calculator", "the calculation's process", CalculationTooLong, CalculationEnded)


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
        self._kept = KeptProcess(WORDS, log_dir, command, start_seconds)
        self._answer_seconds = answer_seconds
        self._turn = threading.Lock()
        self._most_waiting = most_waiting
        self._places = threading.BoundedSemaphore(most_waiting)

    def ask(self, request: str) -> bytes:
        """The answer to a request, both one line of JSON.

        Raises `CalculationBusy`, `CalculationTooLong` or `CalculationEnded`; after the last two, the next request gets
        a new process. Raises `CalculationFailed` where the calculation itself raised.
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
        self._kept.stop(grace_seconds)

    def _answer(self, request: str) -> bytes:
        warm = self._kept.warm
        try:
            return self._attempt(request)
        except CalculationEnded:
            if not warm:
                raise
        return self._attempt(request)  # it may have ended while it waited, for reasons of its own

    def _attempt(self, request: str) -> bytes:
        process = self._kept.ready()
        process.write(request)
        line = process.line(self._answer_seconds)
        if line:
            if line.startswith(FAILED):
                raise CalculationFailed(f"the calculation failed: {json.loads(line)['failed']}")
            return line
        self._kept.drop()
        if line is None:
            raise CalculationTooLong(
                f"the calculation took longer than {self._answer_seconds:g} s and was given up; ask for fewer steps, "
                "or for a simpler expression",
                seconds=self._answer_seconds,
            )
        raise self._kept.ended(process)
