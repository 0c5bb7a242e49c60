"""A run is a pure function of its spec, whatever is watched."""

from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load

from tests.running import RunningServer

NETS: dict[str, dict[str, Any]] = {
    "plain": {"optimizer": {"name": "sgd", "learning_rate": 0.1}},
    "adam, tanh, batch norm, dropout": {
        "model": {
            "name": "mlp",
            "hidden_sizes": [32] * 4,
            "activation": "tanh",
            "normalization": "batch",
            "dropout": 0.2,
        },
        "optimizer": "adam",
        "regularization": {"l2": 1e-3, "max_norm": 3.0},
        "gradient_clipping": "global_norm",
    },
    "spirals": {"dataset": "spirals", "model": {"name": "mlp", "activation": "gelu"}},
    "sine": {"dataset": "sine", "model": {"name": "mlp", "activation": "tanh"}},
}

DENSE = {"layers_every": 1, "evaluation_every": 1, "distributions_every": 1}
SPARSE = {"layers_every": 10**8, "evaluation_every": 10**8, "distributions_every": 10**8}


def weights(server: RunningServer, run: str, at: str) -> dict[str, np.ndarray]:
    with server.client() as client:
        answer = client.get(f"/runs/{run}/weights", params={"at": at})
        assert answer.status_code == 200, answer.text
        return load(answer.content)


@pytest.mark.parametrize("net", NETS)
def test_the_same_spec_twice_gives_the_same_bits(server: RunningServer, net: str) -> None:
    request = {"base": {**NETS[net], "steps": 120}}
    jobs = [server.train(request) for _ in range(2)]
    assert [job["status"] for job in jobs] == ["succeeded"] * 2, jobs[0]["error"]
    first, second = (job["runs"][0] for job in jobs)
    assert first["key"] == second["key"]
    with server.client() as client:
        names = [metric["name"] for metric in client.get(f"/runs/{first['id']}").json()["metrics"]]
    assert len(names) > 15
    ours, theirs = (server.series(run["id"], *names) for run in (first, second))
    for name in names:
        assert ours[name]["steps"], name
        assert ours[name] == theirs[name], name


@pytest.mark.parametrize("net", NETS)
def test_watching_changes_nothing(server: RunningServer, net: str) -> None:
    job = server.train(
        {
            "base": {**NETS[net], "steps": 120},
            "variants": [
                {"label": "dense", "set": {"telemetry": DENSE}},
                {"label": "sparse", "set": {"telemetry": SPARSE}},
            ],
        }
    )
    dense, sparse = job["runs"]
    assert dense["key"] == sparse["key"]
    ours, theirs = (weights(server, run["id"], "final") for run in (dense, sparse))
    assert ours.keys() == theirs.keys()
    for name, value in ours.items():
        np.testing.assert_array_equal(value, theirs[name], name)
    rows = [len(server.series(run["id"], "gradient_norm")["gradient_norm"]["steps"]) for run in (dense, sparse)]
    assert rows == [121, 2]
