"""Effective ranks of matrices whose singular values are known."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.probes.rank import centred, effective_rank


@pytest.mark.parametrize(
    ("singular", "rank"),
    [
        ([1.0, 1.0, 1.0], 3.0),
        ([2.0, 2.0, 0.0], 2.0),  # a direction without a share is none, not one that is no number
        ([5.0, 0.0, 0.0], 1.0),
        ([0.5, 0.25, 0.25], 2**1.5),  # an entropy of one and a half bits
    ],
)
def test_it_is_the_exponential_of_the_entropy_of_the_shares(singular: list[float], rank: float) -> None:
    assert float(effective_rank(jnp.diag(jnp.array(singular)))) == pytest.approx(rank, rel=1e-6)


def test_a_matrix_of_zeros_has_none_and_spoils_no_other_of_its_stack() -> None:
    found = effective_rank(jnp.stack([jnp.zeros((4, 3)), jnp.eye(4, 3)]))
    np.testing.assert_allclose(found, [np.nan, 3.0], rtol=1e-6)


def test_units_that_do_not_vary_are_centred_to_nothing() -> None:
    rows = centred(jnp.stack([jnp.array([1.0, 7.0]), jnp.array([3.0, 7.0])]))
    np.testing.assert_array_equal(rows, [[-1.0, 0.0], [1.0, 0.0]])
    assert float(effective_rank(rows)) == pytest.approx(1.0)
