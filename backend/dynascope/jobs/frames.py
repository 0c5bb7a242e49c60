"""A producer's frames, read and checked before anything is stored."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from dynascope.errors import BadRequest, TooLarge
from dynascope.store import Outcome, Status
from dynascope.telemetry import Block, block_of

MAX_FRAMES = 4096
MAX_ROWS = 1_000_000
MAX_SEQ = 2**53
MAX_STEP = 2**53
ERROR_CHARACTERS = 2000

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


def _read(index: int, frame: Mapping[str, Any]) -> AnyFrame:
    where = f"frames.{index}"
    kind = frame.get("type")
    if kind == "telemetry":
        return _telemetry(where, frame)
    if kind == "status":
        return _status(where, frame)
    if kind == "artifact":
        return _artifact(where, frame)
    raise BadRequest(f"{where}.type: got {_shown(kind)}; allowed: telemetry, status, artifact")


def _telemetry(where: str, frame: Mapping[str, Any]) -> TelemetryFrame:
    for field_name in ("series", "distributions"):
        _check_columns(f"{where}.{field_name}", frame.get(field_name))
    block = block_of(frame)
    for name, one in block.distributions.items():
        if one.rows and min(one.counts.min(initial=0), one.nonfinite.min(initial=0)) < 0:
            raise BadRequest(f"{where}: {name} has counts outside of 0 to {2**31 - 1}")
    for name, one in (*block.series.items(), *block.distributions.items()):
        if one.rows > MAX_ROWS:
            raise TooLarge(f"{where}: {name} has {one.rows} rows; allowed: at most {MAX_ROWS} a frame")
        if one.rows and one.steps[-1] > MAX_STEP:
            raise BadRequest(f"{where}: {name} has step {one.steps[-1]}; allowed: at most {MAX_STEP}")
    return TelemetryFrame(_text(where, frame, "run"), _integer(where, frame, "seq", 1, MAX_SEQ), block)


def _check_columns(where: str, columns: Any) -> None:
    """Named maps, each with steps that are whole numbers: NumPy would cut others off in silence."""
    if columns is None:
        return
    if not isinstance(columns, Mapping):
        raise BadRequest(f"{where}: got {_shown(columns)}; allowed: a map from names to rows")
    for name, one in cast("Mapping[Any, Any]", columns).items():
        if not isinstance(one, Mapping):
            raise BadRequest(f"{where}.{_shown(name)}: got {_shown(one)}; allowed: a map with steps and shape")
        steps = cast("Mapping[Any, Any]", one).get("steps")
        if not isinstance(steps, list) or any(type(step) is not int for step in cast("list[Any]", steps)):
            raise BadRequest(f"{where}.{_shown(name)}.steps: allowed: a list of whole numbers")


def _status(where: str, frame: Mapping[str, Any]) -> StatusFrame:
    run = None if frame.get("run") is None else _text(where, frame, "run")
    error = frame.get("error")
    return StatusFrame(
        run,
        cast("Status", _choice(where, frame, "status", JOB_STATUSES if run is None else RUN_STATUSES)),
        cast("Outcome | None", _optional_choice(where, frame, "outcome", OUTCOMES)),
        _optional_integer(where, frame, "diverged_at"),
        _optional_integer(where, frame, "stopped_at"),
        _optional_integer(where, frame, "restored_step"),
        _optional_integer(where, frame, "step"),
        None if error is None else clean(str(error))[:ERROR_CHARACTERS],
        _timing(where, frame.get("timing")),
    )


def _artifact(where: str, frame: Mapping[str, Any]) -> ArtifactFrame:
    data = frame.get("data")
    if not isinstance(data, bytes):
        raise BadRequest(f"{where}.data: got {type(data).__name__}; allowed: bytes")
    return ArtifactFrame(
        _text(where, frame, "run"),
        _text(where, frame, "name"),
        _integer(where, frame, "offset", 0, MAX_SEQ),
        _integer(where, frame, "total", 0, MAX_SEQ),
        data,
    )


def _text(where: str, frame: Mapping[str, Any], name: str) -> str:
    value = frame.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 200:
        raise BadRequest(f"{where}.{name}: got {_shown(value)}; allowed: a text of 1 to 200 characters")
    return clean(value)


def _integer(where: str, frame: Mapping[str, Any], name: str, low: int, high: int) -> int:
    value = frame.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise BadRequest(f"{where}.{name}: got {_shown(value)}; allowed: a whole number from {low} to {high}")
    return value


def _optional_integer(where: str, frame: Mapping[str, Any], name: str) -> int | None:
    return None if frame.get(name) is None else _integer(where, frame, name, 0, MAX_STEP)


def _choice(where: str, frame: Mapping[str, Any], name: str, allowed: Sequence[str]) -> str:
    value = frame.get(name)
    if not isinstance(value, str) or value not in allowed:
        raise BadRequest(f"{where}.{name}: got {_shown(value)}; allowed: {', '.join(allowed)}")
    return value


def _optional_choice(where: str, frame: Mapping[str, Any], name: str, allowed: Sequence[str]) -> str | None:
    return None if frame.get(name) is None else _choice(where, frame, name, allowed)


def _timing(where: str, timing: Any) -> dict[str, float]:
    if timing is None:
        return {}
    if not isinstance(timing, Mapping) or len(cast("Mapping[Any, Any]", timing)) > 32:
        raise BadRequest(f"{where}.timing: got {_shown(timing)}; allowed: at most 32 numbers by name")
    figures = cast("Mapping[Any, Any]", timing)
    for name, value in figures.items():
        number = isinstance(value, (int, float)) and math.isfinite(value)
        if not isinstance(name, str) or len(name) > 64 or not number:
            raise BadRequest(f"{where}.timing: got {_shown(name)}: {_shown(value)}; allowed: finite numbers by name")
    return {clean(name): float(value) for name, value in figures.items()}


def clean(text: str) -> str:
    """The text without what no database and no JSON takes: NUL and lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _shown(value: Any) -> str:
    return ascii(value)[:80]
