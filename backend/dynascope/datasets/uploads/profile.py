"""Describes the columns of a table as its batches go by."""

from __future__ import annotations

import math
from typing import Any, Protocol

from dynascope.datasets.uploads.about import (
    LONGEST_VALUE,
    MOST_VALUES,
    PREVIEW_COLUMNS,
    PREVIEW_ROWS,
    Cell,
    Column,
    Image,
    Kind,
    Value,
)
from dynascope.datasets.uploads.arrow import arrow, compute


class Table(Protocol):
    """What every format gives: names, kinds and the file's own types, column by column."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        ...

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What they hold."""
        ...

    @property
    def stored_as(self) -> tuple[str, ...]:
        """What the file calls that."""
        ...

    @property
    def images(self) -> tuple[Image, ...]:
        """Which columns are pixels."""
        ...

    def batches(self) -> Any:
        """The rows, as record batches of the columns that are of a kind."""
        ...


class TableProfile:
    """What is known of a table after the batches seen so far."""

    def __init__(self, table: Table) -> None:
        self.rows = 0
        self._preview: list[tuple[Cell, ...]] = []
        self._columns = [
            ColumnProfile(name, kind, stored_as)
            for name, kind, stored_as in zip(table.names, table.kinds, table.stored_as, strict=True)
        ]

    def add(self, batch: Any) -> None:
        """Takes the next rows."""
        arrays = dict(zip(batch.schema.names, batch.columns, strict=True))
        missing = PREVIEW_ROWS - len(self._preview)
        if missing > 0:
            shown = self._columns[:PREVIEW_COLUMNS]
            count = min(missing, batch.num_rows)
            cells = [
                _cells(arrays[column.name][:count]) if column.name in arrays else [None] * count for column in shown
            ]
            self._preview.extend(zip(*cells, strict=True))
        for column in self._columns:
            if column.name in arrays:
                column.add(arrays[column.name])
        self.rows += batch.num_rows

    @property
    def preview(self) -> tuple[tuple[Cell, ...], ...]:
        """The first rows of the first columns."""
        return tuple(self._preview)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns."""
        return tuple(column.described() for column in self._columns)


class ColumnProfile:
    """What is known of one column."""

    def __init__(self, name: str, kind: Kind, stored_as: str) -> None:
        self.name = name
        self._kind: Kind = kind
        self._stored_as = stored_as
        self._missing = 0
        self._infinite = 0
        self._finite = 0
        self._sum = 0.0
        self._least: float | None = None
        self._most: float | None = None
        self._counts: dict[Any, int] | None = {}

    def add(self, values: Any) -> None:
        """Takes the values of the next rows."""
        self._missing += values.null_count
        if self._kind in ("integer", "number"):
            self._add_numbers(compute.cast(values, arrow.float64(), safe=False))
        if self._counts is not None:
            self._count(values)

    def described(self) -> Column:
        """The column as it is told."""
        counts = None if self._kind == "unsupported" else self._counts
        return Column(
            name=self.name,
            kind=self._kind,
            stored_as=self._stored_as,
            missing=self._missing,
            infinite=self._infinite,
            minimum=self._least,
            maximum=self._most,
            mean=self._sum / self._finite if self._finite and math.isfinite(self._sum) else None,
            values=None
            if counts is None
            else tuple(Value(value=value, count=counts[value]) for value in sorted(counts)),
        )

    def _add_numbers(self, numbers: Any) -> None:
        finite = compute.is_finite(numbers)
        known = compute.drop_null(compute.filter(numbers, finite))
        self._infinite += len(numbers) - numbers.null_count - len(known)
        if len(known):
            bounds = compute.min_max(known).as_py()
            self._least = bounds["min"] if self._least is None else min(self._least, bounds["min"])
            self._most = bounds["max"] if self._most is None else max(self._most, bounds["max"])
            self._sum += compute.sum(known).as_py()
            self._finite += len(known)

    def _count(self, values: Any) -> None:
        assert self._counts is not None
        found = compute.value_counts(compute.drop_null(values))
        if len(found) <= MOST_VALUES:
            for value, count in zip(found.field("values").to_pylist(), found.field("counts").to_pylist(), strict=True):
                if not _infinite(value):
                    self._counts[value] = self._counts.get(value, 0) + count
        if len(found) > MOST_VALUES or len(self._counts) > MOST_VALUES or _long(self._counts):
            self._counts = None


def _infinite(value: Any) -> bool:
    return isinstance(value, float) and math.isinf(value)


def _long(values: Any) -> bool:
    return any(isinstance(value, str) and len(value) > LONGEST_VALUE for value in values)


def _cells(values: Any) -> list[Cell]:
    """Cells as JSON takes them: long texts cut, infinities by name."""
    return [_cell(value) for value in values.to_pylist()]


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"
    if _infinite(value):
        return "∞" if value > 0 else "-∞"
    return value
