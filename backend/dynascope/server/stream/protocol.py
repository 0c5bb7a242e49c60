"""Frames as they travel: what is read from a client, what is chosen, merged and encoded for it.

Frames keep their arrays as bytes in C order with rows first, so that merging frames of a run is joining bytes.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

import numpy as np
from pydantic import TypeAdapter, ValidationError

from dynascope.errors import BadRequest
from dynascope.server.encoding import to_json_bytes
from dynascope.server.stream.messages import ClientMessages, Ping, Subscribe
from dynascope.telemetry import Frame, pack, unpack

Encoding = Literal["msgpack", "json"]
TERMINAL = frozenset({"succeeded", "failed", "cancelled", "lost"})

_CLIENT_MESSAGE: TypeAdapter[Subscribe | Ping] = TypeAdapter(ClientMessages)


def read_message(data: str | bytes) -> Subscribe | Ping:
    """A client's message: JSON as text, msgpack as bytes. Raises `BadRequest` that says what was expected."""
    try:
        if isinstance(data, str):
            return _CLIENT_MESSAGE.validate_json(data)
        return _CLIENT_MESSAGE.validate_python(unpack(data))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "message"
        raise BadRequest(
            f"{place}: {first['msg']}; expected {{type: subscribe, runs, metrics, distributions, cursors}} "
            "or {type: ping}"
        ) from None


def size_of(frame: Frame) -> int:
    """About how many bytes a frame has."""
    series: Iterable[Mapping[str, Any]] = frame["series"].values()
    histograms: Iterable[Mapping[str, Any]] = frame["distributions"].values()
    return (
        64
        + sum(len(one["values"]) + 8 * len(one["steps"]) for one in series)
        + sum(len(one["counts"]) + 8 * len(one["steps"]) for one in histograms)
    )


def choose(frame: Frame, metrics: Collection[str], distributions: Collection[str]) -> Frame:
    """The frame with the named series and distributions only."""
    return {
        **frame,
        "series": {name: one for name, one in frame["series"].items() if name in metrics},
        "distributions": {name: one for name, one in frame["distributions"].items() if name in distributions},
    }


def is_empty(frame: Frame) -> bool:
    """Whether a frame has no row."""
    return not frame["series"] and not frame["distributions"]


def merge_frames(frames: list[Frame]) -> Frame:
    """Consecutive frames of one run as one that ends where the last ended; every row is kept, in order."""
    if len(frames) == 1:
        return frames[0]
    return {
        **frames[-1],
        "series": _merge_each([frame["series"] for frame in frames], "values"),
        "distributions": _merge_each([frame["distributions"] for frame in frames], "counts"),
    }


def _merge_each(parts: list[dict[str, dict[str, Any]]], array: str) -> dict[str, dict[str, Any]]:
    gathered: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        for name, one in part.items():
            gathered.setdefault(name, []).append(one)
    return {name: _join(same, array) for name, same in gathered.items()}


def _join(parts: list[dict[str, Any]], array: str) -> dict[str, Any]:
    if len(parts) == 1:
        return parts[0]
    rows = [step for part in parts for step in part["steps"]]
    joined: dict[str, Any] = {
        "steps": rows,
        "shape": [len(rows), *parts[0]["shape"][1:]],
        array: b"".join(part[array] for part in parts),
    }
    if "nonfinite" in parts[0]:
        joined["nonfinite"] = [row for part in parts for row in part["nonfinite"]]
    return joined


def encode(frame: Frame, encoding: Encoding) -> str | bytes:
    """The frame as one websocket message: bytes in msgpack, text in JSON."""
    if encoding == "msgpack":
        return pack(frame)
    return to_json_bytes(_with_lists(frame)).decode()


def _with_lists(frame: Frame) -> Frame:
    if frame["type"] != "telemetry":
        return frame
    return {
        **frame,
        "series": {
            name: {**one, "values": np.frombuffer(one["values"], "<f4").reshape(one["shape"]).tolist()}
            for name, one in frame["series"].items()
        },
        "distributions": {
            name: {**one, "counts": np.frombuffer(one["counts"], "<u4").reshape(one["shape"]).tolist()}
            for name, one in frame["distributions"].items()
        },
    }
