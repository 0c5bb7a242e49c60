"""Bins: fixed, complete, and the same for all that share a quantity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dynascope.spec import parse_run
from dynascope.telemetry import QUANTITIES, binning_of

SPECS = {name: parse_run({"model": {"name": "mlp", "activation": name}}) for name in ("sigmoid", "tanh", "relu")}


@pytest.mark.parametrize("quantity", QUANTITIES)
@pytest.mark.parametrize("name", SPECS)
def test_edges_increase_and_reach_to_infinity(quantity: str, name: str) -> None:
    binning = binning_of(quantity, SPECS[name])
    assert np.all(np.diff(binning.edges) > 0)
    assert binning.edges[0] == -np.inf
    assert binning.edges[-1] == np.inf
    assert binning.count == len(binning.edges) - 1
    np.testing.assert_array_equal(binning.inner.astype(np.float32), binning.inner, "edges are exact in float32")


def test_activations_are_binned_by_the_functions_range() -> None:
    assert binning_of("activation", SPECS["sigmoid"]).inner[[0, -1]].tolist() == [0, 1]
    assert binning_of("activation", SPECS["tanh"]).inner[[0, -1]].tolist() == [-1, 1]
    mixed = parse_run(
        {"model": {"name": "mlp", "activation": "tanh", "overrides": {"hidden_1": {"activation": "relu"}}}}
    )
    assert binning_of("activation", mixed) == binning_of("activation", SPECS["relu"])


def test_an_unknown_quantity_is_named() -> None:
    with pytest.raises(ValueError, match="'noise'; one of activation"):
        binning_of("noise", SPECS["relu"])


@given(arrays(np.float32, 40, elements=st.floats(width=32, allow_nan=True, allow_infinity=True)))
def test_every_finite_value_stands_in_one_bin(values: np.ndarray) -> None:
    for quantity in QUANTITIES:
        counts, nonfinite = binning_of(quantity, SPECS["relu"]).histogram(values)
        assert counts.sum() + nonfinite == values.size
        assert nonfinite == np.count_nonzero(~np.isfinite(values))
