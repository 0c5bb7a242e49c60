"""Data sets that are drawn from a seed of their own by `training.datasets.synthetic`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dynascope.catalog.dataset import Dataset
from dynascope.catalog.member import NonNegativeNumber, PositiveInteger

GENERATOR = "synthetic-1"
"""Names the generator's version in the keys of runs, so that a changed generator changes them."""


class Synthetic(Dataset, frozen=True):
    """A set drawn from a seed of its own, so that replicates share it."""

    synthetic = True
    content = GENERATOR
    size = 1000
    labels = 2
    seed: Annotated[int, Field(ge=0, le=2**32 - 1, description="Seed of the set itself.")] = 0


class Spirals(Synthetic, frozen=True):
    """Arms of a spiral: radius r uniform in (0, 1], angle 2π (turns r + k / classes) for arm k, plus noise."""

    name: Literal["spirals"] = "spirals"
    classes: Annotated[int, Field(ge=2, le=10, description="Arms, one class each.")] = 3
    turns: Annotated[float, Field(gt=0, le=10, description="Turns of an arm.")] = 0.75
    noise: Annotated[NonNegativeNumber, Field(le=10, description="Standard deviation added to x and y.")] = 0.05

    @property
    def class_count(self) -> int:
        """One class an arm."""
        return self.classes


class Moons(Synthetic, frozen=True):
    """Two interleaving half circles: (cos a, sin a) and (1 - cos a, 1/2 - sin a), a uniform in [0, π]."""

    name: Literal["moons"] = "moons"
    noise: Annotated[NonNegativeNumber, Field(le=10, description="Standard deviation added to x and y.")] = 0.15


class Circles(Synthetic, frozen=True):
    """A circle of radius `factor` inside one of radius 1."""

    name: Literal["circles"] = "circles"
    factor: Annotated[float, Field(gt=0, lt=1, description="Radius of the inner circle.")] = 0.5
    noise: Annotated[NonNegativeNumber, Field(le=10, description="Standard deviation added to x and y.")] = 0.1


class Xor(Synthetic, frozen=True):
    """Uniform in [-1, 1]²; the class says whether x and y differ in sign before noise is added."""

    name: Literal["xor"] = "xor"
    noise: Annotated[NonNegativeNumber, Field(le=10, description="Standard deviation added to x and y.")] = 0.05


class Gaussians(Synthetic, frozen=True):
    """Normal clouds with their centres evenly on the unit circle."""

    name: Literal["gaussians"] = "gaussians"
    classes: Annotated[int, Field(ge=2, le=20, description="Clouds, one class each.")] = 2
    noise: Annotated[NonNegativeNumber, Field(le=10, description="Standard deviation of a cloud.")] = 0.4

    @property
    def class_count(self) -> int:
        """One class a cloud."""
        return self.classes


class Checkerboard(Synthetic, frozen=True):
    """Uniform on the squares of one colour of a board over [-1, 1]²; the class is the colour, before noise is added."""

    name: Literal["checkerboard"] = "checkerboard"
    squares: Annotated[int, Field(ge=2, le=16, description="Squares along a side.")] = 4
    noise: Annotated[NonNegativeNumber, Field(le=10, description="Standard deviation added to x and y.")] = 0.02


class Sine(Synthetic, frozen=True):
    """y = sin(π periods x) plus noise, x uniform in [-1, 1] (regression)."""

    width = 1
    labels = None
    name: Literal["sine"] = "sine"
    periods: Annotated[float, Field(gt=0, le=50, description="Periods of the wave over [-1, 1].")] = 2.0
    noise: Annotated[NonNegativeNumber, Field(le=10, description="Standard deviation added to y.")] = 0.1


class GaussianNoise(Synthetic, frozen=True):
    """Unit Gaussian inputs with independent uniform labels, for propagation studies."""

    size = 1024
    name: Literal["gaussian_noise"] = "gaussian_noise"
    samples: Annotated[PositiveInteger | None, Field(description="Samples drawn; null for 1,024.")] = 1024
    features: Annotated[int, Field(ge=1, le=65_536, description="Width of one input.")] = 64
    classes: Annotated[int, Field(ge=2, le=1000, description="Classes.")] = 10

    @property
    def feature_count(self) -> int:
        """Width of one input."""
        return self.features

    @property
    def class_count(self) -> int:
        """How many classes."""
        return self.classes
