"""Principal components of a trajectory, against NumPy's singular value decomposition of the whole matrix."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.errors import TrainingError
from dynascope.training.landscape import principal
from dynascope.training.landscape.principal import principal_components
from dynascope.training.weights import NamedWeights

SHAPES = {"hidden_1.kernel": (5, 4), "hidden_1.bias": (4,)}
NAMES = tuple(SHAPES)


def walk(steps: int = 9) -> list[NamedWeights]:
    random = np.random.default_rng(0)
    moves = {name: np.cumsum(random.normal(size=(steps, *shape)), axis=0) for name, shape in SHAPES.items()}
    return [{name: move[step] for name, move in moves.items()} for step in range(steps)]


def flat(weights: NamedWeights) -> np.ndarray:
    return np.concatenate([weights[name].ravel() for name in NAMES])


def test_components_are_those_of_the_whole_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principal, "BLOCK", 7)  # so that there is more than one block
    snapshots = walk()
    found = principal_components(snapshots, NAMES, 2)
    matrix = np.stack([flat(one) - flat(snapshots[-1]) for one in snapshots])
    _, singular, components = np.linalg.svd(matrix - matrix.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(found.explained, singular[:2] ** 2 / np.sum(singular**2), rtol=1e-10)
    ours = np.stack([flat(direction) for direction in found.directions])
    np.testing.assert_allclose(np.abs(ours @ components[:2].T), np.eye(2), atol=1e-10)
    np.testing.assert_allclose(ours @ ours.T, np.eye(2), atol=1e-12)
    np.testing.assert_allclose(found.coordinates, matrix @ ours.T, atol=1e-10)
    np.testing.assert_allclose(found.distances, np.linalg.norm(matrix - found.coordinates @ ours, axis=1), atol=1e-6)
    np.testing.assert_allclose(found.coordinates[-1], 0.0, atol=1e-12)
    assert np.all(found.coordinates[0] < 0)


def test_snapshots_are_taken_apart_in_their_own_precision_without_what_did_not_learn() -> None:
    snapshots = [
        {name: array.astype(np.float32) for name, array in one.items()} | {"hidden_1.mean": np.ones(4, np.float32)}
        for one in walk()
    ]
    found, exact = principal_components(snapshots, NAMES, 1), principal_components(walk(), NAMES, 1)
    assert {name: array.dtype for name, array in found.directions[0].items()} == dict.fromkeys(NAMES, np.float32)
    np.testing.assert_allclose(found.coordinates, exact.coordinates, rtol=1e-5, atol=1e-5)


def test_a_straight_path_has_one_direction() -> None:
    line = [{name: np.full(shape, float(step)) for name, shape in SHAPES.items()} for step in range(5)]
    assert principal_components(line, NAMES, 1).explained == pytest.approx((1.0,))
    with pytest.raises(TrainingError, match="moved in 1 directions over 5 snapshots; 2 are needed"):
        principal_components(line, NAMES, 2)
    with pytest.raises(TrainingError, match="moved in 0 directions"):
        principal_components(line[:1] * 4, NAMES, 1)
