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

VARYING = {"digits": 61 / 64, "mnist": 717 / 784}
"""The share of features that vary at all, where some do not: standardised, the others are 0."""

_POINTS = 20_000  # of a set in the plane; the mean is off by about half a per cent


def input_second_moment(dataset: Dataset) -> float | None:
    """E[x²] over samples and features as the network sees them; None where it is not known without the data."""
    if dataset.standardized:
        return VARYING.get(dataset.name, 1.0)
    if dataset.name in SHAPES:
        classes = np.arange(_POINTS) % (dataset.class_count or 1)
        points = SHAPES[dataset.name](np.random.default_rng(0), dataset, classes.astype(float))
        return float(np.mean(points**2)) + dataset.parameters["noise"] ** 2
    return SECOND_MOMENTS.get(dataset.name)
