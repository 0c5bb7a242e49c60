"""Attempts that fall silent and cancels that are not obeyed; the clock is an argument."""

from datetime import UTC, datetime, timedelta

import pytest

from dynascope.errors import AttemptFenced
from dynascope.store.attempts import change_attempt, valid_attempts
from tests.jobs.making import Bench, request, rows, status


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


def test_a_heartbeat_renews_the_lease(bench: Bench) -> None:
    opened = bench.service.open_external_run("mine")
    half_over = datetime.now(UTC) + timedelta(seconds=300)
    with bench.store.write() as connection:
        change_attempt(connection, opened.attempt_id, lease_expires_at=half_over)
    bench.service.ingest(opened.attempt_id, opened.token, [])
    look(bench, 301)
    assert bench.store.run(opened.run_id).status == "running"
    look(bench, 601)
    assert bench.store.run(opened.run_id).status == "lost"


def test_a_heartbeat_that_comes_while_the_reaper_looks_saves_the_worker(bench: Bench) -> None:
    job, assignment = bench.launch()
    bench.post(assignment, rows(job.runs[0].id, 1))
    half_over = datetime.now(UTC) + timedelta(seconds=300)
    with bench.store.write() as connection:
        change_attempt(connection, assignment.attempt_id, lease_expires_at=half_over)
        (seen,) = valid_attempts(connection, job.id)
    bench.post(assignment, rows(job.runs[0].id, 2, [1]))
    bench.service._reaper._look_at(bench.store.job(job.id), seen, half_over + timedelta(seconds=1))
    assert bench.store.job(job.id).status == "running"
    assert bench.executor.terminated == []


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
