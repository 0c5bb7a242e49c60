"""The sets that come with scikit-learn."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import numpy as np
from sklearn import datasets as sklearn_datasets

from dynascope.training.datasets.samples import Samples


@cache
def _arrays(loader: str) -> Samples:
    load = getattr(cast("Any", sklearn_datasets), f"load_{loader}")
    inputs, targets = load(return_X_y=True)
    return Samples(np.asarray(inputs, dtype=np.float64), np.asarray(targets))


def digits() -> Samples:
    """1,797 images of 8 × 8, scaled to [0, 1] (divided by 16)."""
    raw = _arrays("digits")
    return Samples(raw.inputs / 16.0, raw.targets)


def breast_cancer() -> Samples:
    """569 tumours, 30 measurements, two classes."""
    return _arrays("breast_cancer")


def wine() -> Samples:
    """178 wines, 13 measurements, three classes."""
    return _arrays("wine")


def diabetes() -> Samples:
    """442 patients, 10 measurements, one target."""
    raw = _arrays("diabetes")
    return Samples(raw.inputs, raw.targets.astype(np.float64)[:, None])
