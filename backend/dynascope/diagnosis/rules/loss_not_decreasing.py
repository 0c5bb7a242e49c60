"""A loss that stays where it began."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import activation, adam, batch_normalization, learning_rate, offered, unequal_start
from dynascope.diagnosis.rows import medians_at_ends
from dynascope.diagnosis.run import Run

# Steps before a verdict, rows that are averaged at either end, and the share of the first loss that counts as no fall.
PATIENCE = 200
ROWS = 20
SHARE = 0.98
# Of a loss that began below this share of guessing there was little to take off.
LEARNED = 0.5


def loss_not_decreasing(run: Run) -> Finding | None:
    """The median `loss/train` of the last 20 rows above 0.98 of that of the first 20, after 200 steps at least; or
    above 0.98 of the loss of guessing, and of that of the 20 rows in the middle of the run.

    Source: calibrated, docs/diagnosis.md. A run that begins with a net that has learned (below half of the loss of
    guessing) is none of these.
    """
    loss = run.curve("loss/train")
    if loss is None or len(loss) < 2 * ROWS or int(loss.steps[-1]) < PATIENCE or not np.isfinite(loss.values).all():
        return None
    (from_step, first), (step, last) = medians_at_ends(run, "loss/train", ROWS)
    guessing = run.guessing
    learned = guessing is not None and first < LEARNED * guessing
    middle = len(loss) // 2
    before = float(np.median(loss.values[middle - ROWS // 2 : middle + ROWS // 2]))
    stuck = guessing is not None and last > SHARE * guessing and last > SHARE * before
    if first <= 0 or learned or not (last > SHARE * first or stuck):
        return None
    bound = SHARE * first if last > SHARE * first or guessing is None else SHARE * guessing
    hint = "" if guessing is None else f" (equal chances, or the mean, cost {figure(guessing)})"
    return Finding(
        rule="LossNotDecreasing",
        severity="warning",
        layers=(),
        first_step=from_step,
        evidence=(
            Evidence("loss/train", None, from_step, first, None),
            Evidence("loss/train", None, step, last, bound),
        ),
        code="loss_not_decreasing",
        params={"first_step": from_step, "step": step, "first": first, "last": last, "guessing": guessing},
        message=(
            f"The training loss is {figure(last)} at step {step}; at step {from_step} it was {figure(first)}{hint}."
        ),
        remedies=offered(run.spec, unequal_start, activation("relu"), batch_normalization, learning_rate(10), adam),
    )
