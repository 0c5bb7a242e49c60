from datetime import timedelta

import pytest

from dynascope.errors import BadRequest, NotFound
from dynascope.store import Cursor, Store
from dynascope.store.attempts import attempt_record, fence_attempts, insert_attempt, valid_attempts
from dynascope.store.jobs import change_job, change_runs, finished_work, jobs_in
from tests.store.making import LAYERS, NOW, SHAPES, add_job, append, block, new_run, rows


def test_a_job_comes_back_as_it_was_made(store: Store) -> None:
    seed = {"split": 1, "initial_weights": 2, "batch_order": 3, "dropout": 4}
    add_job(store, "job_a", new_run("run_a"), new_run("run_b", seed=seed, variant=1, label="학습률 0.1"))
    job = store.job("job_a")
    assert (job.name, job.status, job.wish, job.created_at, job.run_count) == ("a job", "queued", "run", NOW, 2)
    assert [run.id for run in job.runs] == ["run_a", "run_b"]
    run = store.run("run_b")
    assert run == job.runs[1]
    assert (run.seed, run.label, run.variant, run.layers, run.metrics) == (seed, "학습률 0.1", 1, LAYERS, SHAPES)
    assert (run.cursor, run.outcome, run.started_at) == (Cursor(0, 0), None, None)


@pytest.mark.parametrize(
    "ask", [lambda store: store.job("x"), lambda store: store.run("x"), lambda store: store.delete("x")]
)
def test_what_is_not_there_is_not_found(store: Store, ask: object) -> None:
    with pytest.raises(NotFound, match="'x'"):
        ask(store)  # type: ignore[operator]


def test_jobs_are_listed_newest_first_and_paged(store: Store) -> None:
    names = [f"job_{index}" for index in range(7)]
    for name in names:
        add_job(store, name, new_run(f"run_{name}"))
    page = store.jobs(limit=3)
    assert [job.id for job in page.jobs] == ["job_6", "job_5", "job_4"]
    assert page.jobs[0].runs == ()
    add_job(store, "job_new", new_run("run_new"))
    store.delete("job_3")
    page = store.jobs(page.next_cursor, 3)
    assert [job.id for job in page.jobs] == ["job_2", "job_1", "job_0"]
    assert page.next_cursor is None


@pytest.mark.parametrize("cursor", ["", "3", "!!!", "am9iczo=", "am9iczotMQ", "cnVuczoz", "é", "am9iczo" + "5" * 60])
def test_a_foreign_cursor_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(BadRequest, match="not one of a list of jobs"):
        store.jobs(cursor)


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_a_page_has_limits(store: Store, limit: int) -> None:
    with pytest.raises(BadRequest, match=f"got {limit}; allowed: 1 to 1000"):
        store.jobs(limit=limit)


def test_deleting_a_job_removes_its_rows_and_leaves_the_others(store: Store) -> None:
    add_job(store, "job_a", new_run("run_a"))
    add_job(store, "job_b", new_run("run_b"))
    for run in ("run_a", "run_b"):
        append(store, 1, block(loss__train=rows([0], [1])), run)
    with store.write() as connection:
        insert_attempt(connection, "attempt_a", "job_a", b"hash", NOW, NOW)
    assert store.delete("job_a") == ("attempt_a",)
    with pytest.raises(NotFound):
        store.run("run_a")
    assert store.series("run_b", ["loss/train"]).series["loss/train"].rows == 1
    with store.read() as connection:
        counted = {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("jobs", "runs", "series", "chunks", "attempts")
        }
    assert counted == {"jobs": 1, "runs": 1, "series": 1, "chunks": 1, "attempts": 0}


def test_runs_change_by_their_status(store: Store) -> None:
    add_job(store, "job_a", new_run("run_a"), new_run("run_b"))
    with store.write() as connection:
        assert change_runs(connection, "job_a", ["running"], status="lost") == ()
        assert change_runs(connection, "job_a", ["queued"], status="lost") == ("run_a", "run_b")
    assert [run.status for run in store.job("job_a").runs] == ["lost", "lost"]


def test_jobs_are_found_by_status_oldest_first(store: Store) -> None:
    for name, status in (("job_a", "queued"), ("job_b", "running"), ("job_c", "queued")):
        add_job(store, name, new_run(f"run_{name}"), status=status)
    with store.read() as connection:
        assert [job.id for job in jobs_in(connection, ["queued"])] == ["job_a", "job_c"]
        assert [job.id for job in jobs_in(connection, ["queued", "running"], "external")] == []
    assert store.job_counts() == {"queued": 2, "running": 1}


def test_a_newer_attempt_fences_off_the_older(store: Store) -> None:
    add_job(store)
    with store.write() as connection:
        insert_attempt(connection, "attempt_1", "job_a", b"1", NOW, NOW)
        insert_attempt(connection, "attempt_2", "job_a", b"2", NOW, NOW)
        assert attempt_record(connection, "attempt_1").fenced
        assert [attempt.id for attempt in valid_attempts(connection, "job_a")] == ["attempt_2"]
        fence_attempts(connection, "job_a")
        assert valid_attempts(connection, "job_a") == ()


def test_work_and_seconds_of_finished_jobs(store: Store) -> None:
    for index, status in enumerate(("succeeded", "failed", "succeeded")):
        add_job(store, f"job_{index}", new_run(f"run_{index}"), work=10.0 + index)
        with store.write() as connection:
            change_job(
                connection, f"job_{index}", status=status, started_at=NOW, ended_at=NOW + timedelta(seconds=3 + index)
            )
    with store.read() as connection:
        assert finished_work(connection, 10) == [(12.0, 5.0), (10.0, 3.0)]
        assert finished_work(connection, 1) == [(12.0, 5.0)]
