"""Softmax regression on digits, launched through REST, is the textbook's to the last figure that float32 has."""

from typing import Any

import numpy as np
import pytest

from tests.product.reference import vectors
from tests.running import RunningServer

BASE: dict[str, Any] = {
    "model": {"hidden_sizes": [], "initializer": "zeros", "name": "mlp"},
    "dataset": {"name": "digits", "batch_size": None, "validation_fraction": 0},
    "steps": 10,
}


@pytest.mark.parametrize(
    ("optimizer", "reference"),
    [
        ({"name": "sgd", "learning_rate": 0.5}, "gd_0.5"),
        ({"name": "momentum", "learning_rate": 0.1, "beta": 0.9}, "momentum_0.1_0.9"),
    ],
)
@pytest.mark.parametrize("form", ["textbook", "optax"])
def test_losses_are_the_references_at_every_step(
    server: RunningServer, optimizer: dict[str, Any], reference: str, form: str
) -> None:
    job = server.train({"base": {**BASE, "optimizer": {**optimizer, "form": form}}})
    series = server.series(job["runs"][0]["id"], "loss/train", "gradient_norm/global")
    assert series["loss/train"]["steps"] == list(range(11))
    np.testing.assert_allclose(
        series["loss/train"]["values"], vectors("digits_softmax_regression", "loss_by_step", reference), atol=1e-4
    )
    assert series["gradient_norm/global"]["values"][0] == pytest.approx(0.444403, abs=1e-6)


def test_the_model_may_be_written_without_its_name(server: RunningServer) -> None:
    base = {
        "model": {"hidden_sizes": [], "initializer": "zeros"},
        "dataset": {"name": "digits", "batch_size": None, "validation_fraction": 0},
        "optimizer": {"name": "sgd", "learning_rate": 0.5},
        "steps": 1,
    }
    job = server.train({"base": base})
    loss = server.series(job["runs"][0]["id"], "loss/train")["loss/train"]["values"]
    np.testing.assert_allclose(loss, vectors("digits_softmax_regression", "loss_by_step", "gd_0.5")[:2], atol=1e-4)
