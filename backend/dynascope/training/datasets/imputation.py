"""Fills gaps by what the training split knows, so that nothing of the validation split gets into the training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from dynascope.errors import FieldError, InvalidRequest
from dynascope.training.datasets.samples import Samples


def impute(train: Samples, validation: Samples) -> tuple[Samples, Samples]:
    """Replaces NaN by the training split's mean, in a category by its most frequent value; without gaps the same.

    Raises `InvalidRequest` where the training split has no value at all to go by.
    """
    if train.inputs.dtype == np.uint8 or not (_gaps(train) or _gaps(validation)):
        return train, validation
    fill = _fill(train)
    return _filled(train, fill), _filled(validation, fill)


def _gaps(samples: Samples) -> bool:
    return bool(np.isnan(samples.inputs).any())


def _fill(train: Samples) -> Float64[ndarray, " features"]:
    """What stands in for a gap in each feature."""
    known = ~np.isnan(train.inputs)
    counts = known.sum(axis=0)
    if not counts.all():
        message = (
            "dataset.missing: a column has no value in the training split to go by; allowed: other columns, "
            "or a smaller validation_fraction"
        )
        raise InvalidRequest([FieldError("dataset.missing", "empty_in_training", message)])
    fill = np.where(known, train.inputs, 0.0).sum(axis=0) / counts
    for first, end in train.groups:
        most = int(fill[first:end].argmax())
        fill[first:end] = np.arange(end - first) == most
    return fill


def _filled(samples: Samples, fill: Float64[ndarray, " features"]) -> Samples:
    return replace(samples, inputs=np.where(np.isnan(samples.inputs), fill, samples.inputs))
