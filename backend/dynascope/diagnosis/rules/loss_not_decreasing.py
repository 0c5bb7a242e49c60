"""A loss that stays where it began."""

from __future__ import annotations

import numpy as np

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
    values = np.asarray(loss.values, dtype=np.float64)
    if not np.isfinite(values).all():
        return None
    first, last = float(np.median(values[:ROWS])), float(np.median(values[-ROWS:]))
    if first <= 0 or last <= SHARE * first:
        return None
    step = int(loss.steps[-1])
    begun, now = float(values[0]), float(values[-1])
    return Finding(
        rule="LossNotDecreasing",
        severity="warning",
        layers=(),
        first_step=int(loss.steps[0]),
        evidence=(
            Evidence("loss/train", None, int(loss.steps[0]), begun, None),
            Evidence("loss/train", None, step, now, SHARE * first),
        ),
        code="loss_not_decreasing",
        params={"step": step, "first": begun, "last": now, "guessing": _guessing(spec)},
        message=f"The training loss is {figure(now)} at step {step}; at step 0 it was {figure(begun)}{_hint(spec)}.",
        remedies=_remedies(spec),
    )


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
