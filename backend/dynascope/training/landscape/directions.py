"""Random directions whose filters are as long as the network's own."""

from __future__ import annotations

import numpy as np

from dynascope.errors import TrainingError
from dynascope.spec import LayerSpec, RunSpec
from dynascope.training.randomness import generator
from dynascope.training.weights import NamedWeights


def random_directions(spec: RunSpec, weights: NamedWeights, seed: int, count: int) -> tuple[NamedWeights, ...]:
    """`count` directions by the names of the weights file, independent standard normals, filter-normalised:
    d_ij ← d_ij / ‖d_ij‖ · ‖θ_ij‖ (Li et al., 2018, section 4, equation 1).

    A filter is what leads to one unit: a column of a dense kernel, all weights into one channel of a convolution. As
    in the paper's code (`--xignore biasbn`), whatever has one number a unit or a layer stays as it is: biases, scales
    and shifts of a normalisation, learned slopes; and so do frozen layers. Draws are keyed by (seed, direction, layer).
    Raises `TrainingError` where nothing is left to move along.
    """
    directions = tuple(
        {
            f"{layer.name}.kernel": filter_normalized(_draws(layer, seed, index), weights[f"{layer.name}.kernel"])
            for layer in spec.layers
            if not layer.frozen
        }
        for index in range(count)
    )
    if not all(any(np.any(kernel) for kernel in direction.values()) for direction in directions):
        raise TrainingError("every filter of this network is zero (or frozen), so its directions are, too")
    return directions


def filter_normalized(direction: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The direction [..., units] with each filter as long as the kernel's, in the kernel's type."""
    into_unit = tuple(range(kernel.ndim - 1))
    own = np.sqrt(np.sum(np.square(direction, dtype=np.float64), axis=into_unit))
    wanted = np.sqrt(np.sum(np.square(kernel, dtype=np.float64), axis=into_unit))
    return (direction * (wanted / own)).astype(kernel.dtype)


def _draws(layer: LayerSpec, seed: int, index: int) -> np.ndarray:
    return generator(seed, "landscape", index, layer.name).standard_normal(layer.kernel_shape)
