"""Parquet: columns of numbers, truth values and texts; others are kept out and named as such."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dynascope.datasets.uploads.about import Image, Kind
from dynascope.datasets.uploads.arrow import ArrowError, arrow, parquet
from dynascope.datasets.uploads.kinds import kind_of, stored, type_name
from dynascope.datasets.uploads.names import check_names
from dynascope.datasets.uploads.refusal import RefusedFile, no_rows, refused, too_large_unpacked

BLOCK = 4 << 20
"""Bytes of columns, as they are stored, that are read at a time."""

CELL = 8
"""Bytes of a number in memory."""


class ParquetTable:
    """A Parquet file as batches of typed columns; `limit` bounds its bytes once it is unpacked.

    Raises `RefusedFile` where it is none.
    """

    images: tuple[Image, ...] = ()

    def __init__(self, path: Path, limit: int) -> None:
        try:
            self._file: Any = parquet.ParquetFile(path, memory_map=True)
            metadata, schema = self._file.metadata, self._file.schema_arrow
        except (ArrowError, OSError) as error:
            raise _unreadable(error) from None
        self.names = tuple(str(name) for name in schema.names)
        check_names(self.names)
        if metadata.num_rows == 0:
            raise no_rows()
        groups = [metadata.row_group(index) for index in range(metadata.num_row_groups)]
        declared = sum(group.total_byte_size for group in groups)
        size = max(declared, CELL * metadata.num_rows * len(self.names))
        if size > limit:
            raise too_large_unpacked(size, limit)
        self.kinds: tuple[Kind, ...] = tuple(kind_of(field.type) for field in schema)
        self.stored_as = tuple(type_name(field.type) for field in schema)

    def batches(self) -> Iterator[Any]:
        """The rows, a block at a time, as record batches of the stored types; columns of no kind are left out."""
        kept = [place for place, kind in enumerate(self.kinds) if kind != "unsupported"]
        names = [self.names[place] for place in kept]
        rows = max(1, BLOCK // (CELL * len(self.names)))
        try:
            for batch in self._file.iter_batches(rows, use_threads=False):
                columns = [stored(batch.column(place), self.kinds[place]) for place in kept]
                yield arrow.record_batch(columns, names=names)
        except (ArrowError, OSError) as error:
            raise _unreadable(error) from None


def _unreadable(error: Exception) -> RefusedFile:
    reason = str(error).splitlines()[0][:200]
    return refused("unreadable", f"the file cannot be read as Parquet: {reason}", format="Parquet", reason=reason)
