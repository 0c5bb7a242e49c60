"""NPZ: arrays of numbers, truth values or texts with the same first length.

An array of one axis is a column of its name; one of more axes gives a column `name_1`, `name_2`, ... for each of its
numbers, in row-major order, and where it has three or four axes these are the pixels of an image. The arrays are
unpacked one after the other into files and read from there, so that memory does not grow with them. Nothing is
unpickled: an array of Python objects is refused by its header.
"""

from __future__ import annotations

import math
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy

from dynascope.datasets.uploads.about import Image, Kind
from dynascope.datasets.uploads.arrow import arrow
from dynascope.datasets.uploads.kinds import stored
from dynascope.datasets.uploads.names import MOST_COLUMNS, check_names
from dynascope.datasets.uploads.refusal import RefusedFile, no_rows, refused, shown, too_large_unpacked

BLOCK = 4 << 20
"""Bytes of the arrays that are turned into columns at a time."""

KINDS: dict[str, Kind] = {"b": "boolean", "i": "integer", "u": "integer", "f": "number", "U": "category"}
"""From NumPy's letters to ours."""

ENCRYPTED = 1
"""The bit of a zip entry's flags."""

_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError, RuntimeError)


@dataclass(frozen=True)
class _Array:
    """An unpacked array: [rows, columns], its name, and the lengths of its further axes."""

    name: str
    values: np.ndarray[Any, Any]
    shape: tuple[int, ...]

    @property
    def kind(self) -> Kind:
        return "number" if self.values.dtype == np.uint64 else KINDS[self.values.dtype.kind]

    @property
    def names(self) -> list[str]:
        if not self.shape:
            return [self.name]
        return [f"{self.name}_{number}" for number in range(1, math.prod(self.shape) + 1)]


class NpzTable:
    """An NPZ file as batches of typed columns; `folder` is where arrays are unpacked, `limit` bounds their bytes.

    Raises `RefusedFile` where it is none.
    """

    def __init__(self, path: Path, folder: Path, limit: int) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                _check_entries(archive, limit)
                self._arrays = [
                    _unpack(archive, entry, folder / f"array-{number}")
                    for number, entry in enumerate(archive.infolist())
                ]
        except _UNREADABLE as error:
            raise _unreadable(str(error)) from None
        self._rows = _common_length(self._arrays)
        self.names = tuple(name for array in self._arrays for name in array.names)
        check_names(self.names)
        self.kinds: tuple[Kind, ...] = tuple(array.kind for array in self._arrays for _ in array.names)
        self.stored_as = tuple(str(array.values.dtype) for array in self._arrays for _ in array.names)
        self.images = tuple(_images(self._arrays))

    def batches(self) -> Iterator[Any]:
        """The rows, a block at a time, as record batches of the stored types."""
        width = sum(array.values.itemsize * array.values.shape[1] for array in self._arrays)
        step = max(1, BLOCK // max(1, width))
        for first in range(0, self._rows, step):
            columns = [
                stored(arrow.array(np.ascontiguousarray(array.values[first : first + step, index])), array.kind)
                for array in self._arrays
                for index in range(array.values.shape[1])
            ]
            yield arrow.record_batch(columns, names=list(self.names))


def _check_entries(archive: zipfile.ZipFile, limit: int) -> None:
    entries = archive.infolist()
    if any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise refused("excel", "the file is a workbook of Excel; save the sheet as CSV (UTF-8)")
    for entry in entries:
        if not entry.filename.endswith(".npy"):
            raise _unreadable(f"it holds {shown(entry.filename)}, which is not an array of NumPy")
        if entry.flag_bits & ENCRYPTED:
            raise _unreadable(f"{shown(entry.filename)} is encrypted")
    if not entries or len(entries) > MOST_COLUMNS:
        raise _unreadable(f"it holds {len(entries):,} arrays; allowed: 1 to {MOST_COLUMNS:,}")
    size = sum(entry.file_size for entry in entries)
    if size > limit:
        raise too_large_unpacked(size, limit)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> _Array:
    """Writes the numbers of an array to a file of their own. The header says what they are and how many."""
    name = entry.filename.removesuffix(".npy")
    with archive.open(entry) as source:
        shape, by_column, dtype = _read_header(name, source)
        if not shape:
            raise _unreadable(f"array {shown(name)} is a single value; allowed: a value a row")
        expected = math.prod(shape) * dtype.itemsize
        if source.tell() + expected != entry.file_size:
            raise _unreadable(f"array {shown(name)} should have {expected:,} bytes and has another number of them")
        with target.open("wb") as file:
            shutil.copyfileobj(source, file, BLOCK)
    if not expected:
        raise no_rows()
    values = np.memmap(target, dtype, "r", shape=shape, order="F" if by_column else "C")
    return _Array(name, values.reshape(shape[0], -1), shape[1:])


def _read_header(name: str, source: Any) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    readers: dict[tuple[int, int], Any] = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    version = npy.read_magic(source)
    if version not in readers:
        raise _unreadable(f"array {shown(name)} is of version {version[0]}.{version[1]} of the format")
    shape, by_column, dtype = readers[version](source)
    if dtype.hasobject:
        raise refused(
            "pickle",
            f"array {shown(name)} holds Python objects (a pickle), which could run code when they are read; "
            "save it as numbers, truth values or texts",
            array=name,
        )
    if dtype.kind not in KINDS or dtype.names is not None:
        raise refused(
            "bad_array_type",
            f"array {shown(name)} is of type {dtype}; allowed: numbers, truth values and texts (str)",
            array=name,
            type=str(dtype),
        )
    return shape, by_column, dtype


def _common_length(arrays: list[_Array]) -> int:
    lengths = {array.name: len(array.values) for array in arrays}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{shown(name)} {length:,}" for name, length in list(lengths.items())[:10])
        raise refused(
            "unequal_lengths",
            f"the arrays differ in their first length: {listed}; allowed: one length, a row each",
            lengths=listed,
        )
    return next(iter(lengths.values()))


def _images(arrays: list[_Array]) -> Iterator[Image]:
    first = 0
    for array in arrays:
        if len(array.shape) in (2, 3):
            height, width, *channels = array.shape
            yield Image(first=first, height=height, width=width, channels=channels[0] if channels else 1)
        first += len(array.names)


def _unreadable(reason: str) -> RefusedFile:
    return refused("unreadable", f"the file cannot be read as NPZ: {reason}", format="NPZ", reason=reason)
