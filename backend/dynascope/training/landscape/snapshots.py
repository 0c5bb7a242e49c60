"""The weights along a run, had by training it again.

A run is a pure function of its spec: training it again gives the same bits, so its weights at any step can be had later
by whoever asks, and nobody else pays for storing them. Where something is stored to compare with, it is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from dynascope.errors import TrainingError
from dynascope.spec import RunSpec
from dynascope.training.run import open_run
from dynascope.training.weights import NamedWeights

MOST = 64
"""Snapshots of a trajectory, evenly spaced over its steps; fewer of a network that is large, at least LEAST."""

LEAST = 8

ELSEWHERE = "the run was trained by another version or on another machine; launch it again"


def snapshot_steps(last: int, parameters: int, room: int) -> list[int]:
    """The steps of the snapshots, 0 and `last` among them; all of them together hold at most `room` numbers."""
    count = min(MOST, last + 1, max(LEAST, room // parameters))
    return sorted({round(step) for step in np.linspace(0, last, count).tolist()})


def weights_along(
    spec: RunSpec, source: Mapping[str, np.ndarray] | None, steps: Sequence[int]
) -> Iterator[tuple[int, NamedWeights | None]]:
    """Trains the run to the last of `steps`, telling where it is from time to time: the step that it has come to, with
    the weights (moving averages too) where that is one of `steps`.

    Raises `TrainingError` where the run ends earlier.
    """
    training = open_run(_unwatched(spec), source)
    for wanted in steps:
        while training.step < wanted:
            if training.finished:
                raise TrainingError(
                    f"trained again, this run ends at step {training.step}, before step {wanted}: {ELSEWHERE}"
                )
            training.advance(until=wanted)
            if training.step < wanted:
                yield training.step, None
        yield wanted, training.weights("latest")


def check_equal(found: NamedWeights, stored: NamedWeights, step: int) -> None:
    """Raises `TrainingError` where weights that were trained again are not, bit for bit, those that were stored."""
    shapes, others = ({name: array.shape for name, array in weights.items()} for weights in (stored, found))
    unequal = sorted(name for name in shapes.keys() | others.keys() if shapes.get(name) != others.get(name))
    if unequal:
        raise TrainingError(
            f"trained again, this run has another network than what is stored (it differs in {', '.join(unequal)}): "
            f"{ELSEWHERE}"
        )
    for name, array in stored.items():
        other = found[name].astype(array.dtype)
        if not np.array_equal(array, other, equal_nan=True):
            largest = float(np.max(np.abs(array.astype(np.float64) - other)))
            raise TrainingError(
                f"trained again, {name} at step {step} differs from what is stored by up to {largest:.3g}: {ELSEWHERE}"
            )


def _unwatched(spec: RunSpec) -> RunSpec:
    """The run with as few rows as there may be: what is watched changes no bit of it."""
    never = max(1, spec.steps)
    every = dict.fromkeys(("layers_every", "evaluation_every", "distributions_every"), never)
    data: dict[str, Any] = spec.model_dump(mode="json")
    data["telemetry"] |= every | {"curvature_every": None}
    return RunSpec.model_validate(data)
