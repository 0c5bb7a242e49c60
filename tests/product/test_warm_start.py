"""A run that starts from an earlier one, through REST: what is reused, what is frozen, what is refused."""

from typing import Any

import httpx
import numpy as np
import pytest

from tests.product.test_reproducibility import weights
from tests.running import RunningServer

NET: dict[str, Any] = {
    "dataset": {"name": "digits", "samples": 400},
    "model": {
        "hidden_sizes": [12, 12, 8],
        "normalization": "batch",
        "activation": "prelu",
        "overrides": {"hidden_3": {"normalization": None}},
    },
    "steps": 40,
}
# All that could touch a weight: momentum, decay, penalties, a bound, clipping.
RESTLESS: dict[str, Any] = {
    "optimizer": {"name": "adamw", "learning_rate": 0.01, "weight_decay": 0.1},
    "regularization": {"l1": 1e-3, "l2": 1e-3, "max_norm": 0.5},
    "gradient_clipping": {"name": "global_norm", "threshold": 1.0},
}
ENDLESS = {**NET, "steps": 10**7}
REUSED = ("hidden_1", "hidden_2")


@pytest.fixture(scope="module")
def source(server: RunningServer) -> str:
    return server.train({"base": NET})["runs"][0]["id"]


def started(server: RunningServer, source: str) -> dict[str, Any]:
    request = {
        "base": {**NET, **RESTLESS},
        "vary": [
            {
                "path": "warm_start",
                "values": [
                    None,
                    {"run_id": source, "layers": 2},
                    {"run_id": source, "layers": 2, "freeze": True},
                ],
            }
        ],
    }
    job = server.train(request)
    assert job["status"] == "succeeded", job["error"]
    return job


@pytest.fixture(scope="module")
def job(server: RunningServer, source: str) -> dict[str, Any]:
    return started(server, source)


def of(arrays: dict[str, np.ndarray], *layers: str) -> dict[str, bytes]:
    return {name: value.tobytes() for name, value in arrays.items() if name.split(".")[0] in layers}


def test_reused_layers_start_as_the_sources_ended_and_the_others_from_scratch(
    server: RunningServer, source: str, job: dict[str, Any]
) -> None:
    ended = weights(server, source, "final")
    scratch, warm, frozen = (weights(server, run["id"], "initial") for run in job["runs"])
    assert len(of(ended, *REUSED)) == 14, "kernel, bias, scale, shift, slope, mean, variance"
    for reused in (warm, frozen):
        assert of(reused, *REUSED) == of(ended, *REUSED)
        assert of(reused, "hidden_3", "output") == of(scratch, "hidden_3", "output")


def test_frozen_layers_end_as_they_began_to_the_bit(server: RunningServer, source: str, job: dict[str, Any]) -> None:
    ended = weights(server, source, "final")
    _, warm, frozen = (weights(server, run["id"], "final") for run in job["runs"])
    assert of(frozen, *REUSED) == of(ended, *REUSED)
    for layer in REUSED:
        assert of(warm, layer)[f"{layer}.kernel"] != of(ended, layer)[f"{layer}.kernel"]
    assert of(frozen, "hidden_3")["hidden_3.kernel"] != of(ended, "hidden_3")["hidden_3.kernel"]


def test_frozen_layers_show_no_updates(server: RunningServer, job: dict[str, Any]) -> None:
    _, warm, frozen = (run["id"] for run in job["runs"])
    for metric in ("update_norm", "update_ratio"):
        updates = np.array(server.series(frozen, metric)[metric]["values"])
        assert not updates[:, :2].any()
        assert (updates[:, 2:] > 0).all()
        assert (np.array(server.series(warm, metric)[metric]["values"]) > 0).all()
    gradient = np.array(server.series(frozen, "gradient_norm")["gradient_norm"]["values"])
    assert (gradient[:, :2] > 0).all(), "what they would learn from is shown"
    shift = np.array(server.series(frozen, "running_mean_shift")["running_mean_shift"]["values"])
    assert (shift > 0).all()


def test_the_key_holds_the_sources_content_not_its_name(
    server: RunningServer, source: str, job: dict[str, Any]
) -> None:
    keys = [run["key"] for run in job["runs"]]
    assert len(set(keys)) == 3
    twin = server.train({"base": NET})["runs"][0]["id"]
    other = server.train({"base": {**NET, "steps": 41}})["runs"][0]["id"]
    with server.client() as client:

        def key(run: str) -> str:
            request = {"base": {**NET, **RESTLESS, "warm_start": {"run_id": run, "layers": 2}}}
            return client.post("/jobs", params={"dry_run": "true"}, json=request).json()["runs"][0]["key"]

        assert key(source) == key(twin) == keys[1], "equal weights, whatever the run is called"
        assert key(other) != keys[1]


def test_a_job_keeps_what_it_starts_from(server: RunningServer) -> None:
    parent = server.train({"base": NET})
    run = parent["runs"][0]["id"]
    ended = weights(server, run, "final")
    with server.client() as client:
        endless = server.launch({"base": ENDLESS})
        warm = {"run_id": run, "layers": 2, "freeze": True}
        waiting = server.launch({"base": {**NET, **RESTLESS, "warm_start": warm}})
        assert client.delete(f"/jobs/{parent['id']}").status_code == httpx.codes.NO_CONTENT
        client.post(f"/jobs/{endless['id']}/cancel")
        done = server.wait_for_job(waiting["id"])
        assert done["status"] == "succeeded", done["error"]
        assert of(weights(server, done["runs"][0]["id"], "final"), *REUSED) == of(ended, *REUSED)
        again = client.post("/jobs", json={"base": {**NET, "warm_start": {"run_id": run, "layers": 2}}})
        assert again.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        assert f"there is no run '{run}'" in again.json()["detail"]


WIDER = {"hidden_sizes": [12, 16, 8], "normalization": "batch", "activation": "prelu"}


@pytest.mark.parametrize(
    ("base", "warm", "path", "words"),
    [
        ({"model": WIDER}, {"layers": 2}, "layers", ("hidden_2", "kernel [12, 16]", "kernel [12, 12]")),
        ({"model": {"hidden_sizes": [12]}}, {"layers": 1}, "layers", ("hidden_1", "scale [12]")),
        (
            {"model": {**NET["model"], "hidden_sizes": [12, 12, 8, 8]}},
            {"layers": 4},
            "layers",
            ("hidden_4", "there is no hidden_4 there"),
        ),
        ({"dataset": "wine"}, {"layers": 1}, "layers", ("hidden_1", "kernel [13, 12]", "kernel [64, 12]")),
        ({}, {"layers": 5}, "layers", ("4 layers", "got 5")),
        ({}, {"layers": 1, "run_id": "run_nowhere"}, "run_id", ("there is no run 'run_nowhere'",)),
        ({}, {"layers": 1, "weights": "0" * 64}, "weights", ("other weights",)),
    ],
)
def test_what_does_not_fit_is_refused_with_layer_and_shapes(
    client: httpx.Client, source: str, base: dict[str, Any], warm: dict[str, Any], path: str, words: tuple[str, ...]
) -> None:
    request = {"base": {**NET, **base, "warm_start": {"run_id": source, **warm}}}
    answer = client.post("/jobs", json=request)
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    (error,) = answer.json()["errors"]
    assert error["path"] == f"base.warm_start.{path}"
    for word in words:
        assert word in error["message"]


def test_a_run_without_final_weights_is_no_source(server: RunningServer, client: httpx.Client) -> None:
    diverged = server.train({"base": {**NET, "optimizer": {"name": "adam", "learning_rate": 1e38}}})
    running = server.launch({"base": ENDLESS})
    for run, words in ((diverged["runs"][0]["id"], "diverged at step"), (running["runs"][0]["id"], "no final weights")):
        answer = client.post("/jobs", json={"base": {**NET, "warm_start": {"run_id": run, "layers": 1}}})
        assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        assert words in answer.json()["detail"]
    client.post(f"/jobs/{running['id']}/cancel")
    server.wait_for_job(running["id"])


def test_only_the_attempt_reads_what_its_run_starts_from(client: httpx.Client, job: dict[str, Any]) -> None:
    answer = client.get(f"/attempts/attempt_of_nobody/runs/{job['runs'][1]['id']}/source")
    assert answer.status_code == httpx.codes.NOT_FOUND
    without = client.get("/attempts/attempt_of_nobody/runs/x/source", headers={"Authorization": ""})
    assert without.status_code == httpx.codes.UNAUTHORIZED
