"""Layers that stand apart and the same layers stacked are one network."""

from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.telemetry import Block, merge
from dynascope.training import open_run, plan
from dynascope.training.plan import plan_of
from dynascope.training.stacks import stacked, together
from tests.training.finished import Finished, spec_of

TELEMETRY = {"layers_every": 1, "evaluation_every": 1, "distributions_every": 3}
WIDE = {"name": "mlp", "hidden_sizes": [16] * 4}
CASES: dict[str, dict[str, Any]] = {
    "plain": {"model": WIDE},
    "batch normalisation, dropout, skips": {
        "model": WIDE | {"normalization": "batch", "dropout": 0.2, "residual": True}
    },
    "learned slopes, frozen layers": {
        "model": WIDE | {"activation": "prelu"},
        "optimizer": "adam",
        "telemetry": TELEMETRY | {"curvature_every": 3},
        "warm_start": {"run_id": "of a test", "layers": 3, "freeze": True},
    },
    "convolutions": {
        "model": {"name": "cnn", "conv_layers": [{"channels": 4}] * 3, "hidden_sizes": [8], "normalization": "batch"}
    },
    "clipped and bounded": {
        "model": WIDE,
        "gradient_clipping": {"name": "adaptive", "threshold": 0.02},
        "regularization": {"max_norm": 1.0},
    },
    "drawn slopes, matrices": {"model": WIDE | {"activation": "rrelu"}, "optimizer": "muon"},
}


def trained(base: dict[str, Any]) -> Finished:
    """The run, its first layers those of an untrained network where it starts warm."""
    spec, blocks = spec_of(**base), list[Block]()
    source = open_run(spec_of(**{**base, "warm_start": None})).weights("initial") if spec.warm_start else None
    run = open_run(spec, source)
    while not run.finished:
        blocks.append(run.advance(0.2))
    return Finished(run, merge(blocks))


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES.keys())
def pair(request: pytest.FixtureRequest) -> tuple[Finished, Finished]:
    base = {"dataset": {"name": "digits", "batch_size": 64}, "steps": 6, "telemetry": TELEMETRY, **request.param}
    with pytest.MonkeyPatch.context() as patch:
        apart = trained(base)
        assert len(plan_of(apart.run.spec).groups) == 5
        patch.setattr(plan, "MOST_APART", 1)
        one = trained(base)
        assert any(group.count > 1 for group in plan_of(one.run.spec).groups)
    return apart, one


def test_every_metric_is_the_same(pair: tuple[Finished, Finished]) -> None:
    apart, one = pair
    assert apart.block.series.keys() == one.block.series.keys()
    for name, series in apart.block.series.items():
        np.testing.assert_array_equal(series.steps, one.block.series[name].steps)
        values, others = series.values, one.block.series[name].values
        np.testing.assert_allclose(values, others, rtol=2e-3, atol=1e-5, err_msg=name)


def test_every_distribution_is_nearly_the_same(pair: tuple[Finished, Finished]) -> None:
    """Rounding moves a few values over an edge; a layer that stands in another's place would move most."""
    apart, one = pair
    for name, block in apart.block.distributions.items():
        counts, others = block.counts.astype(int), one.block.distributions[name].counts.astype(int)
        assert np.abs(counts - others).sum() <= 0.01 * counts.sum(), name


def test_the_weights_have_the_same_names(pair: tuple[Finished, Finished]) -> None:
    weights, others = (side.run.weights("final") for side in pair)
    assert list(weights) == list(others)
    for name, array in weights.items():
        np.testing.assert_allclose(array, others[name], rtol=1e-3, atol=1e-5, err_msg=name)


def test_the_output_layer_stands_alone_though_it_is_like_the_others() -> None:
    alike = plan_of(spec_of(model={"hidden_sizes": [10] * 3, "activation": "identity"}))
    assert [group.count for group in together(alike).groups] == [1, 2, 1]


def test_stacks_hold_the_layers_in_their_order() -> None:
    apart = plan_of(spec_of(model={"hidden_sizes": [16] * 3 + [8] * 2}))
    numbers = [np.full((1, 2), group.first) for group in apart.groups]
    assert [group.count for group in together(apart).groups] == [1, 2, 1, 1, 1]
    assert [leaf[:, 0].tolist() for leaf in stacked(apart.groups, numbers)] == [[0], [1, 2], [3], [4], [5]]


def test_a_stack_of_one_is_left_as_it_is() -> None:
    alone = plan_of(spec_of(model={"hidden_sizes": []}))
    assert together(alone) == alone
    leaf = jnp.ones((1, 2))
    assert stacked(alone.groups, [leaf])[0] is leaf
