"""Sets drawn from a seed of their own, so that replicates share them.

Classes take turns (0, 1, ..., classes - 1, 0, ...), so they are balanced for any number of samples; a smaller set is
the beginning of a larger one.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64, Int64
from numpy import ndarray

from dynascope.catalog.synthetic import (
    Checkerboard,
    Circles,
    GaussianNoise,
    Gaussians,
    Moons,
    Sine,
    Spirals,
    Synthetic,
    Xor,
)
from dynascope.training.datasets.samples import Samples
from dynascope.training.randomness import generator


def spirals(dataset: Spirals) -> Samples:
    """Arm k: radius r uniform in (0, 1], angle 2π (turns r + k / classes), plus noise."""
    classes = _in_turn(dataset, dataset.classes)
    radius = 1.0 - _uniform(dataset, "radius")
    angle = 2.0 * np.pi * (dataset.turns * radius + classes / dataset.classes)
    return _noisy(dataset, radius[:, None] * _direction(angle), classes, dataset.noise)


def moons(dataset: Moons) -> Samples:
    """(cos a, sin a) and (1 − cos a, ½ − sin a), a uniform in [0, π]."""
    classes = _in_turn(dataset, 2)
    upper = _direction(np.pi * _uniform(dataset, "angle"))
    lower = np.array([1.0, 0.5]) - upper
    return _noisy(dataset, np.where(classes[:, None] == 0, upper, lower), classes, dataset.noise)


def circles(dataset: Circles) -> Samples:
    """Class 0 on the unit circle, class 1 on the one of radius `factor`."""
    classes = _in_turn(dataset, 2)
    radius = np.where(classes == 0, 1.0, dataset.factor)
    points = radius[:, None] * _direction(2.0 * np.pi * _uniform(dataset, "angle"))
    return _noisy(dataset, points, classes, dataset.noise)


def xor(dataset: Xor) -> Samples:
    """Uniform in [−1, 1]², class 1 where x and y differ in sign before noise is added."""
    classes = _in_turn(dataset, 2)
    x = 2.0 * _uniform(dataset, "x") - 1.0
    y = _uniform(dataset, "y") * np.where(x < 0.0, -1.0, 1.0) * np.where(classes == 0, 1.0, -1.0)
    return _noisy(dataset, np.stack([x, y], axis=1), classes, dataset.noise)


def gaussians(dataset: Gaussians) -> Samples:
    """Normal clouds around centres that stand evenly on the unit circle."""
    classes = _in_turn(dataset, dataset.classes)
    return _noisy(dataset, _direction(2.0 * np.pi * classes / dataset.classes), classes, dataset.noise)


def checkerboard(dataset: Checkerboard) -> Samples:
    """Uniform on the squares of one colour of a board over [−1, 1]²; the lower left square is of class 0."""
    classes = _in_turn(dataset, 2)
    column, row = np.divmod(np.arange(dataset.squares**2), dataset.squares)
    colour = (column + row) % 2
    corner = np.empty((dataset.available, 2))
    for label in (0, 1):
        mine = classes == label
        drawn = (_uniform(dataset, "square")[mine] * (colour == label).sum()).astype(np.int64)
        square = np.flatnonzero(colour == label)[drawn]
        corner[mine] = np.stack([column[square], row[square]], axis=1)
    inside = np.stack([_uniform(dataset, "x"), _uniform(dataset, "y")], axis=1)
    return _noisy(dataset, (corner + inside) * (2.0 / dataset.squares) - 1.0, classes, dataset.noise)


def sine(dataset: Sine) -> Samples:
    """y = sin(π periods x) plus noise, x uniform in [−1, 1]."""
    x = 2.0 * _uniform(dataset, "x") - 1.0
    noise = dataset.noise * _random(dataset, "noise").standard_normal(dataset.available)
    return Samples(x[:, None], (np.sin(np.pi * dataset.periods * x) + noise)[:, None])


def gaussian_noise(dataset: GaussianNoise) -> Samples:
    """Unit Gaussian inputs with independent uniform labels."""
    inputs = _random(dataset, "inputs").standard_normal((dataset.available, dataset.features))
    return Samples(inputs, _random(dataset, "labels").integers(0, dataset.classes, dataset.available))


def _random(dataset: Synthetic, part: str) -> np.random.Generator:
    return generator(dataset.seed, "dataset", dataset.name, part)


def _uniform(dataset: Synthetic, part: str) -> Float64[ndarray, " samples"]:
    return _random(dataset, part).random(dataset.available)


def _in_turn(dataset: Synthetic, classes: int) -> Int64[ndarray, " samples"]:
    return np.arange(dataset.available, dtype=np.int64) % classes


def _direction(angle: Float64[ndarray, " samples"]) -> Float64[ndarray, "samples 2"]:
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _noisy(
    dataset: Synthetic, points: Float64[ndarray, "samples 2"], classes: Int64[ndarray, " samples"], noise: float
) -> Samples:
    return Samples(points + noise * _random(dataset, "noise").standard_normal(points.shape), classes)
