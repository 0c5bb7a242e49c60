"""From the catalog's names to loaders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dynascope.catalog.dataset import Dataset
from dynascope.catalog.uploads import UPLOAD
from dynascope.training.datasets import bundled, downloaded, synthetic, uploaded
from dynascope.training.datasets.samples import Samples

DATASETS: dict[str, Callable[[Any], Samples]] = {
    "digits": lambda _: bundled.digits(),
    "breast_cancer": lambda _: bundled.breast_cancer(),
    "wine": lambda _: bundled.wine(),
    "diabetes": lambda _: bundled.diabetes(),
    "spirals": synthetic.spirals,
    "moons": synthetic.moons,
    "circles": synthetic.circles,
    "xor": synthetic.xor,
    "gaussians": synthetic.gaussians,
    "checkerboard": synthetic.checkerboard,
    "sine": synthetic.sine,
    "gaussian_noise": synthetic.gaussian_noise,
    "mnist": downloaded.idx_images,
    "fashion_mnist": downloaded.idx_images,
    "cifar10": downloaded.cifar_images,
    UPLOAD: uploaded.upload,
}


def load(dataset: Dataset) -> Samples:
    """The first `dataset.samples` samples (all where that is null), in the set's own order.

    >>> from dynascope.catalog.datasets import Wine
    >>> load(Wine()).inputs.shape
    (178, 13)
    """
    whole = DATASETS[dataset.kind](dataset)
    return whole.take(slice(dataset.samples))
