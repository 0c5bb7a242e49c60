"""Whether a file of arrays can be read at all: the head of safetensors, without what reads the arrays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

from dynascope.errors import BadRequest

LENGTH_BYTES = 8
HEADER_BYTES = 100_000_000
"""The longest header that the format allows."""


def check_safetensors(path: Path, name: str) -> None:
    """Raises `BadRequest` where the file is not a whole one of safetensors: a header's length, the header in JSON, and
    as many bytes behind it as its arrays say.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(LENGTH_BYTES), "little")
        room = size - LENGTH_BYTES
        if room < 0 or length > min(room, HEADER_BYTES):
            raise _refusal(name, f"its {size} bytes do not hold the header that the first {LENGTH_BYTES} announce")
        head = file.read(length)
    try:
        header = json.loads(head)
        ends = [_end(one) for key, one in header.items() if key != "__metadata__"]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _refusal(name, "its header does not say what arrays there are") from None
    if max(ends, default=0) != room - length:
        raise _refusal(name, f"its arrays end at byte {max(ends, default=0)} of the {room - length} behind the header")


def _end(array: Any) -> int:
    """Where an array ends, counted from the header's end."""
    start, end = cast("list[Any]", array["data_offsets"])
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        raise ValueError
    if not isinstance(array["dtype"], str) or not isinstance(array["shape"], list):
        raise ValueError
    return end


def _refusal(name: str, reason: str) -> BadRequest:
    return BadRequest(f"artifact {name} is not a file of safetensors: {reason}")
