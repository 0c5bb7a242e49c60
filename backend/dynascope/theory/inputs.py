"""The mean square of an input's entries, from the definition of its data set."""

from __future__ import annotations

import numpy as np

from dynascope.catalog.dataset import Dataset
from dynascope.catalog.mathematics.shapes import SHAPES

SECOND_MOMENTS = {
    "digits": 0.2346,
    "wine": 51_330.0,
    "breast_cancer": 55_950.0,
    "diabetes": 0.002262,
    "mnist": 0.1120,
    "fashion_mnist": 0.2065,
    "cifar10": 0.2874,
    "gaussian_noise": 1.0,
    "sine": 1 / 3,
}
"""Mean of x² over all samples and features, not standardised, of the sets that do not depend on parameters."""

VARYING = {"digits": 61 / 64, "mnist": 717 / 784, "fashion_mnist": 1.0, "cifar10": 1.0}
"""The share of pixels that vary at all over the whole set: standardised, the others are 0. (All columns of the tables
do.)"""

MOST_HELD_OUT = 0.25
"""Of a whole set, so that what is left for training has nearly its moments, and nearly all of its varying pixels: at a
fifth held out, 5 % (`breast_cancer`) and 2 % (`digits`) off at most over a dozen splits; at half, 16 % and 5 %."""

_POINTS = 20_000  # of a set in the plane; the mean is off by about half a per cent


def input_second_moment(dataset: Dataset) -> float | None:
    """E[x²] over samples and features as the network sees them; None where it is not known without the data.

    So it is of part of a set that was not drawn by its definition: its first samples are not like the others.
    """
    if not dataset.synthetic and not _nearly_whole(dataset):
        return None
    if dataset.standardized:
        return VARYING.get(dataset.name) if dataset.image_shape is not None else 1.0
    if dataset.name in SHAPES:
        classes = np.arange(_POINTS) % (dataset.class_count or 1)
        points = SHAPES[dataset.name](np.random.default_rng(0), dataset, classes.astype(float))
        return float(np.mean(points**2)) + dataset.parameters["noise"] ** 2
    return SECOND_MOMENTS.get(dataset.name)


def _nearly_whole(dataset: Dataset) -> bool:
    used = dataset.available if dataset.samples is None else dataset.samples
    return used == dataset.available and dataset.validation_fraction <= MOST_HELD_OUT
