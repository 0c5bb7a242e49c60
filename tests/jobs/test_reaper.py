"""Attempts that fall silent and cancels that are not obeyed; the clock is an argument."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dynascope.errors import AttemptFenced
from tests.jobs.making import Bench, by_hand, request, rows, status


def look(bench: Bench, seconds: float) -> None:
    bench.service._reaper.look(datetime.now(UTC) + timedelta(seconds=seconds))


def test_an_attempt_that_is_not_heard_of_for_its_lease_is_lost(bench: Bench) -> None:
    job, assignment = bench.launch()
    bench.post(assignment, rows(job.runs[0].id, 1))
    look(bench, 500)
    assert bench.store.job(job.id).status == "running"
    look(bench, 601)
    now = bench.store.job(job.id)
    assert (now.status, now.error) == ("lost", "nothing was heard of its producer for 600 seconds")
    assert now.runs[0].status == "lost"
    assert bench.executor.terminated == [assignment.attempt_id]
    with pytest.raises(AttemptFenced):
        bench.post(assignment, rows(job.runs[0].id, 2, [1]))


def test_a_lost_job_makes_room_for_the_next(bench: Bench) -> None:
    bench.launch()
    waiting = bench.service.launch(request())
    look(bench, 601)
    bench.executor.wait_for(waiting)


def test_a_heartbeat_renews_the_lease(tmp_path: Path) -> None:
    bench = by_hand(tmp_path, lease_seconds=0.5)
    opened = bench.service.open_external_run("mine")
    expiries = set()
    while len(expiries) < 3:
        bench.service.ingest(opened.attempt_id, opened.token, [])
        with bench.store.read() as connection:
            expiries.add(connection.exec_driver_sql("SELECT lease_expires_at FROM attempts").scalar_one())
    assert bench.store.run(opened.run_id).status == "running"
    bench.stop()


def test_a_local_worker_that_does_not_obey_a_cancel_is_terminated_once(bench: Bench) -> None:
    job, assignment = bench.launch()
    bench.post(assignment, status(None, "running"))
    bench.service.cancel(job.id)
    look(bench, 4)
    assert bench.executor.terminated == []
    look(bench, 6)
    look(bench, 7)
    assert bench.executor.terminated == [assignment.attempt_id]
    assert bench.store.job(job.id).status == "running"


def test_a_training_that_we_do_not_own_and_that_is_silent_is_cancelled_without_it(bench: Bench) -> None:
    opened = bench.service.open_external_run("mine")
    bench.service.cancel(opened.job_id)
    look(bench, 60)
    assert bench.store.job(opened.job_id).status == "running"
    look(bench, 130)
    assert bench.store.job(opened.job_id).status == "cancelled"
    with pytest.raises(AttemptFenced):
        bench.service.ingest(opened.attempt_id, opened.token, [])
