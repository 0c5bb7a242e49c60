"""A loss that stays where it began."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dynascope.diagnosis.finding import Evidence, Finding, Reader, Remedy, figure
from dynascope.spec import RunSpec

# Steps before a verdict, rows that are averaged at either end, and the share of the first loss that counts as no fall.
PATIENCE = 200
ROWS = 20
SHARE = 0.98


def loss_not_decreasing(spec: RunSpec, reader: Reader) -> Finding | None:
    """The median `loss/train` of the last 20 rows above 0.98 of that of the first 20, after 200 steps at least."""
    loss = reader.series("loss/train")
    if loss is None or loss.rows < 2 * ROWS or int(loss.steps[-1]) < PATIENCE:
        return None
    rows, values = loss.rows, np.asarray(loss.values, dtype=np.float64)
    if not np.isfinite(values).all():
        return None
    begin, end = _median_row(values[:ROWS]), rows - ROWS + _median_row(values[-ROWS:])
    first, last = float(values[begin]), float(values[end])
    if first <= 0 or last <= SHARE * first:
        return None
    from_step, step = int(loss.steps[begin]), int(loss.steps[end])
    return Finding(
        rule="LossNotDecreasing",
        severity="warning",
        layers=(),
        first_step=from_step,
        evidence=(
            Evidence("loss/train", None, from_step, first, None),
            Evidence("loss/train", None, step, last, SHARE * first),
        ),
        code="loss_not_decreasing",
        params={"first_step": from_step, "step": step, "first": first, "last": last, "guessing": _guessing(spec)},
        message=(
            f"The training loss is {figure(last)} at step {step}; "
            f"at step {from_step} it was {figure(first)}{_hint(spec)}."
        ),
        remedies=_remedies(spec),
    )


def _median_row(values: NDArray[np.float64]) -> int:
    """The row whose value is the (lower) median: a figure that was measured, at a step that can be named."""
    return int(np.argsort(values, kind="stable")[(len(values) - 1) // 2])


def _guessing(spec: RunSpec) -> float | None:
    classes = spec.task.classes
    return float(np.log(classes)) if classes is not None and spec.loss_or_default.name == "cross_entropy" else None


def _hint(spec: RunSpec) -> str:
    guess = _guessing(spec)
    return "" if guess is None else f" (guessing among {spec.task.classes} classes costs {figure(guess)})"


def _remedies(spec: RunSpec) -> tuple[Remedy, ...]:
    batch = Remedy("batch normalisation", {"model.normalization": "batch"})
    rate = spec.optimizer.learning_rate * 10
    faster = Remedy(f"ten times the learning rate ({rate:g})", {"optimizer.learning_rate": rate})
    return (*(() if spec.model.normalization else (batch,)), faster)
