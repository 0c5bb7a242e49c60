"""A bounded view of a growing series."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.diagnosis.kept import KeptRows
from dynascope.telemetry import SeriesBlock


def grown(sizes: list[int], most: int, width: int | None = None) -> tuple[KeptRows, SeriesBlock]:
    rows, first = KeptRows(most), 0
    values = np.random.default_rng(0).normal(size=(sum(sizes), *([] if width is None else [width])))
    whole = SeriesBlock(np.arange(sum(sizes)) * 3, values)
    for size in sizes:
        rows.extend(SeriesBlock(whole.steps[first : first + size], whole.values[first : first + size]))
        first += size
    return rows, whole


@pytest.mark.parametrize("width", [None, 4])
def test_few_rows_are_all_there(width: int | None) -> None:
    rows, whole = grown([1, 7, 2], 16, width)
    block = rows.spaced
    assert block is not None
    assert np.array_equal(block.steps, whole.steps)
    assert np.array_equal(block.values, whole.values)


@pytest.mark.parametrize("sizes", [[1000], [1] * 1000, [3, 500, 497]])
def test_many_rows_are_thinned_alike_however_they_come(sizes: list[int]) -> None:
    rows, whole = grown(sizes, 100)
    block = rows.spaced
    assert block is not None
    numbers = np.append(np.arange(0, 1000, 16), 999)
    assert np.array_equal(block.steps, whole.steps[numbers])
    assert np.array_equal(block.values, whole.values[numbers])
    assert rows.last_step == whole.steps[-1]


@pytest.mark.parametrize("sizes", [[1000], [1] * 1000, [3, 500, 497]])
def test_the_first_and_the_last_rows_have_no_gaps(sizes: list[int]) -> None:
    rows, whole = grown(sizes, 100)
    assert rows.first is not None
    assert rows.last is not None
    assert np.array_equal(rows.first.steps, whole.steps[:64])
    assert np.array_equal(rows.first.values, whole.values[:64])
    assert np.array_equal(rows.last.steps, whole.steps), "nothing is let go before it was judged"
    assert rows.whole_since == 0
    rows.forget()
    assert np.array_equal(rows.last.values, whole.values[-100:])
    assert rows.whole_since == whole.steps[-100]
    rows.extend(SeriesBlock(np.array([3000]), np.array([1.0])))
    assert rows.last.rows == 101
    assert rows.whole_since == whole.steps[-100]


def test_memory_is_that_of_the_rows_that_are_kept() -> None:
    rows, whole = grown([1000], 100, 4)
    rows.forget()
    # 64 first ones, 63 of every sixteenth, the last 100.
    assert rows.nbytes == (64 + 63 + 100) * (8 + 4 * whole.values.itemsize)
    assert KeptRows().nbytes == 0


def test_a_series_without_rows_is_none() -> None:
    rows = KeptRows()
    rows.extend(SeriesBlock(np.empty(0, np.int64), np.empty(0)))
    rows.forget()
    assert rows.spaced is rows.first is rows.last is None
    assert rows.last_step == -1
