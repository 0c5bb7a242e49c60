"""Samples in slices of one size."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.probes.slices import counted, sliced


@pytest.mark.parametrize(("count", "size"), [(1, 1), (6, 3), (7, 3), (5, 5), (2, 7)])
def test_every_sample_is_there_once_and_only_the_last_is_repeated(count: int, size: int) -> None:
    values = np.arange(2.0 * count).reshape(count, 2) + 1.0
    parts, there = sliced(jnp.asarray(values), size), counted(count, size)
    assert parts.shape == (*there.shape, 2) == (-(-count // size), size, 2)
    np.testing.assert_array_equal(parts[there], values)
    np.testing.assert_array_equal(parts[~there], np.broadcast_to(values[-1], (there.size - count, 2)))
