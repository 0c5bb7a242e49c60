"""Arrays as bytes and back: exact, little-endian; evenly spaced steps take no bytes."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray


def pack_steps(steps: NDArray[np.int64]) -> bytes:
    """Steps, increasing, as bytes; none where first, last and number of rows say all."""
    gaps = steps[1:] - steps[:-1]
    even = len(gaps) == 0 or bool(np.all(gaps == gaps[0]))
    return b"" if even else np.ascontiguousarray(steps, dtype="<i8").tobytes()


def unpack_steps(data: bytes, first: int, last: int, rows: int) -> NDArray[np.int64]:
    """The reverse of `pack_steps`."""
    if data:
        return np.frombuffer(data, dtype="<i8").astype(np.int64, copy=False)
    gap = (last - first) // (rows - 1) if rows > 1 else 1
    return first + gap * np.arange(rows, dtype=np.int64)


def pack_values(values: NDArray[np.floating]) -> tuple[str, bytes]:
    """The type (`<f4` or `<f8`) and the bytes; NaN and infinities keep their bits."""
    dtype = "<f8" if values.dtype == np.float64 else "<f4"
    return dtype, np.ascontiguousarray(values, dtype=dtype).tobytes()


def unpack_values(data: bytes, dtype: str, shape: tuple[int, ...]) -> NDArray[np.floating]:
    """The reverse of `pack_values`."""
    return np.frombuffer(data, dtype=dtype).reshape(shape)


def pack_counts(counts: NDArray[np.integer]) -> bytes:
    """Counts as compressed uint32: most bins are empty."""
    return zlib.compress(np.ascontiguousarray(counts, dtype="<u4").tobytes(), 1)


def unpack_counts(data: bytes, shape: tuple[int, ...]) -> NDArray[np.int32]:
    """The reverse of `pack_counts`."""
    return np.frombuffer(zlib.decompress(data), dtype="<u4").reshape(shape).astype(np.int32)
