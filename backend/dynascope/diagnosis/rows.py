"""Figures over rows that several rules need. A figure is always a row's own: one that was measured at a step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dynascope.diagnosis.run import Floats, Run


def first_streak(holds: NDArray[np.bool_], length: int) -> int | None:
    """The first row of the first stretch of `length` rows in which `holds` [rows] is true, or None.

    >>> first_streak(np.array([True, False, True, True]), 2)
    2
    """
    if len(holds) < length:
        return None
    windows = np.lib.stride_tricks.sliding_window_view(holds, length).all(axis=-1)
    return int(np.argmax(windows)) if windows.any() else None


def first_streaks(holds: NDArray[np.bool_], length: int) -> dict[int, int]:
    """`first_streak` of each layer of a table [rows, layers], by the layer's index; those without one are left out.

    >>> first_streaks(np.array([[True, False], [False, True], [False, True]]), 2)
    {1: 1}
    """
    starts = {layer: first_streak(holds[:, layer], length) for layer in range(holds.shape[1])}
    return {layer: row for layer, row in starts.items() if row is not None}


def earliest(starts: dict[int, int]) -> tuple[int, list[int]]:
    """The first row of all, and the layers that start at it.

    >>> earliest({0: 5, 1: 3, 2: 3})
    (3, [1, 2])
    """
    row = min(starts.values())
    return row, [layer for layer, start in starts.items() if start == row]


def median_row(values: Floats, first: int = 0) -> int:
    """The row, from `first` on, whose value is the (lower) median of those rows.

    >>> median_row(np.array([9.0, 1.0, 5.0, 2.0]), 1)
    3
    """
    rows = values[first:]
    return first + int(np.argsort(rows, kind="stable")[(len(rows) - 1) // 2])


def medians_at_ends(run: Run, metric: str, rows: int) -> tuple[tuple[int, float], tuple[int, float]]:
    """Step and value of the (lower) median of the first and of the last `rows` rows of a [step] metric that has so
    many. Raises `ValueError` for one that has none."""
    opening, closing = run.opening.curve(metric), run.closing.curve(metric)
    if opening is None or closing is None:
        raise ValueError(f"{metric} has no rows")
    return opening.at(median_row(opening.values[:rows])), closing.at(median_row(closing.values, len(closing) - rows))


def value_at(run: Run, metric: str, step: int) -> float | None:
    """The value of a [step] metric in the row of a step, or None where there is none."""
    curve = run.curve(metric)
    rows = np.empty(0, np.intp) if curve is None else np.flatnonzero(curve.steps == step)
    return float(curve.values[rows[0]]) if curve is not None and len(rows) else None


def rolling_median(values: Floats, rows: int) -> Floats:
    """The median of each `rows` (odd) consecutive values; row i stands for the rows i to i + rows - 1."""
    if len(values) < rows:
        return np.empty(0)
    return np.median(np.lib.stride_tricks.sliding_window_view(values, rows), axis=-1)


def ratio(above: Floats, below: Floats) -> Floats:
    """above / below; NaN where there is nothing to divide by."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)
