from typing import Any

import jax
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynascope.probes.histogram import bin_index, edges_rounded_up, histogram
from dynascope.telemetry import QUANTITIES, Binning, binning_of
from dynascope.training.precision import precision
from tests.training.finished import spec_of

BINNINGS = {
    **{f"{quantity}/relu": binning_of(quantity, spec_of()) for quantity in QUANTITIES},
    "activation/sigmoid": binning_of("activation", spec_of(model={"activation": "sigmoid"})),
    "activation/tanh": binning_of("activation", spec_of(model={"activation": "tanh"})),
}
TYPES = ("float32", "float64")


def counted(values: np.ndarray, binning: Binning) -> tuple[np.ndarray, np.ndarray]:
    """Counts [layers, bins] and non-finite values [layers] of stacked values, compiled once a shape and binning."""
    with precision(str(values.dtype)):
        slots = np.asarray(_compiled(binning)(values))
    return slots[:, :-1], slots[:, -1]


_functions: dict[Binning, Any] = {}


def _compiled(binning: Binning) -> Any:
    return _functions.setdefault(binning, jax.jit(lambda values: histogram(values, binning)))


def expected(values: np.ndarray, binning: Binning) -> tuple[np.ndarray, int]:
    finite = values[np.isfinite(values)].astype(np.float64)
    counts, _ = np.histogram(finite, bins=binning.edges)
    return counts, values.size - finite.size


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", BINNINGS)
def test_counts_are_those_of_numpy(name: str, dtype: str) -> None:
    binning, random = BINNINGS[name], np.random.default_rng(0)
    scales = 10.0 ** np.arange(-12, 5)[:, None, None]
    values = (scales * random.normal(size=(17, 40, 50))).astype(dtype)
    values[:, 0, :4] = [np.nan, np.inf, -np.inf, 0.0]
    counts, nonfinite = counted(values, binning)
    for layer in range(17):
        wanted, outside = expected(values[layer], binning)
        np.testing.assert_array_equal(counts[layer], wanted)
        assert nonfinite[layer] == outside == 3


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", BINNINGS)
def test_a_value_on_an_edge_or_beside_it_is_in_the_right_bin(name: str, dtype: str) -> None:
    binning = BINNINGS[name]
    on = binning.inner.astype(dtype)
    beside = np.concatenate([np.nextafter(on, np.inf), np.nextafter(on, -np.inf)])
    smallest = np.finfo(dtype).tiny  # below it a number is subnormal and counts as 0
    beside = beside[np.abs(beside) >= smallest]
    values = np.concatenate([on, beside, [0.0, -0.0, smallest, -smallest]]).astype(dtype)
    with precision(dtype):
        index = np.asarray(jax.jit(lambda x: bin_index(x, binning))(values))
    np.testing.assert_array_equal(index, np.searchsorted(binning.inner, values.astype(np.float64), side="right"))


@settings(max_examples=60)
@given(
    st.lists(st.floats(width=32, allow_subnormal=False), min_size=32, max_size=32), st.sampled_from(sorted(BINNINGS))
)
def test_any_floats(values: list[float], name: str) -> None:
    array = np.array(values, np.float32).reshape(1, 4, 8)
    counts, nonfinite = counted(array, BINNINGS[name])
    wanted, outside = expected(array, BINNINGS[name])
    np.testing.assert_array_equal(counts[0], wanted)
    assert nonfinite[0] == outside


@pytest.mark.parametrize("name", BINNINGS)
def test_edges_are_never_rounded_down(name: str) -> None:
    edges = edges_rounded_up(BINNINGS[name], np.dtype(np.float32))
    assert edges.dtype == np.float32
    assert np.all(edges.astype(np.float64) >= BINNINGS[name].edges)
    np.testing.assert_allclose(edges[1:-1], BINNINGS[name].inner, rtol=1e-6, atol=1e-7)
