import numpy as np

from dynascope.probes.grid import grid_limits, grid_points
from dynascope.telemetry import LINE_GRID, PLANE_GRID

POINTS = np.array([[0.0, -1.0], [2.0, 3.0], [1.0, 1.0]])


def test_the_grid_has_a_tenth_of_the_range_around_the_data() -> None:
    limits = grid_limits(POINTS)
    np.testing.assert_allclose(limits, [-0.2, 2.2, -1.4, 3.4])
    np.testing.assert_allclose(grid_limits(np.ones((3, 2))), [0.9, 1.1, 0.9, 1.1])
    np.testing.assert_allclose(grid_limits(POINTS[:, :1]), [-0.2, 2.2])


def test_cells_go_along_x_first() -> None:
    points = grid_points(grid_limits(POINTS))
    assert points.shape == (PLANE_GRID**2, 2)
    np.testing.assert_allclose(points[0], [-0.2, -1.4])
    np.testing.assert_allclose(points[PLANE_GRID - 1], [2.2, -1.4])
    np.testing.assert_allclose(points[-1], [2.2, 3.4])
    assert np.all(points[:PLANE_GRID, 1] == points[0, 1])


def test_a_single_feature_has_a_line_of_cells() -> None:
    points = grid_points(np.array([-0.2, 2.2]))
    assert points.shape == (LINE_GRID, 1)
    np.testing.assert_allclose(points[[0, -1], 0], [-0.2, 2.2])
    np.testing.assert_allclose(np.diff(points[:, 0]), 2.4 / (LINE_GRID - 1))
