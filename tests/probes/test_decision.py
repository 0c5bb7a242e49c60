import jax.numpy as jnp
import numpy as np

from dynascope.probes.decision import decision, grid_limits, grid_points
from dynascope.telemetry import DECISION_GRID

POINTS = np.array([[0.0, -1.0], [2.0, 3.0], [1.0, 1.0]])


def test_the_grid_has_a_tenth_of_the_range_around_the_data() -> None:
    limits = grid_limits(POINTS)
    np.testing.assert_allclose(limits, [-0.2, 2.2, -1.4, 3.4])
    np.testing.assert_allclose(grid_limits(np.ones((3, 2))), [0.9, 1.1, 0.9, 1.1])


def test_cells_go_along_x_first() -> None:
    points = grid_points(grid_limits(POINTS))
    assert points.shape == (DECISION_GRID**2, 2)
    np.testing.assert_allclose(points[0], [-0.2, -1.4])
    np.testing.assert_allclose(points[DECISION_GRID - 1], [2.2, -1.4])
    np.testing.assert_allclose(points[-1], [2.2, 3.4])
    assert np.all(points[:DECISION_GRID, 1] == points[0, 1])


def test_a_cell_has_its_class_and_its_probability() -> None:
    chosen, confidence = decision(jnp.log(jnp.array([[0.2, 0.5, 0.3], [0.9, 0.05, 0.05]])))
    assert chosen.tolist() == [1.0, 0.0]
    np.testing.assert_allclose(confidence, [0.5, 0.9], rtol=1e-6)
