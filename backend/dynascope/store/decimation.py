"""Which rows of a series stay when not all can: min/max decimation, NumPy only.

Every function answers row indices, increasing. A series has `values` [rows] or [rows, width]; whole rows stay. Each
value is of one of four classes: finite, NaN, +inf, -inf. A non-finite *stretch* is a maximal run of rows of one
non-finite class in one column.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Values = NDArray[np.floating]

REDUCTION = 4
"""Each level of the pyramid holds about this factor fewer rows than the one below."""


def decimate(steps: NDArray[np.int64], values: Values, max_points: int) -> Rows:
    """About `max_points` rows that show what all would, spread evenly over the steps.

    First, last, the extremes of each column and both ends of each of its non-finite stretches stay, even where these
    alone are more than `max_points`. With `max_points` not smaller than the rows, every row stays.

    >>> decimate(np.arange(6), np.array([0.0, 1.0, 9.0, 1.0, -3.0, 0.0]), 4).tolist()
    [0, 2, 4, 5]
    """
    rows = len(steps)
    if rows <= max_points:
        return np.arange(rows)
    table = _table(values)
    chosen = np.zeros(rows, dtype=np.bool_)
    chosen[[0, -1]] = True
    chosen[_extremes(table, np.zeros(1, dtype=np.intp))] = True
    chosen[_stretch_ends(table)] = True
    neighbours = chosen.copy()
    neighbours[_transitions(table)] = True
    if np.count_nonzero(neighbours) <= max_points:
        chosen = neighbours
    return np.flatnonzero(_refine(steps, table, chosen, max_points))


def thin(values: Values) -> Rows:
    """A quarter of the rows, for the next level of a pyramid.

    Of each bucket the rows that hold a column's extreme stay, and of the whole the first, the last and both rows of
    each change of class; so all that `decimate` must keep is still there.
    """
    table = _table(values)
    rows, width = table.shape
    chosen = np.zeros(rows, dtype=np.bool_)
    chosen[[0, -1]] = True
    chosen[_transitions(table)] = True
    chosen[_extremes(table, np.arange(0, rows, 2 * REDUCTION * width, dtype=np.intp))] = True
    missing = -(-rows // REDUCTION) - int(np.count_nonzero(chosen))
    if missing > 0:
        others = np.flatnonzero(~chosen)
        chosen[others[np.linspace(0, len(others) - 1, missing).astype(np.intp)]] = True
    return np.flatnonzero(chosen)


def _table(values: Values) -> Values:
    return values[:, None] if values.ndim == 1 else values


def _refine(steps: NDArray[np.int64], table: Values, chosen: NDArray[np.bool_], max_points: int) -> NDArray[np.bool_]:
    """Adds the extremes of as many buckets of equal width in steps as `max_points` has room for."""
    room = max_points - int(np.count_nonzero(chosen))
    span = float(steps[-1] - steps[0]) + 1.0
    position = (steps - steps[0]).astype(np.float64) / span
    low, high, best = 0, room + 1, chosen
    while high - low > max(1, low // 64):
        buckets = (low + high) // 2
        bucket = np.floor(position * buckets).astype(np.intp)
        starts = np.concatenate([[0], np.flatnonzero(bucket[1:] != bucket[:-1]) + 1])
        candidate = chosen.copy()
        candidate[_extremes(table, starts)] = True
        if np.count_nonzero(candidate) <= max_points:
            low, best = buckets, candidate
        else:
            high = buckets
    return best


def _extremes(table: Values, starts: Rows) -> Rows:
    """The first row of each bucket (they begin at `starts`) with the smallest, and with the largest, finite value of a
    column."""
    finite = np.isfinite(table)
    below = np.where(finite, table, np.inf)
    above = np.where(finite, table, -np.inf)
    sizes = np.diff(starts, append=len(table))
    smallest = np.repeat(np.minimum.reduceat(below, starts, axis=0), sizes, axis=0)
    largest = np.repeat(np.maximum.reduceat(above, starts, axis=0), sizes, axis=0)
    bucket = np.repeat(np.arange(len(starts)), sizes)
    return np.concatenate(
        [_first_of_each(finite & (below == smallest), bucket), _first_of_each(finite & (above == largest), bucket)]
    )


def _first_of_each(hits: NDArray[np.bool_], bucket: Rows) -> Rows:
    rows, columns = np.nonzero(hits)
    _, first = np.unique(bucket[rows] * hits.shape[1] + columns, return_index=True)
    return rows[first]


def _classes(table: Values) -> NDArray[np.uint8]:
    classes = np.isnan(table).astype(np.uint8)
    classes[np.isposinf(table)] = 2
    classes[np.isneginf(table)] = 3
    return classes


def _changes(classes: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """[rows - 1, width]: whether a row's class differs from that of the row before."""
    return classes[1:] != classes[:-1]


def _transitions(table: Values) -> Rows:
    """Both rows of each change of class."""
    before = np.flatnonzero(_changes(_classes(table)).any(axis=1))
    return np.concatenate([before, before + 1])


def _stretch_ends(table: Values) -> Rows:
    """Both ends of each non-finite stretch."""
    classes = _classes(table)
    edge = np.ones((1, table.shape[1]), dtype=np.bool_)
    changes = _changes(classes)
    starts = np.concatenate([edge, changes]) & (classes > 0)
    ends = np.concatenate([changes, edge]) & (classes > 0)
    return cast("Rows", np.flatnonzero((starts | ends).any(axis=1)))
