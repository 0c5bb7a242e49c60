"""The order in which a run sees its samples: a permutation an epoch, keyed by (seed, epoch)."""

from __future__ import annotations

import numpy as np
from jaxtyping import Int32
from numpy import ndarray

from dynascope.training.plan import Plan
from dynascope.training.randomness import permutation


class BatchOrder:
    """Batches of a run. An incomplete last batch of an epoch is dropped."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self._plan, self._seed = plan, seed
        self.epoch_steps = plan.train_samples // plan.batch_size
        self._latest: tuple[int, ndarray] = (-1, np.zeros((0, 0), np.int32))
        self._table = np.zeros((0, 0), np.int32)

    def batches(self, first: int, count: int, capacity: int) -> Int32[ndarray, "capacity batch"]:
        """The samples of steps `first` to `first + count - 1`, in an array of `capacity` rows (the rest is left over).

        The array is written anew by the next call. A full batch is the training split in its own order; it has no rows
        to read.
        """
        if self._plan.full_batch:
            return np.zeros((capacity, 0), np.int32)
        if len(self._table) != capacity:  # a new one for each chunk would be a megabyte to clear
            self._table = np.zeros((capacity, self._plan.batch_size), np.int32)
        table, done = self._table, 0
        while done < count:
            epoch, offset = divmod(first + done, self.epoch_steps)
            take = min(self.epoch_steps - offset, count - done)
            table[done : done + take] = self._epoch(epoch)[offset : offset + take]
            done += take
        return table

    def _epoch(self, epoch: int) -> Int32[ndarray, "steps batch"]:
        if self._latest[0] != epoch:
            used = self.epoch_steps * self._plan.batch_size
            order = permutation(self._seed, epoch, self._plan.train_samples)[:used]
            self._latest = epoch, order.reshape(self.epoch_steps, self._plan.batch_size)
        return self._latest[1]
