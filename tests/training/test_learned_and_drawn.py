"""Activations that learn (PReLU) or draw (randomized ReLU) their slope."""

from typing import Any, cast

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.training.batches import BatchOrder
from dynascope.training.datasets import prepare
from dynascope.training.draws import draws_of
from dynascope.training.plan import plan_of
from dynascope.training.randomness import device_key
from tests.training.finished import Finished, finish

DATA: dict[str, Any] = {"name": "digits", "samples": 60, "batch_size": 20, "validation_fraction": 0.2}
DENSE = {"layers_every": 1, "evaluation_every": 1, "distributions_every": 1}


def trained(activation: Any, steps: int = 8, **changes: Any) -> Finished:
    model = {"hidden_sizes": [10, 10, 10], "activation": activation}
    base: dict[str, Any] = {
        "dataset": DATA,
        "optimizer": {"name": "sgd", "learning_rate": 0.1},
        "telemetry": DENSE,
        "steps": steps,
    }
    return finish(**(base | {"model": model} | changes))


@pytest.fixture(scope="module")
def prelu() -> Finished:
    return trained("prelu")


@pytest.fixture(scope="module")
def rrelu() -> Finished:
    return trained("rrelu")


def test_prelu_starts_at_its_slope_and_learns_one_a_layer(prelu: Finished) -> None:
    slopes = prelu.values("prelu_slope")
    assert slopes.shape == (9, 3)
    np.testing.assert_array_equal(slopes[0], [0.25] * 3)
    assert len(set(slopes[-1].tolist())) == 3, "each layer learns its own"
    final = prelu.run.weights("final")
    np.testing.assert_array_equal(slopes[-1], [final[f"hidden_{index}.slope"] for index in (1, 2, 3)])
    assert prelu.run.weights("initial")["hidden_2.slope"] == np.float32(0.25)


def test_the_first_update_of_a_slope_is_the_gradient_of_the_loss_by_it() -> None:
    """By central differences of the loss itself, from runs that differ in the first slope alone."""
    step = 1e-4
    single: dict[str, Any] = {"hidden_sizes": [6], "activation": "prelu"}
    common: dict[str, Any] = {"precision": "float64", "steps": 1, "model": single}

    def loss(slope: float) -> float:
        model = single | {"activation": {"name": "prelu", "initial_slope": slope}}
        return float(trained("prelu", **(common | {"model": model})).values("loss/train")[0])

    gradient = (loss(0.25 + step) - loss(0.25 - step)) / (2 * step)
    after = trained("prelu", **common).values("prelu_slope")
    assert (after[0, 0] - after[1, 0]) / 0.1 == pytest.approx(gradient, rel=1e-6)


def test_penalties_leave_the_slope_alone() -> None:
    still: dict[str, Any] = {"steps": 1, "model": {"hidden_sizes": [10, 10, 10], "activation": "prelu"}}
    plain = trained("prelu", **still)
    penalised = trained("prelu", **still, regularization={"l1": 0.1, "l2": 0.5})
    np.testing.assert_allclose(plain.values("prelu_slope")[1], penalised.values("prelu_slope")[1], rtol=1e-6)


def test_rrelu_is_a_leaky_relu_of_the_mean_slope_in_evaluation(rrelu: Finished) -> None:
    mean = (1 / 8 + 1 / 3) / 2
    x = prepare(rrelu.run.spec).validation
    weights, inputs = rrelu.run.weights("final"), x.inputs
    for name in ("hidden_1", "hidden_2", "hidden_3", "output"):
        z = inputs @ weights[f"{name}.kernel"] + weights[f"{name}.bias"]
        inputs = np.where(z > 0, z, mean * z) if name != "output" else z
    shifted = inputs - inputs.max(axis=1, keepdims=True)
    losses = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(shifted)), x.targets]
    assert rrelu.values("loss/validation")[-1] == pytest.approx(losses.mean(), rel=1e-5)


def test_rrelu_draws_between_its_bounds_anew_at_each_step() -> None:
    full = DATA | {"batch_size": None}
    still: dict[str, Any] = {"dataset": full, "optimizer": {"name": "sgd", "learning_rate": 1e-30}, "steps": 2}
    drawn = trained({"name": "rrelu", "lower": 0.1, "upper": 0.3}, **still).values("loss/train")
    assert len(set(drawn.tolist())) == 3, "the weights do not move, the slopes do"
    narrow = trained({"name": "rrelu", "lower": 0.2, "upper": 0.2}, **still).values("loss/train")
    leaky = trained({"name": "leaky_relu", "negative_slope": 0.2}, **still).values("loss/train")
    np.testing.assert_allclose(narrow, leaky, rtol=1e-6)


def test_the_draws_are_keyed_by_seed_step_and_layer(rrelu: Finished) -> None:
    """Slopes computed here from the seed give the activations measured, and the next layer's pre-activations."""
    spec = rrelu.run.spec
    weights = rrelu.run.weights("initial")
    batch = BatchOrder(plan_of(spec), 0).batches(0, 1, 1)[0]
    z = prepare(spec).train.inputs[batch] @ weights["hidden_1.kernel"]
    key = jnp.asarray(device_key(0, "slope"))
    of_layer = draws_of(plan_of(spec), key, key, jnp.int32(0)).of_layer(jnp.int32(0))
    draws = jax.random.uniform(cast("jax.Array", of_layer.slope), z.shape)
    a = np.where(z > 0, z, (1 / 8 + (1 / 3 - 1 / 8) * np.asarray(draws)) * z)
    assert rrelu.values("activation_mean")[0, 0] == pytest.approx(a.mean(), rel=1e-5)
    assert rrelu.values("activation_std")[0, 0] == pytest.approx(a.std(), rel=1e-5)
    assert rrelu.values("preactivation_std")[0, 1] == pytest.approx((a @ weights["hidden_2.kernel"]).std(), rel=1e-5)
