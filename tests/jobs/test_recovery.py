"""What a new server makes of what an earlier one left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil

from dynascope.jobs import ProcessHandle
from dynascope.jobs.processes import is_alive
from dynascope.jobs.recovery import MAX_ATTEMPTS
from dynascope.store import Cursor
from dynascope.store.attempts import change_attempt, valid_attempts
from tests.jobs.making import Bench, Endpoint, by_hand, request, rows, status
from tests.jobs.test_local import launch_and_train, process_of

Start = Callable[..., Bench]


def abandon(bench: Bench) -> None:
    """Leaves everything as `kill -9` of the server would: no worker is told, no status is changed."""
    bench.service._queue.stop()
    bench.service._reaper.stop()
    bench.service._running.clear()
    bench.service._lock.release()
    executor = bench.executor
    if hasattr(executor, "_changed") and hasattr(executor, "_stopping"):
        with executor._changed:
            executor._stopping = True
            executor._changed.notify_all()
        if executor._spare is not None:
            executor._spare.give("")
    bench.store.close()


def test_a_worker_that_lives_goes_on_and_nothing_is_lost_or_doubled(processes: Start, endpoint: Endpoint) -> None:
    first = processes("train")
    job = launch_and_train(first)
    run = job.runs[0].id
    handle = process_of(first, job)
    endpoint.service = None  # the server is gone; the worker meets 503 and keeps what it has
    abandon(first)
    second = processes("train")
    assert second.store.job(job.id).status == "running"
    before = second.store.cursor(run)
    second.published.wait_for(lambda frame: frame["type"] == "telemetry" and frame["seq"] >= before.seq + 5)
    assert process_of(second, job) == handle
    page = second.store.series(run, ["loss/train"], max_points=None)
    assert page.series["loss/train"].steps.tolist() == list(range(1, page.cursor.seq + 1))
    second.service.cancel(job.id)
    second.published.wait_for_status(job, "cancelled")


def test_an_adopted_worker_that_is_killed_fails_its_job(processes: Start, endpoint: Endpoint) -> None:
    first = processes("train")
    job = launch_and_train(first)
    endpoint.service = None
    abandon(first)
    second = processes("train")
    os.kill(process_of(second, job).pid, signal.SIGKILL)
    frame = second.published.wait_for_status(job, "failed")
    assert "its exit code is not known" in frame["error"]


def test_stopping_ends_an_adopted_worker(processes: Start, endpoint: Endpoint) -> None:
    first = processes("deaf")
    job = launch_and_train(first)
    handle = process_of(first, job)
    endpoint.service = None
    abandon(first)
    second = processes("deaf")
    second.service.stop()
    assert not is_alive(handle)
    assert second.store.job(job.id).status == "lost"


def test_a_worker_that_ended_without_a_server_has_failed_and_the_next_job_runs(
    processes: Start, endpoint: Endpoint
) -> None:
    first = processes("train")
    job = launch_and_train(first)
    waiting = first.service.launch(request("next"))
    process = psutil.Process(process_of(first, job).pid)
    endpoint.service = None
    abandon(first)
    process.kill()
    process.wait(60)
    second = processes("train")
    now = second.store.job(job.id)
    assert (now.status, now.error) == ("failed", "its worker ended while no server was running")
    assert second.store.series(job.runs[0].id, ["loss/train"]).series["loss/train"].rows > 0
    second.published.wait_for_rows(waiting.runs[0])


def test_a_job_whose_worker_never_began_gets_another_attempt(tmp_path: Path) -> None:
    first = by_hand(tmp_path)
    job, assignment = first.launch()
    abandon(first)
    second = by_hand(tmp_path)
    again = second.executor.wait_for(job)
    assert again.attempt_id != assignment.attempt_id
    assert [one.id for one in again.runs] == [run.id for run in job.runs]
    assert second.post(again, rows(job.runs[0].id, 1))[0] == {job.runs[0].id: 1}
    assert second.store.cursor(job.runs[0].id) == Cursor(1, 1)
    second.stop()


def test_a_job_whose_worker_never_begins_fails_in_the_end(tmp_path: Path) -> None:
    bench = by_hand(tmp_path)
    job, _ = bench.launch()
    for _ in range(MAX_ATTEMPTS - 1):
        abandon(bench)
        bench = by_hand(tmp_path)
        bench.executor.wait_for(job)
    abandon(bench)
    bench = by_hand(tmp_path)
    assert bench.store.job(job.id).status == "failed"
    bench.stop()


def test_a_cancel_is_remembered(tmp_path: Path) -> None:
    bench = by_hand(tmp_path)
    job, assignment = bench.launch()
    bench.post(assignment, rows(job.runs[0].id, 1))
    bench.service.cancel(job.id)
    abandon(bench)
    bench = by_hand(tmp_path)
    assert bench.store.job(job.id).status == "cancelled"
    bench.stop()


def test_another_process_with_the_same_pid_is_not_taken_for_the_worker(processes: Start, tmp_path: Path) -> None:
    first = by_hand(tmp_path / "data")
    job, assignment = first.launch()
    first.post(assignment, rows(job.runs[0].id, 1))
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        created = psutil.Process(stranger.pid).create_time()
        with first.store.write() as connection:
            change_attempt(connection, assignment.attempt_id, pid=stranger.pid, process_created=created - 100)
        abandon(first)
        second = processes("train")
        assert second.store.job(job.id).status == "failed"
        second.service.stop()
        assert is_alive(ProcessHandle(stranger.pid, created))
        stranger.communicate(b"\n")


def test_a_training_that_we_do_not_own_goes_on(tmp_path: Path) -> None:
    first = by_hand(tmp_path, lease_seconds=600.0)
    opened = first.service.open_external_run("mine")
    first.service.ingest(opened.attempt_id, opened.token, [rows(opened.run_id, 1)])
    with first.store.write() as connection:
        change_attempt(connection, opened.attempt_id, lease_expires_at=first.store.run(opened.run_id).created_at)
    abandon(first)
    second = by_hand(tmp_path, lease_seconds=600.0)
    acked, _ = second.service.ingest(
        opened.attempt_id, opened.token, [rows(opened.run_id, 1), rows(opened.run_id, 2, [1])]
    )
    assert acked == {opened.run_id: 2}
    with second.store.read() as connection:
        (attempt,) = valid_attempts(connection, opened.job_id)
    assert (attempt.lease_expires_at - second.store.run(opened.run_id).created_at).total_seconds() > 500
    second.service.ingest(opened.attempt_id, opened.token, [status(None, "succeeded")])
    second.stop()
