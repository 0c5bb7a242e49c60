"""The plane in which a trajectory moves most: principal components of the weights along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from dynascope.errors import TrainingError
from dynascope.training.weights import NamedWeights

BLOCK = 1 << 18
"""Columns that are taken as float64 at a time."""

NOTHING = 1e-10
"""A component with less than this share of the first one's variance is rounding, not movement."""


@dataclass(frozen=True)
class Principal:
    """The first principal components of θ_i − θ_end over the snapshots i of a run (Li et al., 2018, section 7).

    `directions` are orthonormal, by the names of the weights file; `explained` is each one's share of the variance
    about the snapshots' mean. `coordinates` [snapshots, directions] are those of θ_i − θ_end, so the end lies at the
    origin; `distances` [snapshots] are those from the plane through θ_end, both in L2 norm of the weights. The path
    starts on the negative side of each direction.
    """

    directions: tuple[NamedWeights, ...]
    explained: tuple[float, ...]
    coordinates: Float64[np.ndarray, "snapshots directions"]
    distances: Float64[np.ndarray, " snapshots"]


def principal_components(snapshots: Sequence[NamedWeights], names: Sequence[str], count: int) -> Principal:
    """The first `count` components of what is called `names`, over snapshots of which the last is the end.

    Found from the Gram matrix of the differences, [snapshots, snapshots], so no matrix of weights by weights is made.
    Raises `TrainingError` where the trajectory has fewer directions than that.
    """
    end = snapshots[-1]
    differences = _differences(snapshots, names)
    gram = _gram(differences)
    centring = np.eye(len(gram)) - 1.0 / len(gram)
    variances, vectors = np.linalg.eigh(centring @ gram @ centring)
    variances, vectors = variances[::-1], vectors[:, ::-1]
    found = int(np.sum(variances > max(NOTHING * variances[0], np.finfo(np.float64).tiny)))
    if found < count:
        raise TrainingError(
            f"the weights moved in {found} directions over {len(snapshots)} snapshots; {count} are needed: "
            "ask for fewer dimensions, or for a step later in the run"
        )
    lengths = np.sqrt(variances[:count])
    mixtures = vectors[:, :count] / lengths
    coordinates = gram @ mixtures
    signs = np.where(coordinates[0] > 0, -1.0, 1.0)
    mixtures, coordinates = mixtures * signs, coordinates * signs
    off = np.diag(gram) - np.sum(np.square(coordinates), axis=1)
    return Principal(
        directions=tuple(_split(_mixed(differences, mixture), end, names) for mixture in mixtures.T),
        explained=tuple(float(one) for one in variances[:count] / np.sum(np.maximum(variances, 0.0))),
        coordinates=coordinates,
        distances=np.sqrt(np.maximum(off, 0.0)),
    )


def _differences(snapshots: Sequence[NamedWeights], names: Sequence[str]) -> np.ndarray:
    """θ_i − θ_end, [snapshots, weights], filled array by array: with the snapshots that is all that is held."""
    end = snapshots[-1]
    dtype = np.result_type(*(end[name].dtype for name in names))
    found = np.empty((len(snapshots), sum(end[name].size for name in names)), dtype)
    for row, one in zip(found, snapshots, strict=True):
        first = 0
        for name in names:
            row[first : first + end[name].size] = (one[name] - end[name]).ravel()
            first += end[name].size
    return found


def _gram(rows: np.ndarray) -> Float64[np.ndarray, "snapshots snapshots"]:
    gram = np.zeros((len(rows), len(rows)))
    for first in range(0, rows.shape[1], BLOCK):
        block = rows[:, first : first + BLOCK].astype(np.float64)
        gram += block @ block.T
    return gram


def _mixed(rows: np.ndarray, mixture: Float64[np.ndarray, " snapshots"]) -> np.ndarray:
    mixed = np.empty(rows.shape[1], rows.dtype)
    for first in range(0, rows.shape[1], BLOCK):
        mixed[first : first + BLOCK] = mixture @ rows[:, first : first + BLOCK].astype(np.float64)
    return mixed


def _split(flat: np.ndarray, like: NamedWeights, names: Sequence[str]) -> NamedWeights:
    ends = np.cumsum([like[name].size for name in names])
    return {name: part.reshape(like[name].shape) for name, part in zip(names, np.split(flat, ends[:-1]), strict=True)}
