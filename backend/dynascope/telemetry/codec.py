"""The wire: frames as msgpack, arrays as little-endian bytes.

A frame is a dictionary with a `type`. `values` are float32 and `counts` uint32 bytes, little-endian, in C order of
`shape`. Where numbers go out as JSON, non-finite ones are "NaN", "Infinity" and "-Infinity".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, cast

import msgpack
import numpy as np
from numpy.typing import NDArray

from dynascope.errors import BadRequest
from dynascope.telemetry.block import Block, DistributionBlock, SeriesBlock

Frame = dict[str, Any]

MOST_COUNTED = 2**31 - 1

_msgpack: Any = msgpack  # its stubs are partial


def telemetry_frame(run: str, epoch: int, seq: int, block: Block) -> Frame:
    """A block as a telemetry frame, arrays as bytes."""
    return {
        "type": "telemetry",
        "run": run,
        "epoch": epoch,
        "seq": seq,
        "series": {
            name: {
                "steps": one.steps.tolist(),
                "shape": list(one.values.shape),
                "values": np.ascontiguousarray(one.values, dtype="<f4").tobytes(),
            }
            for name, one in block.series.items()
        },
        "distributions": {
            name: {
                "steps": one.steps.tolist(),
                "shape": list(one.counts.shape),
                "counts": np.ascontiguousarray(one.counts, dtype="<u4").tobytes(),
                "nonfinite": one.nonfinite.tolist(),
            }
            for name, one in block.distributions.items()
        },
    }


def block_of(frame: Mapping[str, Any]) -> Block:
    """The block of a telemetry frame. Raises `BadRequest` where sizes and shapes disagree."""
    series: dict[str, SeriesBlock] = {}
    distributions: dict[str, DistributionBlock] = {}
    try:
        for name, one in cast("Mapping[str, Any]", frame.get("series") or {}).items():
            values = np.frombuffer(one["values"], dtype="<f4").reshape(one["shape"]).astype(np.float32)
            series[name] = SeriesBlock(_steps(one["steps"]), values)
        for name, one in cast("Mapping[str, Any]", frame.get("distributions") or {}).items():
            wire = np.frombuffer(one["counts"], dtype="<u4").reshape(one["shape"])
            if wire.size and int(wire.max()) > MOST_COUNTED:
                raise ValueError(f"counts outside of 0 to {MOST_COUNTED}: got {int(wire.max())}")
            counts = wire.astype(np.int32)
            nonfinite = np.asarray(one["nonfinite"], dtype=np.int32).reshape(counts.shape[:2])
            distributions[name] = DistributionBlock(_steps(one["steps"]), counts, nonfinite)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadRequest(f"a telemetry frame that cannot be read: {error}") from error
    return Block(series, distributions)


def _steps(steps: Any) -> NDArray[np.int64]:
    given = np.asarray(steps)
    if given.size and given.dtype.kind not in "iu":
        raise ValueError("steps must be whole numbers")
    array = given.astype(np.int64).reshape(-1)
    if len(array) and (array[0] < 0 or np.any(np.diff(array) <= 0)):
        raise ValueError("steps must be at least 0 and increasing")
    return array


def pack(value: Any) -> bytes:
    """Any frame or batch as msgpack."""
    return cast("bytes", _msgpack.packb(value, use_bin_type=True))


def unpack(data: bytes) -> Any:
    """The reverse of `pack`. Raises `BadRequest` for bytes that are not msgpack."""
    try:
        return _msgpack.unpackb(data, raw=False, strict_map_key=True)
    except (ValueError, _msgpack.exceptions.UnpackException, RecursionError) as error:
        raise BadRequest(f"the body is not msgpack: {error}") from error


def name_non_finite(value: Any) -> Any:
    """The same value with every non-finite float replaced by "NaN", "Infinity" or "-Infinity"."""
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if isinstance(value, Mapping):
        return {key: name_non_finite(item) for key, item in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, (list, tuple)):
        return [name_non_finite(item) for item in cast("list[Any]", value)]
    return value
