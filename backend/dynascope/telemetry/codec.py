"""The wire: frames as msgpack, arrays as little-endian bytes.

A frame is a dictionary with a `type`. `values` are float32 and `counts` uint32 bytes, little-endian, in C order of
`shape`. Where numbers go out as JSON, non-finite ones are "NaN", "Infinity" and "-Infinity".
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, cast

import msgpack
import numpy as np
from numpy.typing import NDArray

from dynascope.errors import BadRequest
from dynascope.telemetry.block import Block, DistributionBlock, SeriesBlock

Frame = dict[str, Any]

MOST_COUNTED = 2**31 - 1
MAX_STEP = 2**53
LONGEST_SHOWN = 80

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


def block_of(frame: Mapping[str, Any], where: str = "") -> Block:
    """The block of a telemetry frame. Raises `BadRequest` that names the field, behind `where`, its value and what is
    allowed. A distribution without `nonfinite` has none.
    """
    series = {
        name: _series(f"{where}series.{name_of(name)}", one)
        for name, one in _columns(frame, f"{where}series", "series")
    }
    distributions = {
        name: _distribution(f"{where}distributions.{name_of(name)}", one)
        for name, one in _columns(frame, f"{where}distributions", "distributions")
    }
    return Block(series, distributions)


def _columns(frame: Mapping[str, Any], where: str, field: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    columns: Any = frame.get(field)
    if columns is None:
        return ()
    if not isinstance(columns, Mapping):
        raise BadRequest(f"{where}: got {brief(columns)}; allowed: a map from names to rows")
    return cast("Mapping[str, Mapping[str, Any]]", columns).items()


def _series(where: str, one: Any) -> SeriesBlock:
    steps = _steps(where, one)
    values = _array(where, one, "values", "<f4", len(steps), ("[rows]", "[rows, width]"))
    return SeriesBlock(steps, values.astype(np.float32))


def _distribution(where: str, one: Any) -> DistributionBlock:
    steps = _steps(where, one)
    wire = _array(where, one, "counts", "<u4", len(steps), ("[rows, layers, bins]",))
    if wire.size and int(wire.max()) > MOST_COUNTED:
        raise BadRequest(f"{where}.counts: got counts outside of 0 to {MOST_COUNTED}: {int(wire.max())}")
    given: Any = one.get("nonfinite")
    if given is None:
        nonfinite = np.zeros(wire.shape[:2], np.int32)
    else:
        nonfinite = _whole_numbers(f"{where}.nonfinite", given, wire.shape[:2])
    return DistributionBlock(steps, wire.astype(np.int32), nonfinite)


def _array(where: str, one: Any, field: str, kind: str, rows: int, forms: tuple[str, ...]) -> NDArray[Any]:
    """The array whose bytes stand in `field`, in the shape beside them: one of `forms`, with so many rows."""
    shape, data = one.get("shape"), one.get(field)
    lengths = [form.count(",") + 1 for form in forms]
    if (
        not isinstance(shape, (list, tuple))
        or len(cast("list[Any]", shape)) not in lengths
        or any(type(side) is not int or side < 0 for side in cast("list[Any]", shape))
        or shape[0] != rows
    ):
        allowed = f"{' or '.join(forms)}, whole numbers, with a row for each of the {rows} steps"
        raise BadRequest(f"{where}.shape: got {brief(shape)}; allowed: {allowed}")
    needed = 4 * math.prod(cast("list[int]", shape))
    if not isinstance(data, bytes):
        raise BadRequest(f"{where}.{field}: got {brief(data)}; allowed: the {needed} bytes of an array ({kind})")
    if len(data) != needed:
        raise BadRequest(f"{where}.{field}: got {len(data)} bytes; allowed: {needed}, 4 a number of shape {shape}")
    return np.frombuffer(data, dtype=kind).reshape(cast("list[int]", shape))


def _whole_numbers(where: str, given: Any, shape: tuple[int, ...]) -> NDArray[np.int32]:
    try:
        array = np.asarray(given)
    except ValueError:  # lists of unequal lengths
        array = np.empty(0)
    fits = array.shape == shape or (array.size == 0 and 0 in shape)
    if not fits or (array.size and (array.dtype.kind not in "iu" or array.min() < 0 or array.max() > MOST_COUNTED)):
        allowed = f"lists of shape {list(shape)}, whole numbers from 0 to {MOST_COUNTED}"
        raise BadRequest(f"{where}: got {brief(given)}; allowed: {allowed}")
    return array.astype(np.int32).reshape(shape)


def _steps(where: str, one: Any) -> NDArray[np.int64]:
    if not isinstance(one, Mapping):
        raise BadRequest(f"{where}: got {brief(one)}; allowed: a map with steps and shape")
    steps: Any = cast("Mapping[str, Any]", one).get("steps")
    allowed = f"a list of whole numbers from 0 to {MAX_STEP}, increasing"
    if not isinstance(steps, list) or not set(map(type, cast("list[Any]", steps))) <= {int}:
        raise BadRequest(f"{where}.steps: got {brief(steps)}; allowed: {allowed}")
    numbers = cast("list[int]", steps)
    if numbers and not 0 <= min(numbers) <= max(numbers) <= MAX_STEP:
        wrong = next(step for step in numbers if not 0 <= step <= MAX_STEP)
        raise BadRequest(f"{where}.steps: got {brief(wrong)}; allowed: {allowed}")
    array = np.asarray(numbers, np.int64)
    if len(array) > 1 and np.any(array[1:] <= array[:-1]):
        place = int(np.argmax(array[1:] <= array[:-1]))
        raise BadRequest(f"{where}.steps: got {array[place + 1]} after {array[place]}; allowed: {allowed}")
    return array


def name_of(name: Any) -> str:
    """A name as part of a path in an error."""
    return name if isinstance(name, str) and name.isprintable() and len(name) <= LONGEST_SHOWN else brief(name)


def brief(value: Any) -> str:
    """A value as an error names it, in ASCII, cut where it is long; bytes by their number.

    >>> brief("\x1b"), brief(b"abc")
    ("'\\\\x1b'", '3 bytes')
    """
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    text = ascii(cast("str | list[Any]", value)[:LONGEST_SHOWN] if isinstance(value, (str, list)) else value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


def pack(value: Any) -> bytes:
    """Any frame or batch as msgpack."""
    return cast("bytes", _msgpack.packb(value, use_bin_type=True))


def unpack(data: bytes) -> Any:
    """The reverse of `pack`. Raises `BadRequest` for bytes that are not msgpack."""
    try:
        return _msgpack.unpackb(data, raw=False, strict_map_key=True)
    except (ValueError, _msgpack.exceptions.UnpackException, RecursionError) as error:
        raise BadRequest(f"the body is not msgpack: {_trouble(data, error)}") from error


def _trouble(data: bytes, error: Exception) -> str:
    """What is wrong with bytes that are not msgpack; its own errors often say nothing."""
    if not data:
        return "it is empty"
    if isinstance(error, (RecursionError, _msgpack.exceptions.StackError)):
        return "it is nested too deeply"
    if isinstance(error, _msgpack.exceptions.ExtraData):
        return "more follows after the first value"
    if isinstance(error, _msgpack.exceptions.FormatError):
        return "it has a byte that begins no value"
    return str(error) or "it ends too early"


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
