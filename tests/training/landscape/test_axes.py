"""The points along a direction."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.training.landscape.axes import covering, symmetric


def test_a_symmetric_axis_has_the_centre_in_its_middle() -> None:
    assert symmetric(2.0, 5).tolist() == [-2.0, -1.0, 0.0, 1.0, 2.0]


@pytest.mark.parametrize("resolution", [3, 5, 41, 101])
@pytest.mark.parametrize("coordinates", [[-5.0, -1.0, 0.0], [0.0, 3.0], [-1e-3, 1e-3, 0.0], [4.0, 5.0, 0.0]])
def test_a_covering_axis_holds_the_path_and_the_centre(resolution: int, coordinates: list[float]) -> None:
    axis = covering(np.array(coordinates), resolution)
    assert len(axis) == resolution
    assert 0.0 in axis
    assert axis[0] <= min(coordinates)
    assert axis[-1] >= max(coordinates)
    np.testing.assert_allclose(np.diff(axis), axis[1] - axis[0])
