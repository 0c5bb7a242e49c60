"""Landscapes and the process that computes them: in turn, cancelled in time, told as failed where it was killed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

from dynascope.errors import Conflict, InvalidRequest, NotFound, Unavailable
from dynascope.jobs import landscape_thread
from dynascope.jobs import landscapes as module
from dynascope.jobs.landscape_rules import Centre, centre_in
from dynascope.jobs.landscape_thread import LandscapeSettings
from dynascope.jobs.landscapes import MOST_WAITING, Landscapes
from dynascope.spec import RunSpec, parse_landscape
from dynascope.store import Store
from dynascope.store.artifacts import ArtifactFiles
from dynascope.store.jobs import change_runs, run_row
from dynascope.store.landscapes import LandscapeRecord, change_landscape
from tests.running import wait_until
from tests.store.making import add_job, new_run

# Answers an order with three losses; what it does then is told by the seed: 0 ends, 1 hears a cancel, 2 does not,
# 3 dies, 4 fails.
SCRIPT = """
import json, sys, time
print("ready", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    if "cancel" in order:
        continue
    def tell(**said):
        print(json.dumps({"id": order["id"], **said}), flush=True)
    tell(progress={"stage": "evaluating", "done": 1, "total": 3})
    tell(values=[1.0, "NaN", "Infinity"])
    seed = order["request"]["seed"]
    if seed == 1:
        assert json.loads(sys.stdin.readline()) == {"cancel": order["id"]}
        tell(end="cancelled")
    elif seed == 2:
        time.sleep(600)
    elif seed == 3:
        sys.exit("no more of this")
    elif seed == 4:
        tell(end="failed", error="every filter is zero")
    else:
        tell(end="succeeded")
"""
SPEC = RunSpec.model_validate({"dataset": "xor", "steps": 10}).model_dump(mode="json")

Make = Callable[..., Landscapes]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "data")
    add_job(opened, "job_a", new_run("run_a", spec=SPEC), status="running")
    with opened.write() as connection:
        change_runs(connection, "job_a", ["running"], step=7)
    yield opened
    opened.close()


@pytest.fixture
def make(store: Store) -> Iterator[Make]:
    made: list[Landscapes] = []

    def one(script: str = SCRIPT, **options: Any) -> Landscapes:
        settings = LandscapeSettings(store.data_dir, niceness=0)
        made.append(Landscapes(store, settings, [sys.executable, "-c", script], **options))
        made[-1].start()
        return made[-1]

    yield one
    for landscapes in made:
        landscapes.stop()


def ask(landscapes: Landscapes, seed: int = 0, **request: Any) -> str:
    return landscapes.ask("run_a", parse_landscape({"at": 0, "seed": seed, "dimensions": 1, **request})).id


def ended(landscapes: Landscapes, landscape_id: str) -> LandscapeRecord:
    def look() -> LandscapeRecord | None:
        found = landscapes.read(landscape_id)
        return found if found.ended_at is not None else None

    return wait_until(look, f"the end of {landscape_id}")


def under_way(landscapes: Landscapes, landscape_id: str) -> None:
    wait_until(lambda: len(landscapes.read(landscape_id).losses) == 3, "its first losses to be stored")


def test_they_are_computed_in_turn_by_one_process_and_stored(make: Make) -> None:
    landscapes = make()
    asked = [ask(landscapes) for _ in range(3)]
    done = [ended(landscapes, one) for one in asked]
    assert [one.status for one in done] == ["succeeded"] * 3
    assert [repr(loss) for loss in done[0].losses.tolist()] == ["1.0", "nan", "inf"]
    assert done[0].progress == {"stage": "evaluating", "done": 1, "total": 3}
    assert done[0].started_at <= done[1].started_at <= done[2].started_at  # type: ignore[operator]
    assert [one.id for one in landscapes.of_run("run_a")] == asked[::-1]


@pytest.mark.parametrize(("seed", "obey_seconds"), [(1, 600.0), (2, 0.1)], ids=["obeys", "does not hear"])
def test_a_cancel_frees_the_process(make: Make, seed: int, obey_seconds: float) -> None:
    landscapes = make(obey_seconds=obey_seconds)
    first, second = ask(landscapes, seed), ask(landscapes)
    under_way(landscapes, first)
    assert landscapes.cancel(first).status == "cancelled"
    assert ended(landscapes, second).status == "succeeded", "it waited for one that was cancelled"
    kept = landscapes.cancel(first)
    assert (kept.status, len(kept.losses)) == ("cancelled", 3)


def test_one_that_waits_is_cancelled_at_once(make: Make) -> None:
    landscapes = make()
    first, second = ask(landscapes, 1), ask(landscapes)
    under_way(landscapes, first)
    assert landscapes.cancel(second).status == "cancelled"
    assert landscapes.read(second).started_at is None
    landscapes.cancel(first)


def test_a_process_that_ends_fails_its_landscape_alone(make: Make) -> None:
    landscapes = make()
    failed, other = ask(landscapes, 3), ask(landscapes)
    record = ended(landscapes, failed)
    assert (record.status, len(record.losses)) == ("failed", 3)
    assert record.error is not None
    assert "exit code 1: no more of this" in record.error
    assert ended(landscapes, other).status == "succeeded"


# Is killed as it takes its second order, before it says anything; `killed` tells the next process that it was.
KILLED = """
import os, pathlib, signal, sys
print("ready", flush=True)
killed = pathlib.Path({killed!r})
for count, line in enumerate(sys.stdin):
    if {always} or (count and not killed.exists()):
        killed.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    print(line[:line.index(",")] + ', "end": "succeeded"}}', flush=True)
"""


def test_an_order_to_a_process_that_was_killed_while_it_waited_starts_another(make: Make, tmp_path: Path) -> None:
    killed = tmp_path / "killed"
    landscapes = make(KILLED.format(killed=str(killed), always=False))
    assert ended(landscapes, ask(landscapes)).status == "succeeded"
    record = ended(landscapes, ask(landscapes))
    assert killed.exists()
    assert (record.status, record.error) == ("succeeded", None)


def test_an_order_that_kills_every_process_has_failed(make: Make, tmp_path: Path) -> None:
    landscapes = make(KILLED.format(killed=str(tmp_path / "killed"), always=True))
    for _ in range(2):
        record = ended(landscapes, ask(landscapes))
        assert record.status == "failed"
        assert "was killed by SIGKILL" in str(record.error)


def test_an_idle_process_that_is_killed_is_replaced(make: Make) -> None:
    landscapes = make()
    before = {child.pid for child in psutil.Process().children()}
    assert ended(landscapes, ask(landscapes)).status == "succeeded"
    (idle,) = [child for child in psutil.Process().children() if child.pid not in before]
    idle.kill()
    assert ended(landscapes, ask(landscapes)).status == "succeeded"


def test_a_process_that_nobody_asks_ends_and_the_next_order_starts_another(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landscape_thread, "IDLE_SECONDS", 0.1)
    landscapes = make()
    before = {child.pid for child in psutil.Process().children()}

    def idle() -> list[psutil.Process]:
        return [child for child in psutil.Process().children() if child.pid not in before]

    for _ in range(2):
        assert ended(landscapes, ask(landscapes)).status == "succeeded"
        wait_until(lambda: not idle(), "the idle process to end")


def test_what_the_process_finds_wrong_is_told(make: Make) -> None:
    landscapes = make()
    record = ended(landscapes, ask(landscapes, 4))
    assert (record.status, record.error) == ("failed", "every filter is zero")


def test_a_server_that_ended_leaves_nothing_running_and_forgets_nothing(make: Make, store: Store) -> None:
    before = make()
    running, waiting = ask(before, 2), ask(before)
    under_way(before, running)
    before.stop()
    stopped = before.read(running)
    assert (stopped.status, before.read(waiting).status) == ("failed", "queued")
    assert "the server was stopped" in str(stopped.error)
    with store.write() as connection:  # as a server that was killed leaves it
        change_landscape(connection, running, ("failed",), status="running", error=None, ended_at=None)
    after = make()
    assert ended(after, waiting).status == "succeeded"
    killed = after.read(running)
    assert killed.status == "failed"
    assert killed.error == "the server ended while this landscape was computed; ask for it again"
    assert len(killed.losses) == 3


def test_one_whose_job_is_deleted_stops(make: Make, store: Store) -> None:
    landscapes = make(obey_seconds=0.1)
    running = ask(landscapes, 2)
    under_way(landscapes, running)
    store.delete("job_a")
    with pytest.raises(NotFound):
        landscapes.cancel(running)
    add_job(store, "job_a", new_run("run_a", spec=SPEC), status="running")
    assert landscapes.of_run("run_a") == ()
    assert ended(landscapes, ask(landscapes)).status == "succeeded"


def test_one_whose_job_is_deleted_while_it_is_asked_for_is_not_found(
    make: Make, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    landscapes = make()

    def then_deleted(*known: Any) -> Centre:
        found = centre_in(*known)
        store.delete("job_a")
        return found

    monkeypatch.setattr(module, "centre_in", then_deleted)
    with pytest.raises(NotFound, match="run_a"):
        ask(landscapes)


def test_too_many_are_refused(make: Make) -> None:
    landscapes = make()
    first = ask(landscapes, 1)
    for _ in range(MOST_WAITING - 1):
        ask(landscapes)
    with pytest.raises(Unavailable, match=f"{MOST_WAITING} landscapes wait already"):
        ask(landscapes)
    landscapes.cancel(first)


def test_only_what_has_ended_is_deleted(make: Make) -> None:
    landscapes = make()
    one = ask(landscapes, 1)
    with pytest.raises(Conflict, match="cancel it first"):
        landscapes.delete(one)
    landscapes.cancel(one)
    landscapes.delete(one)
    with pytest.raises(NotFound):
        landscapes.read(one)


def give_weights(store: Store, name: str) -> None:
    files: ArtifactFiles = store.artifacts
    with store.write() as connection:
        run = (run_row(connection, "run_a").number, "run_a", 0)
        files.add_part(connection, run, name, 0, 10, b"\2\0\0\0\0\0\0\0{}", datetime.now(UTC))


def test_what_does_not_fit_the_run_is_refused(make: Make, store: Store) -> None:
    landscapes = make()
    refused: list[tuple[dict[str, Any], str, str]] = [
        ({"at": "final"}, "no_weights", "allowed: a step from 0 to 7"),
        ({"at": 8}, "step_not_reached", "is at step 7"),
        (
            {"at": 1, "kind": "trajectory"},
            "trajectory_too_short",
            "1 updates; .* its 2 directions; allowed: a step from 2",
        ),
        ({"at": 0, "samples": 10**6}, "too_many_samples", "the training split has"),
    ]
    for body, code, words in refused:
        with pytest.raises(InvalidRequest, match=words) as caught:
            landscapes.ask("run_a", parse_landscape(body))
        assert caught.value.errors[0].code == code
    give_weights(store, "weights/final")
    assert landscapes.ask("run_a", parse_landscape({})).step == 7
    assert landscapes.ask("run_a", parse_landscape({"at": 1, "kind": "trajectory", "dimensions": 1})).step == 1
    with pytest.raises(InvalidRequest, match=r"at: got 'best'; .* allowed: 'final', or a step from 0 to 7"):
        landscapes.ask("run_a", parse_landscape({"at": "best"}))


def test_the_centre_of_a_run_that_restored_its_best_network_is_that_one(make: Make, store: Store) -> None:
    with store.write() as connection:
        change_runs(connection, "job_a", ["running"], step=9, stopped_at=9, restored_step=3)
    landscapes = make()
    for at, step in (("final", 3), ("initial", 0), ("best", None)):
        give_weights(store, f"weights/{at}")
        assert landscapes.ask("run_a", parse_landscape({"at": at})).step == step
    assert landscapes.ask("run_a", parse_landscape({"at": 9})).step == 9


@pytest.mark.parametrize(("precision", "most"), [("float32", 2**25), ("float64", 2**24)])
def test_a_trajectory_of_a_network_that_is_too_large_is_refused_by_its_bytes(
    make: Make, store: Store, precision: str, most: int
) -> None:
    spec = {"dataset": "xor", "model": {"hidden_sizes": [5900, 5900]}, "precision": precision}
    large = RunSpec.model_validate(spec)
    assert large.parameter_count > most
    add_job(store, "job_b", new_run("run_b", spec=large.model_dump(mode="json")))
    with pytest.raises(InvalidRequest, match=f"allowed: up to {most:,}, or kind 'random'"):
        make().ask("run_b", parse_landscape({"at": 0, "kind": "trajectory"}))


def test_a_run_that_was_trained_elsewhere_has_none(make: Make, store: Store) -> None:
    add_job(store, "job_b", new_run("run_b"), origin="external")
    with pytest.raises(Conflict, match="neither its network nor its data is known here"):
        make().ask("run_b", parse_landscape({}))
