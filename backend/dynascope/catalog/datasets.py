"""The table of data sets, and those that come with scikit-learn.

What is known of a set without loading it stands in its class. `content` names the data in the keys of runs: for a set
that comes with scikit-learn the SHA-256 of its inputs and targets as little-endian float64, inputs first.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from dynascope.catalog.dataset import Dataset
from dynascope.catalog.images import Cifar10, FashionMnist, Mnist
from dynascope.catalog.member import BARE_NAME, Entry, Family
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
from dynascope.catalog.uploads import PREFIX, UPLOAD, Upload

__all__ = ["DATASETS", "AnyDataset", "Dataset", "Synthetic"]


class Digits(Dataset, frozen=True):
    """1,797 images of handwritten digits, 8 × 8, scaled to [0, 1] (divided by 16)."""

    size = 1797
    width = 64
    labels = 10
    image = (8, 8, 1)
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


def _tag(value: Any) -> str | None:
    """Which member is meant: by its name, and an upload by the beginning of it."""
    name = value.get("name") if isinstance(value, dict) else getattr(value, "name", None)  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    if not isinstance(name, str):
        return None
    return UPLOAD if name.startswith(PREFIX) else name


AnyDataset = Annotated[
    Annotated[
        Annotated[Digits, Tag("digits")]
        | Annotated[BreastCancer, Tag("breast_cancer")]
        | Annotated[Wine, Tag("wine")]
        | Annotated[Diabetes, Tag("diabetes")]
        | Annotated[Spirals, Tag("spirals")]
        | Annotated[Moons, Tag("moons")]
        | Annotated[Circles, Tag("circles")]
        | Annotated[Xor, Tag("xor")]
        | Annotated[Gaussians, Tag("gaussians")]
        | Annotated[Checkerboard, Tag("checkerboard")]
        | Annotated[Sine, Tag("sine")]
        | Annotated[GaussianNoise, Tag("gaussian_noise")]
        | Annotated[Mnist, Tag("mnist")]
        | Annotated[FashionMnist, Tag("fashion_mnist")]
        | Annotated[Cifar10, Tag("cifar10")]
        | Annotated[Upload, Tag(UPLOAD)],
        Discriminator(_tag),
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
            Checkerboard,
            "Checkerboard",
            r"\left(\lfloor \tfrac{n (x + 1)}{2} \rfloor + \lfloor \tfrac{n (y + 1)}{2} \rfloor\right) \bmod 2,"
            r"\ n = \mathtt{squares}",
            "The exclusive or of Minsky and Papert (1969), repeated",
        ),
        Entry(
            Sine,
            "Sine",
            r"y = \sin(\pi\, \mathtt{periods}\, x) + \epsilon,\ x \sim \mathcal U(-1, 1)",
            "Bishop (2006), section 1.1",
        ),
        Entry(
            GaussianNoise,
            "Gaussian noise",
            r"x \sim \mathcal N(0, I),\ y \sim \mathcal U\{1, \dots, \mathtt{classes}\}",
            "The inputs of mean-field studies: Poole et al. (2016)",
        ),
        Entry(Mnist, "MNIST", "", "LeCun, Cortes and Burges (1998); downloaded, 10 MB"),
        Entry(FashionMnist, "Fashion-MNIST", "", "Xiao, Rasul and Vollgraf (2017); downloaded, 26 MB"),
        Entry(Cifar10, "CIFAR-10", "", "Krizhevsky (2009); downloaded, 170 MB"),
    ),
    open=(UPLOAD, Upload),
)
