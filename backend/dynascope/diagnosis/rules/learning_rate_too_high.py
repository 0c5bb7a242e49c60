"""Steps so long that the loss rises."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import clipping, learning_rate, offered, steady_rate
from dynascope.diagnosis.rows import rolling_median, value_at
from dynascope.diagnosis.run import Floats, Run

RISE = 1.5
# Rows that are judged together hold so many samples at least, and are so many at least.
SAMPLES = 64
ROWS = 7


def learning_rate_too_high(run: Run) -> Finding | None:
    """The median `loss/train` of 7 rows running (of more, where batches are small: 64 samples) at least 1.5 times that
    of the untrained network (row 0). A loss that is lost counts as infinite, but one of the rows must be finite
    and above.

    Source: Smith (2017), section 3.3 (where the loss of a range test turns up the rate is too high); the factor is
    calibrated: docs/diagnosis.md.
    """
    loss, opening = run.curve("loss/train"), run.opening.curve("loss/train")
    if loss is None or opening is None or len(opening) < 2 or opening.steps[0] != 0:
        return None
    first = float(opening.values[0])
    if not 0 < first < np.inf:
        return None
    row = _risen(run, loss.values, RISE * first)
    if row is None:
        return None
    step, value = loss.at(row)
    evidence = [
        Evidence("loss/train", None, step, value, RISE * first),
        Evidence("loss/train", None, 0, first, None),
    ]
    rate = value_at(run, "learning_rate", step)
    if rate is not None:
        evidence.append(Evidence("learning_rate", None, step, rate, None))
    told = "" if rate is None else f", at a learning rate of {figure(rate)}"
    return Finding(
        rule="LearningRateTooHigh",
        severity="error",
        layers=(),
        first_step=step,
        evidence=tuple(evidence),
        code="learning_rate_too_high",
        params={"step": step, "value": value, "first": first, "rate": rate},
        message=(
            f"At step {step} the training loss is {figure(value)}; untrained it was {figure(first)}{told}: the steps "
            "overshoot."
        ),
        remedies=offered(run.spec, steady_rate, learning_rate(0.1), learning_rate(0.01), clipping),
    )


def _risen(run: Run, values: Floats, bound: float) -> int | None:
    """The row of a finite loss at which a stretch above the bound begins, or None."""
    size = SAMPLES if run.spec is None else run.spec.task.batch_size
    rows = max(ROWS, -(-SAMPLES // size) | 1)
    losses = np.where(np.isfinite(values), values, np.inf)
    lost = [np.inf] * (rows - 1) if np.isinf(losses[-1]) else []
    above = rolling_median(np.append(losses, lost), rows) >= bound
    if not above.any():
        return None
    begin = int(np.argmax(above))
    stretch = np.flatnonzero((losses[begin : begin + rows] >= bound) & np.isfinite(losses[begin : begin + rows]))
    return begin + int(stretch[0]) if len(stretch) else None
