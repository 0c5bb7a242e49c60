"""Steps so long that the loss rises."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import clipping, learning_rate, offered, steady_rate
from dynascope.diagnosis.rows import first_streak
from dynascope.diagnosis.run import Run

RISE = 1.5
ROWS = 3


def learning_rate_too_high(run: Run) -> Finding | None:
    """`loss/train` at least 1.5 times that of the untrained network (row 0) in 3 rows running, or in all rows that
    were left before it was lost.

    Source: Smith (2017), section 3.3 (where the loss of a range test turns up the rate is too high); the factor is
    calibrated: docs/diagnosis.md.
    """
    loss = run.curve("loss/train")
    if loss is None or len(loss) < 2 or loss.steps[0] != 0 or not 0 < loss.values[0] < np.inf:
        return None
    first = float(loss.values[0])
    with np.errstate(invalid="ignore"):
        risen = ~np.isfinite(loss.values) | (loss.values >= RISE * first)
    padded = np.append(risen, [True] * (ROWS - 1)) if not np.isfinite(loss.values[-1]) else risen
    row = first_streak(padded, ROWS)
    if row is None or not np.isfinite(loss.values[row]):
        return None
    step, value = loss.at(row)
    evidence = [
        Evidence("loss/train", None, step, value, RISE * first),
        Evidence("loss/train", None, 0, first, None),
    ]
    rate = _rate(run, step)
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


def _rate(run: Run, step: int) -> float | None:
    rates = run.curve("learning_rate")
    at = np.empty(0, np.intp) if rates is None else np.flatnonzero(rates.steps == step)
    return float(rates.values[at[0]]) if rates is not None and len(at) else None
