"""CSV: UTF-8 with a header, separated by comma, semicolon, tab or |, quoted as RFC 4180 has it.

The file is read three times in blocks, so that memory does not grow with it: once as bytes, for what Arrow cannot say
(where it stops being UTF-8); once as texts, to see which kind all values of a column have; once to give the values.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dynascope.datasets.uploads.about import Image, Kind
from dynascope.datasets.uploads.arrow import ArrowInvalid, arrow, csv_reader
from dynascope.datasets.uploads.kinds import NARROWEST, is_kind, stored, texts
from dynascope.datasets.uploads.names import check_names
from dynascope.datasets.uploads.refusal import RefusedFile, no_rows, refused, shown

BLOCK = 4 << 20
"""Bytes that Arrow reads at a time, of which it holds 32 ahead. A row, and the header, must fit."""

WIDE, WIDE_BLOCK = 500, 16 << 20
"""From so many columns on the blocks are larger: each costs time for every column."""

SEPARATORS = ",;\t|"


class CsvTable:
    """A CSV file as batches of typed columns. Raises `RefusedFile` where it is none."""

    images: tuple[Image, ...] = ()

    def __init__(self, path: Path) -> None:
        self._path = path
        _check_bytes(path)
        header, self._separator = _header(path)
        self.names = tuple(name.strip() or f"column_{number}" for number, name in enumerate(header, start=1))
        check_names(self.names)
        self._block = WIDE_BLOCK if len(self.names) >= WIDE else BLOCK
        self.kinds = self._kinds()
        self.stored_as = ("text",) * len(self.names)

    def batches(self) -> Iterator[Any]:
        """The rows, a block at a time, as record batches of the stored types."""
        for batch in self._texts():
            columns = [stored(column, kind) for column, kind in zip(batch, self.kinds, strict=True)]
            yield arrow.record_batch(columns, names=list(self.names))

    def _kinds(self) -> tuple[Kind, ...]:
        possible = [list(NARROWEST) for _ in self.names]
        for batch in self._texts():
            for kinds, column in zip(possible, batch, strict=True):
                kinds[:] = [kind for kind in kinds if is_kind(column, kind)]
        return tuple(kinds[0] if kinds else "category" for kinds in possible)

    def _texts(self) -> Iterator[list[Any]]:
        """The columns of each block as texts."""
        bad: list[Any] = []

        def note(row: Any) -> str:
            bad.append(row)
            return "error"

        generated = [f"f{number}" for number in range(len(self.names))]
        try:
            reader = csv_reader.open_csv(
                self._path,
                read_options=csv_reader.ReadOptions(
                    block_size=self._block, use_threads=False, autogenerate_column_names=True
                ),
                parse_options=csv_reader.ParseOptions(
                    delimiter=self._separator, newlines_in_values=True, invalid_row_handler=note
                ),
                convert_options=csv_reader.ConvertOptions(
                    check_utf8=False, column_types=dict.fromkeys(generated, arrow.string()), strings_can_be_null=False
                ),
            )
            header = True
            for batch in reader:
                columns = [texts(column) for column in batch.columns]
                yield [column[1:] for column in columns] if header else columns
                header = False
        except ArrowInvalid as error:
            raise _refusal(bad, len(self.names), self._block, error) from None


def _refusal(bad: list[Any], columns: int, block: int, error: Exception) -> RefusedFile:
    if bad:
        row = bad[0]
        cells = "cell" if row.actual_columns == 1 else "cells"
        return refused(
            "ragged_row",
            f"row {row.number:,} has {row.actual_columns} {cells}, and the header has {columns} (the header is row 1, "
            f"empty lines are not counted): {shown(row.text)}",
            row=row.number,
            cells=row.actual_columns,
            columns=columns,
        )
    if "straddling" in str(error):
        return _row_too_long(block)
    return refused("unreadable", f"the file cannot be read as CSV: {error}", format="CSV", reason=str(error))


def _row_too_long(block: int) -> RefusedFile:
    return refused(
        "row_too_long",
        f"a row is longer than {block >> 20} MiB; is there a quote that is never closed?",
        mebibytes=block >> 20,
    )


def _check_bytes(path: Path) -> None:
    """Raises `RefusedFile` at the first byte that is not UTF-8, at a zero byte, for a quote that is never closed."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    before, quotes = 0, 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(BLOCK)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                offset = before - pending + error.start
                raise refused(
                    "not_utf8",
                    f"the file is not UTF-8: byte {offset:,} is 0x{error.object[error.start]:02x}; save it as UTF-8",
                    offset=offset,
                    byte=f"0x{error.object[error.start]:02x}",
                ) from None
            zero = chunk.find(0)
            if zero >= 0:
                raise refused(
                    "zero_byte",
                    f"byte {before + zero:,} of the file is 0, which no text has; save it as UTF-8",
                    offset=before + zero,
                )
            quotes += chunk.count(b'"')
            before += len(chunk)
            if not chunk:
                break
    if quotes % 2:
        raise refused("open_quote", f"the file has {quotes:,} quotes, so one of them is never closed", quotes=quotes)


def _header(path: Path) -> tuple[list[str], str]:
    """The cells of the first row that is not empty, and what separates them: what gives the most cells."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = iter(lambda: file.readline(BLOCK + 1), "")
        first = next((line for line in lines if line.strip("\r\n")), None)
        if first is None:
            raise refused("empty", "the file is empty; needed: a header and at least one row")
        while first.count('"') % 2 and len(first) <= BLOCK:
            first += file.readline(BLOCK + 1)
        if len(first) > BLOCK:
            raise _row_too_long(BLOCK)
        if not any(line.strip("\r\n") for line in lines):
            raise no_rows()
    outside_quotes = re.sub(r'"[^"]*"', "", first)
    separator = max(SEPARATORS, key=outside_quotes.count)
    try:
        return next(csv.reader([first], delimiter=separator)), separator
    except csv.Error as error:
        sentence = f"the file cannot be read as CSV: {error} in the header"
        raise refused("unreadable", sentence, format="CSV", reason=f"{error} in the header") from None
