"""A net that has stopped learning far from a good fit, on training and validation data alike."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import larger_net, less_regularization, offered
from dynascope.diagnosis.rows import median_row
from dynascope.diagnosis.run import Run

PATIENCE = 200
ROWS = 40
LEFT = 0.7  # of the loss of guessing
FALLING = 0.9
GAP = 1.25


def underfitting(run: Run) -> Finding | None:
    """After 200 steps `loss/train` is still above 0.7 of the loss of guessing (of the untrained network's, where that
    is not known), fell by at most a tenth in the last half, and `loss/validation`, where there is one, is at most
    1.25 times it. Medians of 10 % of 40 rows or more (of validation, of its last 5); not said where another finding
    explains it.

    Source: Goodfellow, Bengio and Courville (2016), section 5.2; the figures are calibrated: docs/diagnosis.md.
    """
    loss = run.curve("loss/train")
    if loss is None or len(loss) < ROWS or loss.steps[-1] < PATIENCE or not np.isfinite(loss.values).all():
        return None
    rows = max(5, len(loss) // 10)
    middle = len(loss) // 2 - rows // 2
    half = middle + median_row(loss.values[middle : middle + rows])
    end = median_row(loss.values, len(loss) - rows)
    (half_step, before), (step, last) = loss.at(half), loss.at(end)
    bound = LEFT * (run.guessing if run.guessing is not None else float(loss.values[0]))
    if last <= bound or last < FALLING * before:
        return None
    evidence = [
        Evidence("loss/train", None, half_step, before, None),
        Evidence("loss/train", None, step, last, bound),
    ]
    held = run.curve("loss/validation")
    if held is not None:
        held_step, value = held.at(median_row(held.values, len(held) - min(5, len(held))))
        if not value <= GAP * last:
            return None
        evidence.append(Evidence("loss/validation", None, held_step, value, GAP * last))
    return Finding(
        rule="Underfitting",
        severity="warning",
        layers=(),
        first_step=half_step,
        evidence=tuple(evidence),
        code="underfitting",
        params={"first_step": half_step, "before": before, "step": step, "last": last, "threshold": bound},
        message=(
            f"The training loss has stopped at {figure(last)} (step {step}; {figure(before)} at step {half_step}), "
            f"above {figure(bound)}: the net does not even fit its training data."
        ),
        remedies=offered(run.spec, less_regularization, larger_net),
    )
