"""One landscape from beginning to end, told event by event: whoever listens stops by listening no more."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from dynascope.errors import TrainingError
from dynascope.spec import LandscapeRequest, RunSpec
from dynascope.training.landscape.axes import covering, symmetric
from dynascope.training.landscape.directions import random_directions
from dynascope.training.landscape.groups import learned
from dynascope.training.landscape.losses import Losses
from dynascope.training.landscape.principal import Principal, principal_components
from dynascope.training.landscape.snapshots import check_equal, snapshot_steps, weights_along
from dynascope.training.weights import NamedWeights

Stage = Literal["training", "evaluating"]

ROOM = 2**31
"""Bytes that the snapshots of a trajectory and their differences from the last one hold, all together."""

SPAN = 1.0
"""Of random directions: each filter is moved by up to its own norm."""


@dataclass(frozen=True)
class Question:
    """What is asked of which run.

    `stored` are its weights at `request.at` where they are kept; without them it is trained again to `step`, the step
    of the network in the centre (None where that is not known of what is stored). `source` is what a warm start takes.
    """

    spec: RunSpec
    request: LandscapeRequest
    step: int | None
    stored: NamedWeights | None = None
    source: Mapping[str, np.ndarray] | None = None


@dataclass(frozen=True)
class Progress:
    """How far a stage is: steps trained again, or points evaluated (snapshots and their feet among them)."""

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True)
class Frame:
    """What is known before any value of the plane: its axes, and the trajectory on it, as JSON would have it."""

    body: dict[str, Any]


@dataclass(frozen=True)
class Values:
    """The next losses, the first axis fastest."""

    losses: list[float]


Event = Progress | Frame | Values


def survey(question: Question) -> Iterator[Event]:
    """All events of a landscape. Raises `TrainingError` with a sentence where there is none to be had."""
    request, spec = question.request, question.spec
    done, total = 0, request.points
    losses = Losses(spec, request.split, request.samples)
    if request.kind == "trajectory":
        snapshots = yield from _trained(question)
        for one in snapshots.values():
            _check_finite(one)
        steps, weights = list(snapshots), list(snapshots.values())
        centre = weights[-1]
        principal = principal_components(weights, learned(spec), request.dimensions)
        directions = principal.directions
        axes = [_along_trajectory(request, column) for column in principal.coordinates.T]
        total += 2 * len(steps)
        found: list[float] = []
        for some in _along(losses, weights, principal):
            found += some
            done += len(some)
            yield Progress("evaluating", done, total)
        trajectory = _trajectory(steps, found, principal)
        explained = list(principal.explained)
        del snapshots, weights
    else:
        centre = question.stored
        if centre is None:
            centre = list((yield from _trained(question)).values())[-1]
        _check_finite(centre)
        directions = random_directions(spec, centre, request.seed or 0, request.dimensions)
        axes = [symmetric(SPAN if request.span is None else request.span, request.resolution)] * request.dimensions
        trajectory, explained = None, None
    axes = [axis.astype(spec.precision) for axis in axes]
    yield Frame(
        {
            "step": question.step,
            "centre_loss": losses.of(centre),
            "axes": [
                {"coordinates": axis.tolist(), "length": _norm(direction)}
                for axis, direction in zip(axes, directions, strict=True)
            ],
            "cosine": _cosine(*directions) if len(directions) == 2 else None,
            "explained_variance": explained,
            "trajectory": trajectory,
        }
    )
    yield Progress("evaluating", done, total)
    for values in losses.along(centre, directions, _points(axes)):
        done += len(values)
        yield Values(values)
        yield Progress("evaluating", done, total)


def _trained(question: Question) -> Generator[Event, None, dict[int, NamedWeights]]:
    """Trains the run again; returns its weights at each snapshot's step (of the centre alone for random directions)."""
    spec, last = question.spec, question.step
    assert last is not None
    room = ROOM // (2 * np.dtype(spec.precision).itemsize)
    steps = snapshot_steps(last, spec.parameter_count, room) if question.request.kind == "trajectory" else [last]
    found: dict[int, NamedWeights] = {}
    for step, weights in weights_along(spec, question.source, steps):
        if weights is not None:
            found[step] = weights
        yield Progress("training", max(step, 0), last)
    if question.stored is not None:
        check_equal(found[last], question.stored, last)
    return found


def _check_finite(weights: NamedWeights) -> None:
    for name, array in weights.items():
        if not np.all(np.isfinite(array)):
            raise TrainingError(f"{name} is not finite in this network: ask for a step before the run diverged")


def _along_trajectory(request: LandscapeRequest, coordinates: np.ndarray) -> np.ndarray:
    if request.span is not None:
        return symmetric(request.span, request.resolution)
    return covering(coordinates, request.resolution)


def _along(losses: Losses, weights: list[NamedWeights], principal: Principal) -> Iterator[list[float]]:
    """The loss of each snapshot, then that of each one's foot on the plane, some at a time."""
    for one in weights:
        yield [losses.of(one)]
    yield from losses.along(weights[-1], principal.directions, principal.coordinates)


def _trajectory(steps: list[int], found: list[float], principal: Principal) -> dict[str, Any]:
    """The path, and how much is lost by looking at it on the plane."""
    return {
        "steps": steps,
        "coordinates": principal.coordinates.tolist(),
        "distances": principal.distances.tolist(),
        "losses": found[: len(steps)],
        "projected_losses": found[len(steps) :],
    }


def _points(axes: list[np.ndarray]) -> np.ndarray:
    """All points, [points, axes], the first axis fastest."""
    grids = np.meshgrid(*axes, indexing="ij")
    return np.stack([grid.ravel(order="F") for grid in grids], axis=1)


def _norm(direction: NamedWeights) -> float:
    return float(np.sqrt(_product(direction, direction)))


def _cosine(one: NamedWeights, other: NamedWeights) -> float:
    return float(_product(one, other) / np.sqrt(_product(one, one) * _product(other, other)))


def _product(one: NamedWeights, other: NamedWeights) -> float:
    return sum(float(np.vdot(one[name].astype(np.float64), other[name])) for name in one)
