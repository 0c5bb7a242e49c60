"""A bounded view of a series that grows: evenly spaced rows of it, whatever its length."""

from __future__ import annotations

import numpy as np

from dynascope.telemetry import SeriesBlock

CELLS = 32_768
FEWEST, MOST = 512, 4096
"""A series keeps about `CELLS` numbers, in 512 to 4,096 rows: rules judge tenths of them, of however many layers."""


class SpacedRows:
    """Rows of one series: all of them while they are few, then those whose number is a multiple of a power of two, and
    always the last. So medians and shares stay those of the whole, and rows kept later were kept before.

    >>> rows = SpacedRows(most=4)
    >>> rows.extend(SeriesBlock(np.arange(8), np.arange(8.0)))
    >>> rows.block().steps.tolist()
    [0, 2, 4, 6, 7]
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._rows = 0
        self._stride = 1
        self._kept: SeriesBlock | None = None
        self._last: SeriesBlock | None = None

    @property
    def last_step(self) -> int:
        """The step of the last row; -1 before the first."""
        return -1 if self._last is None else int(self._last.steps[-1])

    @property
    def nbytes(self) -> int:
        """Memory that the rows take, in bytes."""
        return sum(one.steps.nbytes + one.values.nbytes for one in (self._kept, self._last) if one is not None)

    def extend(self, block: SeriesBlock) -> None:
        """Takes in rows that follow those before."""
        if not block.rows:
            return
        numbers = np.arange(self._rows, self._rows + block.rows)
        new = _rows(block, numbers % self._stride == 0)
        self._kept = new if self._kept is None else _joined(self._kept, new)
        self._last = SeriesBlock(block.steps[-1:].copy(), block.values[-1:].copy())
        self._rows += block.rows
        most = self._most or min(MOST, max(FEWEST, CELLS // max(1, int(np.prod(block.values.shape[1:])))))
        while self._kept.rows > most:
            self._kept = SeriesBlock(self._kept.steps[::2].copy(), self._kept.values[::2].copy())
            self._stride *= 2

    def block(self) -> SeriesBlock | None:
        """The rows, or None before the first."""
        if self._kept is None or self._last is None or self._kept.steps[-1] == self._last.steps[-1]:
            return self._kept
        return _joined(self._kept, self._last)


def _rows(block: SeriesBlock, which: np.ndarray) -> SeriesBlock:
    return SeriesBlock(block.steps[which], block.values[which])


def _joined(first: SeriesBlock, second: SeriesBlock) -> SeriesBlock:
    return SeriesBlock(np.concatenate([first.steps, second.steps]), np.concatenate([first.values, second.values]))
