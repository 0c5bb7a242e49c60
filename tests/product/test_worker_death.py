"""A worker that is killed takes its job with it, and nothing else."""

import os
import signal
import sqlite3
from collections.abc import Callable

import pytest

from tests.running import RunningServer, wait_until

WORKER = "select pid from attempts join jobs on jobs.number = job_number where jobs.id = ? and pid is not null"


def worker_of(server: RunningServer, job: str) -> int | None:
    """The process that trains a job."""
    with sqlite3.connect(server.data_dir / "dynascope.sqlite3") as database:
        row = database.execute(WORKER, [job]).fetchone()
    return None if row is None else int(row[0])


def test_kill_9_fails_the_job_and_keeps_its_rows(start_server: Callable[..., RunningServer]) -> None:
    server = start_server()
    job = server.launch({"base": {"steps": 10**7}})
    run = job["runs"][0]["id"]
    with server.client() as client:

        def step() -> int:
            return client.get(f"/runs/{run}").json()["step"] or 0

        wait_until(lambda: step() > 100, "rows of the job")
        pid = wait_until(lambda: worker_of(server, job["id"]), "the worker's process")
        os.kill(pid, signal.SIGKILL)
        ended = server.wait_for_job(job["id"])
        assert ended["status"] == "failed"
        assert "SIGKILL" in ended["error"]
        kept = server.series(run, "loss/train")["loss/train"]["steps"]
        assert kept == list(range(len(kept)))
        assert len(kept) > 100
        clock = server.series(run, "train_seconds")["train_seconds"]
        assert (clock["steps"][0], clock["steps"][-1]) == (0, kept[-1])
        assert clock["values"][-1] > clock["values"][0]
        timing = client.get(f"/runs/{run}").json()["timing"]
        assert timing["train_seconds"] == pytest.approx(clock["values"][-1], abs=1e-6)
    assert server.train({"base": {"steps": 20}})["status"] == "succeeded", "the next job runs"
