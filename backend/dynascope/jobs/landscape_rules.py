"""Whether a run can be asked for a landscape, and what its network in the centre is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dynascope.errors import Conflict, FieldError, InvalidRequest, NotFound, SpecError
from dynascope.spec import LandscapeRequest, RunSpec, parse_run
from dynascope.store import RunRecord, Store

MOST_TRAJECTORY_PARAMETERS = {"float32": 2**25, "float64": 2**24}
"""Weights of a network whose trajectory is taken apart: eight snapshots, and their differences from the last one, are
two gibibytes."""

FindFile = Callable[[str], Path]
"""The file of an artifact of the run. Raises `NotFound`."""


@dataclass(frozen=True)
class Centre:
    """The network in the centre: its spec, its step (None where that is not known), the file with its weights (None
    where the run is trained again) and the file that a warm start takes."""

    spec: RunSpec
    step: int | None
    weights: Path | None
    source: Path | None


def centre_of(run: RunRecord, request: LandscapeRequest, find: FindFile) -> Centre:
    """Raises `Conflict` for a run whose network and data are not known here, `InvalidRequest` with the field that does
    not fit the run."""
    spec = _spec(run)
    _check_split(spec, request)
    _check_parameters(spec, request)
    source = find("weights/source") if spec.warm_start is not None else None
    centre = _centre(run, request, find, spec, source)
    _check_trajectory(request, centre)
    return centre


def _centre(run: RunRecord, request: LandscapeRequest, find: FindFile, spec: RunSpec, source: Path | None) -> Centre:
    if isinstance(request.at, int):
        if request.at > run.step:
            raise _refused(
                "at",
                "step_not_reached",
                f"got {request.at}; run {run.id} is at step {run.step}; allowed: a step from 0 to {run.step}",
                value=request.at,
                maximum=run.step,
            )
        return Centre(spec, request.at, None, source)
    try:
        weights = find(f"weights/{request.at}")
    except NotFound as error:
        raise _refused(
            "at",
            "no_weights",
            f"got {request.at!r}; run {run.id} is {run.status} and has no such weights; "
            f"allowed: {''.join(f'{name!r}, or ' for name in _stored(request, find))}a step from 0 to {run.step}",
            value=request.at,
            status=run.status,
            maximum=run.step,
        ) from error
    steps = {"initial": 0, "final": run.step if run.restored_step is None else run.restored_step, "best": None}
    return Centre(spec, steps[request.at], weights, source)


def centre_in(store: Store, run_id: str, request: LandscapeRequest) -> Centre:
    """`centre_of` a run as it is stored. Raises `NotFound`, too."""
    return centre_of(store.run(run_id), request, lambda name: store.artifact(run_id, name))


def _stored(request: LandscapeRequest, find: FindFile) -> list[str]:
    """Which networks of the run can stand in the centre without training it again."""
    stored: list[str] = []
    for name in ("initial", "final", "best") if request.kind == "random" else ("final",):
        with suppress(NotFound):
            find(f"weights/{name}")
            stored.append(name)
    return stored


def _check_trajectory(request: LandscapeRequest, centre: Centre) -> None:
    """Each update moves the weights in one direction at most; the plane needs as many as it has dimensions."""
    if request.kind == "trajectory" and centre.step is not None and centre.step < request.dimensions:
        many = "direction" if request.dimensions == 1 else "directions"
        raise _refused(
            "at",
            "trajectory_too_short",
            f"got {request.at!r}, the network after {centre.step} updates; a trajectory needs an update for each of "
            f"its {request.dimensions} {many}; allowed: a step from {request.dimensions}, or kind 'random'",
            value=request.at,
            step=centre.step,
            minimum=request.dimensions,
        )


def _spec(run: RunRecord) -> RunSpec:
    if run.origin == "external":
        raise Conflict(
            f"run {run.id} was trained elsewhere: neither its network nor its data is known here, so no loss of it can "
            "be computed",
            reason="external_run",
        )
    try:
        return parse_run(dict(run.spec))
    except SpecError as error:
        raise Conflict(
            f"run {run.id} was made by a version whose specs this one does not read; launch it again",
            reason="unreadable_spec",
        ) from error


def _check_split(spec: RunSpec, request: LandscapeRequest) -> None:
    task = spec.task
    available = {"training": task.train_samples, "validation": task.validation_samples}[request.split]
    if available == 0:
        raise _refused(
            "split",
            "empty_split",
            f"got {request.split!r}; this run trains on all its samples; allowed: 'training'",
            value=request.split,
        )
    if request.samples is not None and request.samples > available:
        raise _refused(
            "samples",
            "too_many_samples",
            f"got {request.samples}; the {request.split} split has {available}; "
            f"allowed: 1 to {available}, or null for all",
            value=request.samples,
            maximum=available,
        )


def _check_parameters(spec: RunSpec, request: LandscapeRequest) -> None:
    most = MOST_TRAJECTORY_PARAMETERS[spec.precision]
    if request.kind == "trajectory" and spec.parameter_count > most:
        raise _refused(
            "kind",
            "too_many_parameters",
            f"got 'trajectory'; this network has {spec.parameter_count:,} parameters and its snapshots would not fit "
            f"into memory; allowed: up to {most:,}, or kind 'random'",
            value=spec.parameter_count,
            maximum=most,
        )


def _refused(path: str, code: str, sentence: str, **params: object) -> InvalidRequest:
    return InvalidRequest([FieldError(path, code, f"{path}: {sentence}", params)])
