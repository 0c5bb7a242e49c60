"""Where the points of the two-dimensional data sets lie, by their definitions.

Float64 NumPy, written apart from the engine: the same distributions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from dynascope.catalog.mathematics.arrays import Array
from dynascope.catalog.synthetic import Checkerboard, Circles, Gaussians, Moons, Spirals, Xor

# Points without noise, [points, 2], of the classes given.
Shape = Callable[[np.random.Generator, Any, Array], Array]


def _around(angle: Array) -> Array:
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _spirals(random: np.random.Generator, dataset: Spirals, k: Array) -> Array:
    r = random.uniform(0, 1, k.size)
    return r[:, None] * _around(2 * np.pi * (dataset.turns * r + k / dataset.classes))


def _moons(random: np.random.Generator, _: Moons, k: Array) -> Array:
    a = random.uniform(0, np.pi, k.size)
    upper = np.stack([np.cos(a), np.sin(a)], axis=1)
    lower = np.stack([1 - np.cos(a), 0.5 - np.sin(a)], axis=1)
    return np.where(k[:, None] == 0, upper, lower)


def _circles(random: np.random.Generator, dataset: Circles, k: Array) -> Array:
    return np.where(k == 0, 1.0, dataset.factor)[:, None] * _around(random.uniform(0, 2 * np.pi, k.size))


def _xor(random: np.random.Generator, _: Xor, k: Array) -> Array:
    x, y = random.uniform(-1, 1, (2, k.size))
    return np.stack([x, np.abs(y) * np.where((x < 0) == (k == 0), -1, 1)], axis=1)


def _gaussians(_: np.random.Generator, dataset: Gaussians, k: Array) -> Array:
    return _around(2 * np.pi * k / dataset.classes)


def _checkerboard(random: np.random.Generator, dataset: Checkerboard, k: Array) -> Array:
    """Of points all over the board the first that lie on a square of their class's colour."""
    cells = random.uniform(0, dataset.squares, (40 * k.size, 2))
    colour = np.floor(cells).sum(axis=1) % 2
    points = np.empty((k.size, 2))
    for label in (0, 1):
        points[k == label] = cells[colour == label][: np.count_nonzero(k == label)]
    return 2 * points / dataset.squares - 1


SHAPES: dict[str, Shape] = {
    "spirals": _spirals,
    "moons": _moons,
    "circles": _circles,
    "xor": _xor,
    "gaussians": _gaussians,
    "checkerboard": _checkerboard,
}
