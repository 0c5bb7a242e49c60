"""What the catalog draws is what the engine computes: two independent definitions held against each other."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.catalog import FAMILIES
from dynascope.catalog.preview import Setting, preview_of
from dynascope.catalog.synthetic import Synthetic
from dynascope.training.activations import MEAN_DRAW, activate
from dynascope.training.datasets import load
from dynascope.training.initializers import initial_kernel
from dynascope.training.losses import mean_loss
from dynascope.training.precision import precision

# Other than the defaults, so that a forgotten parameter is seen.
CHOSEN: dict[str, dict[str, float]] = {
    "leaky_relu": {"negative_slope": 0.2},
    "rrelu": {"lower": 0.1, "upper": 0.5},
    "prelu": {"initial_slope": 0.4},
    "elu": {"alpha": 1.7},
    "huber": {"delta": 0.8},
}


def member(family: str, name: str) -> Any:
    return FAMILIES[family].entry(name).model.model_validate({"name": name, **CHOSEN.get(name, {})})


def drawn(family: str, name: str, setting: Setting | None = None) -> Any:
    return preview_of(family, member(family, name), setting)


@pytest.mark.parametrize("name", FAMILIES["activation"].names)
def test_an_activation_is_drawn_as_the_engine_computes_it(name: str) -> None:
    preview = drawn("activation", name)
    chosen = CHOSEN.get(name, {})
    with precision("float64"):
        figures = {**chosen, "draw": MEAN_DRAW, "slope": chosen.get("initial_slope", 0.0)}
        parameters = {key: jnp.asarray(value, jnp.float64) for key, value in figures.items()}
        values, slopes = jax.vmap(jax.value_and_grad(lambda z: activate(name, z, parameters)))(jnp.asarray(preview.x))
    np.testing.assert_allclose(preview.y, values, rtol=1e-12, atol=1e-14)
    smooth = ~np.isin(preview.x, (-1.0, 0.0, 1.0))  # at a kink the two sides differ
    np.testing.assert_allclose(preview.dy[smooth], np.asarray(slopes)[smooth], rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", FAMILIES["loss"].names)
def test_a_loss_is_drawn_as_the_engine_computes_it(name: str) -> None:
    preview = drawn("loss", name)

    def loss(place: jax.Array) -> jax.Array:
        if preview.kind == "loss_of_margin":
            outputs, targets = jnp.stack([place, jnp.zeros_like(place)])[None], jnp.zeros(1, jnp.int32)
        else:
            outputs, targets = place[None, None], jnp.zeros((1, 1))
        return mean_loss(name, outputs, targets, {key: jnp.asarray(v) for key, v in CHOSEN.get(name, {}).items()})

    with precision("float64"):
        values, slopes = jax.vmap(jax.value_and_grad(loss))(jnp.asarray(preview.x))
    np.testing.assert_allclose(preview.y, values, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(preview.dy, slopes, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", [name for name in FAMILIES["initializer"].names if name not in ("zeros", "constant")])
def test_a_kernel_has_the_distribution_drawn(name: str) -> None:
    inputs, outputs = 300, 200
    preview = drawn("initializer", name, Setting(fan_in=inputs, fan_out=outputs))
    kernel = initial_kernel(member("initializer", name), 0, "hidden_1", (inputs, outputs)).ravel()
    assert kernel.var() == pytest.approx(preview.figures["variance"], rel=0.02)
    below = np.concatenate([[0], np.cumsum(np.diff(preview.x) * (preview.y[1:] + preview.y[:-1]) / 2)])
    for share in (0.1, 0.3, 0.5, 0.8):
        place = float(np.interp(share, below, preview.x))
        assert np.mean(kernel < place) == pytest.approx(share, abs=0.01)


PLANAR = [name for name in FAMILIES["dataset"].names if drawn("dataset", name) is not None]


@pytest.mark.parametrize("name", PLANAR)
def test_the_points_drawn_lie_where_the_engines_do(name: str) -> None:
    dataset = member("dataset", name)
    assert isinstance(dataset, Synthetic)
    bare: Any = dataset.model_copy(update={"noise": 0.0, "samples": 6000})
    preview = preview_of("dataset", bare)
    assert preview is not None
    samples = load(bare)
    theirs = np.hstack([samples.inputs, samples.targets.reshape(len(samples.inputs), -1)])
    ours = np.stack([preview.x, preview.y, preview.y if preview.classes is None else preview.classes], axis=1)
    if preview.classes is None:
        ours, theirs = ours[:, :2], theirs[:, :2]
    # A class apart is farther than any two points of one class.
    distance = np.linalg.norm(
        (ours * (1, 1, 9)[: ours.shape[1]])[:, None] - theirs * (1, 1, 9)[: ours.shape[1]], axis=2
    )
    assert distance.min(axis=1).max() < 0.1, "every point drawn has one of the engine's beside it"
    assert distance.min(axis=0).max() < 0.35, "and no part of the engine's is left blank"
