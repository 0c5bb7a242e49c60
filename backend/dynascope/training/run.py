"""A run: data, weights and program, advanced chunk by chunk."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import jax
import numpy as np

from dynascope.probes.grid import grid_limits
from dynascope.spec import RunSpec
from dynascope.telemetry import Block, merge
from dynascope.training.batches import BatchOrder
from dynascope.training.chunk import Order, initial_state
from dynascope.training.curvature import first_reference
from dynascope.training.data import shared_data
from dynascope.training.datasets import prepare
from dynascope.training.figures import figures_of
from dynascope.training.plan import plan_of
from dynascope.training.precision import precision
from dynascope.training.program import program_of
from dynascope.training.rows import block_of_curvature, block_of_rows, capacities, empty_rows
from dynascope.training.weights import NamedWeights, initial_weights, named

Outcome = Literal["completed", "diverged", "stopped_early"]

# A chunk is at most this many times longer than the one before, so that a slow first guess does no harm.
_GROWTH = 8


class Training:
    """One run under way. Not to be shared between threads; different runs may advance in different threads.

    `step` is the step of the latest row (-1 before the first), `outcome` None until `finished`, `diverged_at` the step
    whose loss was the first that is not finite, `stopped_at` the step at which early stopping ended the run before its
    last, `restored_step` the step whose network it put back, `epoch_steps` the steps of an epoch.
    """

    def __init__(self, spec: RunSpec, source: Mapping[str, np.ndarray] | None = None) -> None:
        self.spec = spec
        self.step = -1
        self.outcome: Outcome | None = None
        self.diverged_at: int | None = None
        self.stopped_at: int | None = None
        self.restored_step: int | None = None
        self._plan = plan_of(spec)
        self._order = BatchOrder(self._plan, spec.seeds.batch_order)
        self.epoch_steps = self._order.epoch_steps
        self._initial = initial_weights(spec, self._plan, source)
        self._room = capacities(self._plan)["step"]
        self._count = 1
        self._every = spec.cadence.curvature_every
        self._curvature_waits = False
        with precision(spec.precision):
            figures = figures_of(spec, self._plan)
            state = initial_state(self._plan, self._initial, figures)
            self._data = shared_data(spec, self._plan)
            rows = empty_rows(self._plan)
            arguments = (state, rows, self._data, figures, self._next_order(0, 0))
            self._program = program_of("chunk", self._plan, arguments)
            self._state, self._rows, self._figures = jax.device_put((state, rows, figures))
            self._reference = jax.device_put(first_reference(spec, self._plan, self._initial[0]))

    @property
    def finished(self) -> bool:
        """Whether the last row has been made."""
        return self.outcome is not None

    def advance(self, seconds: float = 0.1, until: int | None = None) -> Block:
        """Trains for about that long, not beyond the row of step `until`, and returns the rows made; an empty block
        once finished or there.

        The first call makes row 0 alone, so that there is something to see at once.
        """
        if self.finished or (until is not None and self.step >= until):
            return Block()
        began, blocks = time.perf_counter(), list[Block]()
        last = self.spec.steps if until is None else min(until, self.spec.steps)
        with precision(self.spec.precision):
            if self._curvature_waits:
                blocks.append(self._curvature_row())
            blocks.append(self._chunk(seconds, last))
            if self.step == 0 and not self.finished:
                return merge(blocks)
            while self._curvature_waits and (self.finished or time.perf_counter() - began < seconds):
                blocks.append(self._curvature_row())
                if not self.finished and self.step < last:
                    blocks.append(self._chunk(seconds, last))
        return merge(blocks)

    def _chunk(self, seconds: float, last: int) -> Block:
        """Rows of one chunk, of about that length, at most up to step `last` and to the next row whose curvature is
        wanted."""
        began = time.perf_counter()
        order = self._next_order(self.step + 1, last)
        self._state, rows, made = self._program(self._state, self._rows, self._data, self._figures, order)
        self._rows = rows
        # Not `device_get`: it starts a copy of each array first, which takes longer than all of them.
        alive, counts, host = jax.tree.map(np.asarray, (self._state.alive, made, rows))
        made = {kind: int(count) for kind, count in counts.items()}
        self.step = int(host.steps["step"][made["step"] - 1])
        block = block_of_rows(self.spec, host, made, None if alive else self.step)
        if not alive:
            self._end(block)
        self._curvature_waits = self._every is not None and (not alive or self.step % self._every == 0)
        spent = time.perf_counter() - began
        wanted = int(made["step"] * seconds / max(spent, 1e-6))
        if made["step"] == self._count or wanted < self._count:
            self._count = max(1, min(wanted, self._room, _GROWTH * made["step"]))
        return block

    def _curvature_row(self) -> Block:
        arguments = (self._state, self._reference, self._data, self._figures)
        program = program_of("curvature", self._plan, arguments)
        measured, vectors = program(*arguments)
        self._reference = replace(self._reference, vectors=vectors)
        self._curvature_waits = False
        return block_of_curvature(self.spec, self.step, jax.device_get(measured), last=self.finished)

    @property
    def keeps_best(self) -> bool:
        """Whether there is a best network, as early stopping has it."""
        return self._plan.stopping is not None

    def weights(self, at: Literal["initial", "latest", "final", "best"]) -> NamedWeights:
        """Weights by name: those before the first step, those of the latest row, or the best that early stopping saw.

        `final` are the latest, but for a run that restores its best network: once it has ended, that is its final one.
        """
        if at == "best" and not self.keeps_best:
            raise ValueError("only a run with early stopping keeps its best weights")
        networks = {
            "initial": lambda: self._initial,
            "latest": lambda: (self._state.parameters, self._state.statistics),
            "best": lambda: self._state.monitor.snapshot,
        }
        if at == "final":
            at = "latest" if self.restored_step is None else "best"
        return named(self._plan, self.spec.layer_names, *networks[at]())

    def points(self) -> dict[str, np.ndarray] | None:
        """The data beside the network on its grid, for two features, or one and a regression; else None.

        `x` float32 [n, features], `y` int32 [n] classes or float32 [n] targets, `split` uint8 [n] (0 training,
        1 validation), `grid` float32 [2 * features] (x_min, x_max, y_min, y_max): each in its own units.
        """
        if not self._plan.cells:
            return None
        prepared = prepare(self.spec)
        train, validation = prepared.train, prepared.validation
        inputs = prepared.input_scaling.undo(prepared.inputs)
        targets = np.concatenate([train.targets, validation.targets])
        values = prepared.target_scaling.undo(targets)[:, 0] if self._plan.classes is None else targets
        return {
            "x": inputs.astype(np.float32),
            "y": values.astype(np.float32 if self._plan.classes is None else np.int32),
            "split": np.repeat(np.array([0, 1], np.uint8), [len(train.inputs), len(validation.inputs)]),
            "grid": grid_limits(inputs).astype(np.float32),
        }

    def _next_order(self, first: int, last: int) -> Order:
        count = min(self._count, last + 1 - first)
        if self._every is not None:
            count = min(count, -first % self._every + 1)
        batches = self._order.batches(first, count, self._room)
        return Order(batches, np.int32(first), np.int32(count))

    def _end(self, block: Block) -> None:
        loss = block.series["loss/train"].values[-1]
        if not np.isfinite(loss):
            self.outcome, self.diverged_at = "diverged", self.step
        elif self.step < self.spec.steps:
            self.outcome, self.stopped_at = "stopped_early", self.step
        else:
            self.outcome = "completed"
        if self.spec.early_stopping is not None and self.spec.early_stopping.restore_best:
            self.restored_step = int(self._state.monitor.stopping.best_step)


def open_run(spec: RunSpec, source: Mapping[str, np.ndarray] | None = None) -> Training:
    """Loads the data, draws the weights and gets the program: everything but the training itself.

    `source` are the weights that a `warm_start` takes its layers from. Raises `TrainingError` where they do not fit.

    >>> run = open_run(RunSpec.model_validate({"steps": 0}))
    >>> run.advance().series["loss/train"].steps.tolist(), run.outcome
    ([0], 'completed')
    """
    return Training(spec, source)
