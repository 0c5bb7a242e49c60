"""The server is killed while a job trains: training goes on, and no row is lost or doubled."""

from collections.abc import Callable

import httpx
import psutil
import pytest

from tests.running import RunningServer, wait_until

REQUEST = {"base": {"dataset": {"name": "spirals"}, "model": {"hidden_sizes": [8]}, "steps": 15_000}, "seeds": [0, 1]}


def step_of(client: httpx.Client, run: str) -> int:
    return client.get(f"/runs/{run}").json()["step"]


@pytest.mark.slow
def test_kill_9_of_the_server_loses_nothing(start_server: Callable[..., RunningServer]) -> None:
    server = start_server(environment={"DYNASCOPE_CONCURRENT_JOBS": "1"})
    job = server.launch(REQUEST)
    waiting = server.launch({"base": {"steps": 20}})
    runs = [run["id"] for run in job["runs"]]

    with server.client() as client:
        wait_until(lambda: all(step_of(client, run) > 500 for run in runs), "rows of both runs", 120)
    server.kill()
    server.start()
    ended = server.wait_for_job(job["id"], 240)
    assert (ended["status"], ended["error"]) == ("succeeded", None)
    for run in runs:
        assert server.series(run, "loss/train")["loss/train"]["steps"] == list(range(15_001))
    assert server.wait_for_job(waiting["id"])["status"] == "succeeded"


@pytest.mark.slow
def test_sigterm_ends_the_server_and_its_workers(start_server: Callable[..., RunningServer]) -> None:
    server = start_server()
    job = server.launch({"base": {"steps": 10**7}})
    run = job["runs"][0]["id"]
    with server.client() as client:
        wait_until(lambda: step_of(client, run) > 0, "rows", 120)
    assert server.process is not None
    workers = psutil.Process(server.process.pid).children(recursive=True)
    assert workers
    server.stop()
    assert not [worker for worker in workers if worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE]
    server.start()
    with server.client() as client:
        now = client.get(f"/jobs/{job['id']}").json()
    assert (now["status"], now["error"]) == ("lost", "the server was stopped while this job was under way")
    assert len(server.series(run, "loss/train")["loss/train"]["steps"]) > 0
