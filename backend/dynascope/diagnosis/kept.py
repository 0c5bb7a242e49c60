"""A bounded view of a series that grows: its first rows, its last ones, and evenly spaced ones of the whole."""

from __future__ import annotations

import numpy as np

from dynascope.telemetry import SeriesBlock

CELLS = 32_768
FEWEST, MOST = 512, 4096
"""Spaced rows hold about `CELLS` numbers, as do the last ones, in 512 to 4,096 rows: of however many layers."""
FIRST = 64


class KeptRows:
    """Three views of one series, each of them all of its rows while they are few:

    - `first`: the first 64, without gaps;
    - `spaced`: those whose number is a multiple of a power of two, and the last: so medians and shares stay those of
      the whole, and rows kept later were kept before;
    - `last`: those that have come since `forget` was called, and some before them, without gaps.

    >>> rows = KeptRows(most=4)
    >>> rows.extend(SeriesBlock(np.arange(8), np.arange(8.0)))
    >>> rows.spaced.steps.tolist(), rows.last.steps.tolist()
    ([0, 2, 4, 6, 7], [0, 1, 2, 3, 4, 5, 6, 7])
    >>> rows.forget()
    >>> rows.last.steps.tolist(), rows.whole_since
    ([4, 5, 6, 7], 4)
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._rows = 0
        self._stride = 1
        self._spaced: SeriesBlock | None = None
        self.first: SeriesBlock | None = None
        self.last: SeriesBlock | None = None

    @property
    def spaced(self) -> SeriesBlock | None:
        """Evenly spaced rows and the last, or None before the first."""
        if self._spaced is None or self.last is None or self._spaced.steps[-1] == self.last.steps[-1]:
            return self._spaced
        return _joined(self._spaced, _rows(self.last, slice(-1, None)))

    @property
    def last_step(self) -> int:
        """The step of the last row; -1 before the first."""
        return -1 if self.last is None else int(self.last.steps[-1])

    @property
    def whole_since(self) -> int:
        """The step from which on every row is in `last`; 0 where none was let go."""
        return 0 if self.last is None or self.last.rows == self._rows else int(self.last.steps[0])

    @property
    def nbytes(self) -> int:
        """Memory that the rows take, in bytes."""
        kept = (one for one in (self.first, self._spaced, self.last) if one is not None)
        return sum(one.steps.nbytes + one.values.nbytes for one in kept)

    def extend(self, block: SeriesBlock) -> None:
        """Takes in rows that follow those before."""
        if not block.rows:
            return
        if self._rows < FIRST:
            self.first = _joined(self.first, _rows(block, slice(0, FIRST - self._rows)))
        numbers = np.arange(self._rows, self._rows + block.rows)
        self._spaced = _joined(self._spaced, _rows(block, numbers % self._stride == 0))
        while self._spaced.rows > self._limit(block):
            self._spaced = _rows(self._spaced, slice(None, None, 2))
            self._stride *= 2
        self.last = _joined(self.last, block)
        self._rows += block.rows

    def forget(self) -> None:
        """Lets go of the oldest of the last rows, where they are too many."""
        if self.last is not None:
            most = self._limit(self.last)
            if self.last.rows > most:
                self.last = _rows(self.last, slice(-most, None))

    def _limit(self, block: SeriesBlock) -> int:
        return self._most or min(MOST, max(FEWEST, CELLS // max(1, int(np.prod(block.values.shape[1:])))))


def _rows(block: SeriesBlock, which: slice | np.ndarray) -> SeriesBlock:
    return SeriesBlock(block.steps[which].copy(), block.values[which].copy())


def _joined(first: SeriesBlock | None, second: SeriesBlock) -> SeriesBlock:
    if first is None:
        return second
    return SeriesBlock(np.concatenate([first.steps, second.steps]), np.concatenate([first.values, second.values]))
