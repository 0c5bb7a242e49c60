"""A producer's frames, read and checked before anything is stored."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from dynascope.errors import BadRequest, TooLarge, shortened
from dynascope.jobs.states import ENDED
from dynascope.store import Outcome, Status
from dynascope.telemetry import MAX_STEP, Block, block_of, brief, name_of

MAX_FRAMES = 4096
MAX_ROWS = 1_000_000
MAX_SEQ = 2**53

FIELDS: Mapping[str, tuple[str, ...]] = {
    "telemetry": ("type", "run", "epoch", "seq", "series", "distributions"),
    "status": (
        "type",
        "job",
        "run",
        "status",
        "outcome",
        "diverged_at",
        "stopped_at",
        "restored_step",
        "step",
        "error",
        "timing",
    ),
    "artifact": ("type", "run", "name", "offset", "total", "data"),
}
"""Fields of a frame, those of the stream's messages of that type."""
SERIES_FIELDS = ("steps", "shape", "values")
DISTRIBUTION_FIELDS = ("steps", "shape", "counts", "nonfinite")
_KNOWN: Mapping[tuple[str, ...], frozenset[str]] = {
    fields: frozenset(fields) for fields in (*FIELDS.values(), SERIES_FIELDS, DISTRIBUTION_FIELDS)
}

RUN_STATUSES: tuple[Status, ...] = ("starting", "running", "paused", "succeeded", "failed", "cancelled")
JOB_STATUSES: tuple[Status, ...] = ("running", "paused", "succeeded", "failed", "cancelled")
OUTCOMES: tuple[Outcome, ...] = ("completed", "diverged", "stopped_early")


@dataclass(frozen=True)
class TelemetryFrame:
    """Rows of one run."""

    run: str
    seq: int
    block: Block


@dataclass(frozen=True)
class StatusFrame:
    """What the producer does with a run, or with the whole job (`run` None)."""

    run: str | None
    status: Status
    outcome: Outcome | None
    diverged_at: int | None
    stopped_at: int | None
    restored_step: int | None
    step: int | None
    error: str | None
    timing: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True)
class ArtifactFrame:
    """A part of a file of one run."""

    run: str
    name: str
    offset: int
    total: int
    data: bytes


AnyFrame = TelemetryFrame | StatusFrame | ArtifactFrame


def read_frames(frames: Sequence[Mapping[str, Any]]) -> list[AnyFrame]:
    """The frames of one batch. Raises `BadRequest` or `TooLarge` naming the frame, the field and what is allowed."""
    if len(frames) > MAX_FRAMES:
        raise TooLarge(f"a batch of {len(frames)} frames; allowed: at most {MAX_FRAMES}")
    return [_read(index, frame) for index, frame in enumerate(frames)]


def check_fields(where: str, given: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    """Whether all fields are known; `where` ends with a dot or is empty. Raises `BadRequest` that names the others."""
    if not given.keys() <= (_KNOWN.get(allowed) or frozenset(allowed)):
        unknown = next(name for name in given if name not in allowed)
        raise BadRequest(f"{where}{name_of(unknown)}: there is no such field; allowed: {', '.join(allowed)}")


def _read(index: int, frame: Mapping[str, Any]) -> AnyFrame:
    where = f"frames.{index}"
    kind = frame.get("type")
    fields = FIELDS.get(kind) if isinstance(kind, str) else None
    if fields is None:
        raise BadRequest(f"{where}.type: got {brief(kind)}; allowed: {', '.join(FIELDS)}")
    check_fields(f"{where}.", frame, fields)
    if kind == "telemetry":
        return _telemetry(where, frame)
    return _status(where, frame) if kind == "status" else _artifact(where, frame)


def _telemetry(where: str, frame: Mapping[str, Any]) -> TelemetryFrame:
    run, seq = _text(where, frame, "run"), _integer(where, frame, "seq", 1, MAX_SEQ)
    _optional_integer(where, frame, "epoch")
    _check_columns(f"{where}.series", frame.get("series"), SERIES_FIELDS)
    _check_columns(f"{where}.distributions", frame.get("distributions"), DISTRIBUTION_FIELDS)
    block = block_of(frame, f"{where}.")
    for name, one in (*block.series.items(), *block.distributions.items()):
        if one.rows > MAX_ROWS:
            raise TooLarge(f"{where}: {name} has {one.rows} rows; allowed: at most {MAX_ROWS} a frame")
    return TelemetryFrame(run, seq, block)


def _check_columns(where: str, columns: Any, allowed: tuple[str, ...]) -> None:
    """Whether these are named maps without unknown fields, as far as they are maps: `block_of` does the rest."""
    if isinstance(columns, Mapping):
        for name, one in cast("Mapping[Any, Any]", columns).items():
            if not isinstance(name, str):
                raise BadRequest(f"{where}: got the name {brief(name)}; allowed: names as text")
            if isinstance(one, Mapping):
                check_fields(f"{where}.{name_of(name)}.", cast("Mapping[str, Any]", one), allowed)


def _status(where: str, frame: Mapping[str, Any]) -> StatusFrame:
    run = None if frame.get("run") is None else _text(where, frame, "run")
    read = StatusFrame(
        run,
        cast("Status", _choice(where, frame, "status", JOB_STATUSES if run is None else RUN_STATUSES)),
        cast("Outcome | None", _optional_choice(where, frame, "outcome", OUTCOMES)),
        _optional_integer(where, frame, "diverged_at"),
        _optional_integer(where, frame, "stopped_at"),
        _optional_integer(where, frame, "restored_step"),
        _optional_integer(where, frame, "step"),
        _error(where, frame.get("error")),
        _timing(where, frame.get("timing")),
    )
    _check_ending(where, read)
    return read


def _check_ending(where: str, frame: StatusFrame) -> None:
    """An outcome is an ended run's, and the steps at which it came about are the outcome's."""
    if frame.outcome is not None and (frame.run is None or frame.status not in ENDED):
        what = "a job" if frame.run is None else f"a run that is {frame.status}"
        raise BadRequest(
            f"{where}.outcome: got {frame.outcome} for {what}; allowed: null, or with a run's end (succeeded, failed, "
            "cancelled)"
        )
    for name in ("diverged_at", "stopped_at", "restored_step"):
        step = getattr(frame, name)
        if step is not None and frame.outcome is None:
            raise BadRequest(f"{where}.{name}: got {step} without an outcome; allowed: null, or with an outcome")


def _error(where: str, error: Any) -> str | None:
    """What went wrong, as far as a database takes it. A failure must not be lost with its message: a long one keeps its
    start and its end, where a traceback says what was raised, around a mark.
    """
    if error is None:
        return None
    if not isinstance(error, str):
        raise BadRequest(f"{where}.error: got {brief(error)}; allowed: null, or a text")
    return shortened(clean(error))


def _artifact(where: str, frame: Mapping[str, Any]) -> ArtifactFrame:
    data = frame.get("data")
    if not isinstance(data, bytes):
        raise BadRequest(f"{where}.data: got {brief(data)}; allowed: bytes")
    return ArtifactFrame(
        _text(where, frame, "run"),
        _text(where, frame, "name"),
        _integer(where, frame, "offset", 0, MAX_SEQ),
        _integer(where, frame, "total", 0, MAX_SEQ),
        data,
    )


def _text(where: str, frame: Mapping[str, Any], name: str) -> str:
    value = frame.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 200 or clean(value) != value:
        raise BadRequest(f"{where}.{name}: got {brief(value)}; allowed: a text of 1 to 200 characters")
    return value


def _integer(where: str, frame: Mapping[str, Any], name: str, low: int, high: int) -> int:
    value = frame.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise BadRequest(f"{where}.{name}: got {brief(value)}; allowed: a whole number from {low} to {high}")
    return value


def _optional_integer(where: str, frame: Mapping[str, Any], name: str) -> int | None:
    return None if frame.get(name) is None else _integer(where, frame, name, 0, MAX_STEP)


def _choice(where: str, frame: Mapping[str, Any], name: str, allowed: Sequence[str]) -> str:
    value = frame.get(name)
    if not isinstance(value, str) or value not in allowed:
        raise BadRequest(f"{where}.{name}: got {brief(value)}; allowed: {', '.join(allowed)}")
    return value


def _optional_choice(where: str, frame: Mapping[str, Any], name: str, allowed: Sequence[str]) -> str | None:
    return None if frame.get(name) is None else _choice(where, frame, name, allowed)


def _timing(where: str, timing: Any) -> dict[str, float]:
    if timing is None:
        return {}
    if not isinstance(timing, Mapping) or len(cast("Mapping[Any, Any]", timing)) > 32:
        raise BadRequest(f"{where}.timing: got {brief(timing)}; allowed: at most 32 numbers by name")
    figures = cast("Mapping[Any, Any]", timing)
    for name, value in figures.items():
        number = isinstance(value, (int, float)) and math.isfinite(value)
        if not isinstance(name, str) or len(name) > 64 or clean(name) != name or not number:
            raise BadRequest(f"{where}.timing: got {brief(name)}: {brief(value)}; allowed: finite numbers by name")
    return {name: float(value) for name, value in figures.items()}


def clean(text: str) -> str:
    """The text without what no database and no JSON takes: NUL and lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
