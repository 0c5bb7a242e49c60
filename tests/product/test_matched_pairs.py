"""Two runs that differ in one thing differ in nothing else."""

import numpy as np

from tests.product.test_reproducibility import weights
from tests.running import RunningServer


def test_optimizers_start_from_equal_weights_and_see_equal_batches(server: RunningServer) -> None:
    job = server.train({"base": {"steps": 30}, "vary": [{"path": "optimizer", "values": ["sgd", "adam", "nesterov"]}]})
    first, *others = (weights(server, run["id"], "initial") for run in job["runs"])
    for other in others:
        assert first.keys() == other.keys()
        for name, value in first.items():
            np.testing.assert_array_equal(value, other[name], name)
    losses = [server.series(run["id"], "loss/train")["loss/train"]["values"] for run in job["runs"]]
    assert losses[0][0] == losses[1][0] == losses[2][0]


def test_batches_are_equal_whatever_is_learned(server: RunningServer) -> None:
    """With a rate too small to move a float32 weight, the losses are those of the batches alone."""
    still = [{"name": name, "learning_rate": 1e-30} for name in ("sgd", "momentum", "adam")]
    job = server.train({"base": {"steps": 60}, "vary": [{"path": "optimizer", "values": still}]})
    losses = [server.series(run["id"], "loss/train")["loss/train"]["values"] for run in job["runs"]]
    assert len(set(losses[0])) > 30, "the batches differ from one another"
    assert losses[0] == losses[1] == losses[2]


def test_initializers_of_one_distribution_are_proportional(server: RunningServer) -> None:
    job = server.train(
        {
            "base": {"steps": 0, "model": {"name": "mlp", "hidden_sizes": [48, 24, 12]}},
            "vary": [{"path": "model.initializer", "values": ["he_normal", "xavier_normal"]}],
        }
    )
    he, xavier = (weights(server, run["id"], "initial") for run in job["runs"])
    sizes = [64, 48, 24, 12, 10]
    for index, layer in enumerate(["hidden_1", "hidden_2", "hidden_3", "output"]):
        fan_in, fan_out = sizes[index], sizes[index + 1]
        factor = np.sqrt(2 / (fan_in + fan_out)) / np.sqrt(2 / fan_in)
        kernel = he[f"{layer}.kernel"]
        assert kernel.shape == (fan_in, fan_out)
        np.testing.assert_allclose(xavier[f"{layer}.kernel"], factor * kernel, rtol=1e-6)
        assert not he[f"{layer}.bias"].any()


def test_replicates_share_synthetic_data_and_differ_in_weights(server: RunningServer) -> None:
    job = server.train({"base": {"dataset": "moons", "steps": 0}, "seeds": [0, 1]})
    with server.client() as client:
        one, two = (client.get(f"/runs/{run['id']}/points").json() for run in job["runs"])
    assert sorted(map(tuple, one["x"])) == sorted(map(tuple, two["x"]))
    first, second = (weights(server, run["id"], "initial") for run in job["runs"])
    assert not np.array_equal(first["hidden_1.kernel"], second["hidden_1.kernel"])
