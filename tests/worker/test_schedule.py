"""The schedule's order, with threads played by the test itself."""

import threading
from typing import Any

from dynascope.worker.control import Control
from dynascope.worker.schedule import Schedule, ScheduledRun


def run(cohort: str, cost: int = 1) -> ScheduledRun:
    report: Any = None  # the schedule only hands it on
    return ScheduledRun(report, cohort, cost)


class Board:
    """A schedule and its control."""

    def __init__(self, runs: list[ScheduledRun], cores: int = 2, memory: int = 1000) -> None:
        changed = threading.Condition()
        self.control = Control(changed)
        self.schedule = Schedule(runs, self.control, changed, cores, memory)

    def opened(self, one: ScheduledRun) -> None:
        self.schedule.give_back(one, opened=True, finished=False)

    def advanced(self, one: ScheduledRun, finished: bool = False) -> None:
        self.schedule.give_back(one, opened=False, finished=finished)


def test_cohorts_compile_in_parallel_and_their_others_wait() -> None:
    a1, a2, b1, c1 = run("a"), run("a"), run("b"), run("c")
    board = Board([a1, a2, b1, c1])
    assert board.schedule.take() is a1
    assert board.schedule.take() is b1, "a2 waits for the program that a1 compiles"
    board.opened(a1)
    assert board.schedule.take() is a2, "now that a is compiled"
    assert board.schedule.take() is a1, "a third thread keeps the open runs going"
    board.opened(a2)
    assert board.schedule.take() is c1, "no run waits for the end of another"


def test_open_runs_take_turns() -> None:
    a, b, c = run("x"), run("x"), run("x")
    board = Board([a, b, c], cores=1)
    for one in (a, b, c):
        assert board.schedule.take() is one
        board.opened(one)
    turns = []
    for _ in range(6):
        one = board.schedule.take()
        assert one is not None
        turns.append(one)
        board.advanced(one)
    assert turns == [a, b, c, a, b, c]


def test_memory_lets_the_next_in_when_one_has_finished() -> None:
    a, b = run("a", cost=600), run("b", cost=600)
    board = Board([a, b], cores=1)
    assert board.schedule.take() is a
    board.opened(a)
    assert board.schedule.take() is a, "b does not fit beside a"
    board.advanced(a, finished=True)
    assert board.schedule.take() is b


def test_a_run_larger_than_the_memory_is_still_let_in_alone() -> None:
    huge = run("a", cost=10**9)
    assert Board([huge]).schedule.take() is huge


def test_nothing_is_left_after_the_last_run() -> None:
    a = run("a")
    board = Board([a])
    assert board.schedule.take() is a
    board.schedule.give_back(a, opened=True, finished=True)
    assert board.schedule.take() is None
    assert not board.schedule.wait_until(paused=True)


def test_a_pause_holds_once_the_last_thread_has_come_back() -> None:
    a, b = run("a"), run("b")
    board = Board([a, b])
    assert board.schedule.take() is a
    board.control.obey(["pause"])
    paused = threading.Event()
    waiter = threading.Thread(target=lambda: (board.schedule.wait_until(paused=True), paused.set()))
    waiter.start()
    assert not paused.wait(0.05), "a is still with its thread"
    board.opened(a)
    assert paused.wait(60)
    waiter.join()
    board.control.obey(["resume"])
    assert board.schedule.take() in (a, b)
    assert board.schedule.wait_until(paused=False)


def test_a_pause_of_what_has_ended_is_no_pause() -> None:
    a = run("a")
    board = Board([a])
    board.schedule.take()
    board.control.obey(["pause"])
    board.schedule.give_back(a, opened=True, finished=True)
    assert not board.schedule.wait_until(paused=True)
    assert board.schedule.take() is None


def test_a_stop_hands_out_nothing_more() -> None:
    board = Board([run("a"), run("b")])
    board.control.stop("cancelled")
    assert board.schedule.take() is None
    assert not board.schedule.wait_until(paused=True)
