"""Landscapes of a real run, through a real server: its own loss in the centre, its own path, cancelled, killed."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import numpy as np
import psutil
import pytest

from tests.running import TERMINAL, RunningServer, wait_until

BASE = {
    "dataset": {"name": "wine", "batch_size": None},
    "model": {"hidden_sizes": [4]},
    "steps": 40,
}


def ask(client: httpx.Client, run: str, **request: Any) -> str:
    answer = client.post(f"/runs/{run}/landscapes", json=request)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def ended(client: httpx.Client, landscape: str) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        body = client.get(f"/landscapes/{landscape}").json()
        return body if body["status"] in TERMINAL else None

    return wait_until(look, "the end of the landscape")


@contextmanager
def held(server: RunningServer) -> Generator[None]:
    """The process of landscapes, which is warm, computes nothing: what is asked for stays under way."""
    process = wait_until(lambda: server.child("dynascope.worker.landscape"), "the process of landscapes")
    process.suspend()
    try:
        yield
    finally:
        with suppress(psutil.NoSuchProcess):  # it was killed, as it did not hear of a cancel
            process.resume()


def test_a_run_has_its_landscape_and_a_killed_server_tells_the_truth(
    start_server: Callable[..., RunningServer],
) -> None:
    server = start_server()
    job = server.train({"base": BASE})
    run = job["runs"][0]["id"]
    rows = server.series(run, "loss/train", "loss/validation")
    with server.client() as client:
        plane = ended(client, ask(client, run, resolution=5, split="validation"))
        assert (plane["status"], plane["error"], plane["rows"], plane["step"]) == ("succeeded", None, 5, 40)
        assert plane["values"][2][2] == plane["centre_loss"]
        assert plane["centre_loss"] == pytest.approx(rows["loss/validation"]["values"][-1], rel=1e-5)
        assert [len(row) for row in plane["values"]] == [5] * 5
        rest = client.get(f"/landscapes/{plane['id']}", params={"from_row": 3}).json()
        assert (rest["from_row"], rest["values"]) == (3, plane["values"][3:])

        path = ended(client, ask(client, run, kind="trajectory", dimensions=1, resolution=3))
        assert path["status"] == "succeeded", path["error"]
        losses = path["trajectory"]["losses"]
        assert path["trajectory"]["steps"] == list(range(41))
        np.testing.assert_allclose(losses, rows["loss/train"]["values"], rtol=1e-5)  # full batch
        assert [len(row) for row in path["values"]] == [1] * 3
        assert 0 < path["explained_variance"][0] <= 1

        with held(server):
            cancelled = [ask(client, run), ask(client, run)]  # one that is computed, one that waits
            for one in cancelled:
                assert client.post(f"/landscapes/{one}/cancel").json()["status"] == "cancelled"

        long = server.launch({"base": {**BASE, "steps": 10**7}})
        other = long["runs"][0]["id"]
        wait_until(lambda: client.get(f"/runs/{other}").json()["step"] > 1000, "a run that is under way")
        client.post(f"/jobs/{long['id']}/pause")  # it has not ended, and takes no core from what follows
        wait_until(lambda: client.get(f"/jobs/{long['id']}").json()["status"] == "paused", "the pause")
        midst = ended(client, ask(client, other, at=40, dimensions=1, resolution=3))
        assert midst["centre_loss"] == losses[-1]  # the same bits, trained again
        step = client.get(f"/runs/{other}").json()["step"]
        with held(server):
            left = ask(client, other, kind="trajectory", at=step)
            wait_until(lambda: client.get(f"/landscapes/{left}").json()["status"] == "running", "its turn")
            server.kill()
    server.start()
    with server.client() as client:
        assert client.get(f"/landscapes/{plane['id']}").json() == plane
        told = client.get(f"/landscapes/{left}").json()
        assert (told["status"], "the server ended" in told["error"]) == ("failed", True)
        client.post(f"/jobs/{long['id']}/cancel")
        server.wait_for_job(long["id"])
