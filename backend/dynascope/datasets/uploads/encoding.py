"""From the stored table to the arrays that a training reads.

Columns follow each other as the spec names them. A number or truth value is one feature; a category is one feature for
each of its values, sorted: 1 where the row has it and 0 elsewhere. What is missing is NaN,
in all features of a category.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float64, Num
from numpy import ndarray

from dynascope.datasets.uploads.about import About, Column
from dynascope.datasets.uploads.arrow import arrow, compute, parquet
from dynascope.datasets.uploads.intake import stored_name
from dynascope.datasets.uploads.selection import Selection, width_of


@dataclass(frozen=True)
class Encoded:
    """All rows in the file's own order. `groups` are the features (first, end) of each category with gaps."""

    inputs: Float64[ndarray, "samples features"]
    targets: Num[ndarray, "samples ..."]
    groups: tuple[tuple[int, int], ...]


def encode(path: Path, about: About, chosen: Selection) -> Encoded:
    """Reads the chosen columns of a stored table, one after the other."""
    file: Any = parquet.ParquetFile(path)
    places = {column.name: place for place, column in enumerate(about.columns)}

    def read(column: Column) -> Any:
        return file.read([stored_name(places[column.name])], use_threads=False).column(0)

    rows = about.rows
    inputs = np.empty((rows, sum(width_of(column) for column in chosen.features)))
    groups: list[tuple[int, int]] = []
    first = 0
    for column in chosen.features:
        end = first + width_of(column)
        values = read(column)
        if column.kind == "category":
            _one_hot(values, column, inputs[:, first:end])
            if column.missing:
                groups.append((first, end))
        else:
            inputs[:, first] = _numbers(values)
        first = end
    return Encoded(inputs, _targets(read(chosen.target), chosen), tuple(groups))


def _numbers(values: Any) -> Float64[ndarray, " samples"]:
    return compute.cast(values, arrow.float64(), safe=False).to_numpy()


def _one_hot(values: Any, column: Column, out: Float64[ndarray, "samples categories"]) -> None:
    places = _places(values, tuple(one.value for one in column.values or ()))
    out[:] = 0.0
    known = places >= 0
    out[np.flatnonzero(known), places[known]] = 1.0
    out[~known] = np.nan


def _places(values: Any, known: tuple[Any, ...]) -> Num[ndarray, " samples"]:
    """Which of the known values each row has, −1 where it has none."""
    found = compute.index_in(values, arrow.array(known, values.type))
    return compute.fill_null(found, -1).to_numpy().astype(np.int64)


def _targets(values: Any, chosen: Selection) -> Num[ndarray, "samples ..."]:
    if chosen.classes is None:
        return _numbers(values)[:, None]
    return _places(values, chosen.classes)
