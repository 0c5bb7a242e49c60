"""Sets of images that are downloaded when they are used for the first time (`datasets.sources` says from where).

A set is its official training set, in its own order: the validation split is taken from it, and the official test set
stays unseen. Pixels are scaled to [0, 1] (divided by 255). `content` is the SHA-256 of the file with the images.
"""

from __future__ import annotations

from typing import Literal

from dynascope.catalog.dataset import Dataset


class Mnist(Dataset, frozen=True):
    """60,000 images of handwritten digits, 28 × 28, scaled to [0, 1]: the official training set."""

    size = 60_000
    width = 784
    labels = 10
    image = (28, 28, 1)
    content = "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"
    name: Literal["mnist"] = "mnist"


class FashionMnist(Dataset, frozen=True):
    """60,000 images of clothes, 28 × 28, ten kinds, scaled to [0, 1]: the official training set."""

    size = 60_000
    width = 784
    labels = 10
    image = (28, 28, 1)
    content = "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"
    name: Literal["fashion_mnist"] = "fashion_mnist"


class Cifar10(Dataset, frozen=True):
    """50,000 colour images of ten kinds of things, 32 × 32, scaled to [0, 1]: the official training set."""

    size = 50_000
    width = 3072
    labels = 10
    image = (32, 32, 3)
    content = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"
    name: Literal["cifar10"] = "cifar10"
