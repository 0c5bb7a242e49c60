"""Random directions: as long as the network, filter by filter, and still wherever the paper leaves them still."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.errors import TrainingError
from dynascope.spec import RunSpec
from dynascope.training.landscape.directions import random_directions
from dynascope.training.plan import plan_of
from dynascope.training.weights import NamedWeights, initial_weights, named


def drawn(**model: object) -> tuple[RunSpec, NamedWeights]:
    spec = RunSpec.model_validate({"dataset": "digits", "model": model})
    plan = plan_of(spec)
    return spec, named(plan, spec.layer_names, *initial_weights(spec, plan))


CONVOLUTION = {"name": "cnn", "conv_layers": [{"channels": 3}], "hidden_sizes": [5], "normalization": "batch"}


@pytest.mark.parametrize("model", [{"hidden_sizes": [7, 7]}, CONVOLUTION], ids=["dense", "convolution"])
def test_each_filter_is_as_long_as_the_networks_own(model: dict[str, object]) -> None:
    spec, weights = drawn(**model)
    for direction in random_directions(spec, weights, 0, 2):
        assert set(direction) == {f"{name}.kernel" for name in spec.layer_names}  # neither biases nor normalisations
        for name, kernel in direction.items():
            for unit in range(kernel.shape[-1]):
                wanted = np.linalg.norm(weights[name][..., unit])
                np.testing.assert_allclose(np.linalg.norm(kernel[..., unit]), wanted, rtol=1e-6)


def test_directions_are_drawn_from_the_seed_alone() -> None:
    spec, weights = drawn(hidden_sizes=[7])
    one, other = random_directions(spec, weights, 3, 2)
    (again,) = random_directions(spec, weights, 3, 1)
    (another,) = random_directions(spec, weights, 4, 1)
    name = "hidden_1.kernel"
    np.testing.assert_array_equal(one[name], again[name])
    cosines = [np.vdot(one[name], x[name]) / np.vdot(one[name], one[name]) for x in (other, another)]
    assert np.all(np.abs(cosines) < 0.25)


def test_frozen_layers_stay_where_they_are() -> None:
    spec, weights = drawn(hidden_sizes=[7, 7])
    warm = {"run_id": "of a test", "layers": 2, "freeze": True}
    frozen = RunSpec.model_validate({"dataset": "digits", "model": {"hidden_sizes": [7, 7]}, "warm_start": warm})
    (direction,) = random_directions(frozen, weights, 0, 1)
    assert set(direction) == {"output.kernel"}
    (free,) = random_directions(spec, weights, 0, 1)
    np.testing.assert_array_equal(direction["output.kernel"], free["output.kernel"])
    still = {**weights, "output.kernel": np.zeros_like(weights["output.kernel"])}
    with pytest.raises(TrainingError, match="or frozen"):
        random_directions(frozen, still, 0, 1)


def test_a_network_of_zeros_has_no_directions() -> None:
    spec, weights = drawn(hidden_sizes=[], initializer="zeros")
    with pytest.raises(TrainingError, match="every filter of this network is zero"):
        random_directions(spec, weights, 0, 2)
