"""The process that calculates for the server: warm, bounded in time, replaced when it fails."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from dynascope.jobs.calculator import (
    CalculationBusy,
    CalculationEnded,
    CalculationFailed,
    CalculationTooLong,
    Calculator,
)
from tests.running import wait_until

# Answers with its own pid; obeys a few words.
SCRIPT = """
import os, sys, time
print("ready", flush=True)
for line in sys.stdin:
    if line.startswith("hang"):
        open(line.split()[1], "w").close()
        time.sleep(600)
    if line.startswith("die"):
        sys.exit("no more of this")
    if line.startswith("fail"):
        print('{"failed":"OverflowError: too large"}', flush=True)
        continue
    print(os.getpid(), flush=True)
"""

Make = Callable[..., Calculator]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    made: list[Calculator] = []

    def one(script: str = SCRIPT, **options: float) -> Calculator:
        made.append(Calculator(tmp_path / "logs", [sys.executable, "-c", script], **options))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for calculator in made:
        calculator.stop(0.0)


def test_it_is_started_when_first_asked_and_stays(make: Make) -> None:
    calculator = make()
    before = {child.pid for child in psutil.Process().children()}
    first = int(calculator.ask("hello"))
    assert first not in before
    assert {int(calculator.ask("again")) for _ in range(3)} == {first}


def test_one_that_was_killed_is_replaced_and_nobody_notices(make: Make) -> None:
    calculator = make()
    first = int(calculator.ask("hello"))
    os.kill(first, signal.SIGKILL)  # it may not even have ended when the next request comes
    assert int(calculator.ask("hello")) != first


def test_a_request_that_ends_a_warm_process_is_tried_once_more_and_then_told(make: Make) -> None:
    calculator = make()
    calculator.ask("hello")
    with pytest.raises(CalculationEnded, match="no more of this"):
        calculator.ask("die")


def test_its_end_instead_of_an_answer_is_told_with_its_last_words(make: Make) -> None:
    calculator = make()
    with pytest.raises(CalculationEnded, match="ended with exit code 1: no more of this; try again"):
        calculator.ask("die")
    assert int(calculator.ask("hello")) > 0


def test_a_calculation_that_fails_is_told_and_its_process_stays(make: Make) -> None:
    calculator = make()
    first = int(calculator.ask("hello"))
    with pytest.raises(CalculationFailed, match="the calculation failed: OverflowError: too large"):
        calculator.ask("fail")
    assert int(calculator.ask("hello")) == first


def test_an_answer_that_takes_too_long_is_given_up_and_its_process_killed(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calculator = make()
    first = int(calculator.ask("hello"))
    with monkeypatch.context() as hurried:  # the other answers may take their time
        hurried.setattr(calculator, "_answer_seconds", 0.3)
        with pytest.raises(CalculationTooLong, match=r"longer than 0\.3 s and was given up"):
            calculator.ask(f"hang {tmp_path / 'hanging'}")
    assert not psutil.pid_exists(first)
    assert int(calculator.ask("hello")) != first


def test_one_that_never_gets_ready_is_given_up(make: Make) -> None:
    calculator = make("import time; time.sleep(600)", start_seconds=0.3)
    with pytest.raises(CalculationTooLong, match=r"not ready after 0\.3 s"):
        calculator.ask("hello")


def test_one_that_cannot_start_says_why(make: Make) -> None:
    with pytest.raises(CalculationEnded, match="exit code 1: ModuleNotFoundError: No module named 'nothing_of_ours'"):
        make("import nothing_of_ours").ask("hello")


def test_more_than_may_wait_are_refused(make: Make, tmp_path: Path) -> None:
    calculator = make(most_waiting=1)
    hanging = tmp_path / "hanging"
    ended: list[CalculationEnded] = []

    def wait() -> None:
        with pytest.raises(CalculationEnded) as told:
            calculator.ask(f"hang {hanging}")
        ended.append(told.value)

    waiting = threading.Thread(target=wait)
    waiting.start()
    wait_until(hanging.exists, "the first request's turn")
    with pytest.raises(CalculationBusy, match="1 requests wait"):
        calculator.ask("hello")
    calculator.stop(0.0)
    waiting.join(60)
    assert len(ended) == 1, "the end of the server did not end the wait"


def test_stopping_ends_the_process_for_good(make: Make) -> None:
    calculator = make()
    pid = int(calculator.ask("hello"))
    calculator.stop(60.0)
    assert not psutil.pid_exists(pid)
    with pytest.raises(CalculationEnded, match="the server is ending"):
        calculator.ask("hello")
