"""Data sets and what is known of them without loading them.

Sets that come with scikit-learn are loaded through it; `content` is the SHA-256 of their inputs and targets as
little-endian float64, inputs first. Synthetic sets are drawn from `seed` by `training.datasets`; `content` names the
generator's version, so that a changed generator changes the runs' keys.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from dynascope.catalog.member import (
    BARE_NAME,
    Entry,
    Family,
    Fraction,
    Member,
    NonNegativeNumber,
    PositiveInteger,
)

GENERATOR = "synthetic-1"


class Dataset(Member, frozen=True):
    """A data set, how much of it is used, and how it is split."""

    family = "dataset"

    # Samples, features and classes (None for a regression) of the whole set.
    size: ClassVar[int] = 0
    width: ClassVar[int] = 2
    labels: ClassVar[int | None] = None
    content: ClassVar[str] = GENERATOR
    standardized_by_default: ClassVar[bool] = False
    synthetic: ClassVar[bool] = False

    samples: Annotated[
        PositiveInteger | None, Field(description="First n samples in the set's own order; null for all.")
    ] = None
    batch_size: Annotated[PositiveInteger | None, Field(description="Samples a step; null for full batch.")] = 64
    validation_fraction: Annotated[Fraction, Field(description="Share held out for validation.")] = 0.2
    split: Annotated[Literal["random", "stratified"], Field(description="How the validation split is drawn.")] = (
        "random"
    )
    standardize: Annotated[
        Literal["auto", True, False],
        Field(description="Mean 0 and variance 1 by the training split's statistics; targets of a regression too."),
    ] = "auto"
    label_noise: Annotated[
        Fraction,
        Field(description="Probability that a training label is replaced by one drawn uniformly from all classes."),
    ] = 0.0

    @property
    def available(self) -> int:
        """How many samples the whole set has; a synthetic one has as many as are asked for."""
        if self.synthetic and self.samples is not None:
            return self.samples
        return self.size

    @property
    def feature_count(self) -> int:
        """Width of one input."""
        return self.width

    @property
    def class_count(self) -> int | None:
        """How many classes; None for a regression."""
        return self.labels

    @property
    def standardized(self) -> bool:
        """`standardize` with `auto` resolved."""
        return self.standardized_by_default if self.standardize == "auto" else self.standardize


class Digits(Dataset, frozen=True):
    """1,797 images of handwritten digits, 8 × 8, scaled to [0, 1] (divided by 16)."""

    size = 1797
    width = 64
    labels = 10
    content = "f19a7d92591ca0a1ffc65ec172e8149afdff995e0d2c4cb0afd151f38471ff90"
    name: Literal["digits"] = "digits"


class BreastCancer(Dataset, frozen=True):
    """569 tumours, 30 measurements, benign or malignant."""

    size = 569
    width = 30
    labels = 2
    content = "cdd5f37c36cbdfc2e5ee074cec7540fac54340874afb25917a673e446270d0d0"
    standardized_by_default = True
    name: Literal["breast_cancer"] = "breast_cancer"


class Wine(Dataset, frozen=True):
    """178 wines, 13 measurements, 3 cultivars."""

    size = 178
    width = 13
    labels = 3
    content = "c7e84e8e03b2b5a354287416d84d08945318450658a22a63c39973d8306c2ca4"
    standardized_by_default = True
    name: Literal["wine"] = "wine"


class Diabetes(Dataset, frozen=True):
    """442 patients, 10 measurements, progression after a year (regression)."""

    size = 442
    width = 10
    labels = None
    content = "84ec38030d0ff6dfdc32f475c5633e39e7ada9dbc328d3deb29bb757eec6a331"
    standardized_by_default = True
    name: Literal["diabetes"] = "diabetes"


class Synthetic(Dataset, frozen=True):
    """A set drawn from a seed of its own, so that replicates share it."""

    synthetic = True
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


AnyDataset = Annotated[
    Annotated[
        Digits | BreastCancer | Wine | Diabetes | Spirals | Moons | Circles | Xor | Gaussians | GaussianNoise,
        Field(discriminator="name"),
    ],
    BARE_NAME,
]

DATASETS = Family(
    "dataset",
    "digits",
    (
        Entry(Digits, "Digits", "", "Alpaydin and Kaynak (1998), UCI; through scikit-learn"),
        Entry(
            BreastCancer,
            "Breast cancer",
            "",
            "Street, Wolberg and Mangasarian (1993), UCI; through scikit-learn",
        ),
        Entry(Wine, "Wine", "", "Aeberhard and Forina (1991), UCI; through scikit-learn"),
        Entry(Diabetes, "Diabetes", "", "Efron, Hastie, Johnstone and Tibshirani (2004); through scikit-learn"),
        Entry(
            Spirals,
            "Spirals",
            r"(r \cos \varphi, r \sin \varphi) + \epsilon,\ \varphi = 2\pi (\mathtt{turns}\, r + k / \mathtt{classes})",
            "Lang and Witbrock (1988)",
        ),
        Entry(Moons, "Moons", r"(\cos a, \sin a),\ (1 - \cos a, \tfrac12 - \sin a)", "scikit-learn's make_moons"),
        Entry(
            Circles,
            "Circles",
            r"r (\cos a, \sin a),\ r \in \{1, \mathtt{factor}\}",
            "scikit-learn's make_circles",
        ),
        Entry(Xor, "XOR", r"[x y < 0]", "Minsky and Papert (1969)"),
        Entry(Gaussians, "Gaussians", r"\mathcal N(\mu_k, \mathtt{noise}^2 I)", "Fisher (1936)"),
        Entry(
            GaussianNoise,
            "Gaussian noise",
            r"x \sim \mathcal N(0, I),\ y \sim \mathcal U\{1, \dots, \mathtt{classes}\}",
            "The inputs of mean-field studies: Poole et al. (2016)",
        ),
    ),
)
