"""A loss that stays where it began."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import activation, adam, batch_normalization, learning_rate, offered
from dynascope.diagnosis.rows import median_row
from dynascope.diagnosis.run import Run

# Steps before a verdict, rows that are averaged at either end, and the share of the first loss that counts as no fall.
PATIENCE = 200
ROWS = 20
SHARE = 0.98
# Of a loss that began below this share of guessing there was little to take off.
LEARNED = 0.5


def loss_not_decreasing(run: Run) -> Finding | None:
    """The median `loss/train` of the last 20 rows above 0.98 of that of the first 20, after 200 steps at least.

    Source: calibrated, docs/diagnosis.md. A run that begins with a net that has learned (below half of the loss of
    guessing) is none of these.
    """
    loss = run.curve("loss/train")
    if loss is None or len(loss) < 2 * ROWS or int(loss.steps[-1]) < PATIENCE or not np.isfinite(loss.values).all():
        return None
    begin, end = median_row(loss.values[:ROWS]), median_row(loss.values, len(loss) - ROWS)
    (from_step, first), (step, last) = loss.at(begin), loss.at(end)
    guessing = run.guessing
    learned = guessing is not None and first < LEARNED * guessing
    if first <= 0 or last <= SHARE * first or learned:
        return None
    hint = "" if guessing is None else f" (guessing costs {figure(guessing)})"
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
        params={"first_step": from_step, "step": step, "first": first, "last": last, "guessing": guessing},
        message=(
            f"The training loss is {figure(last)} at step {step}; at step {from_step} it was {figure(first)}{hint}."
        ),
        remedies=offered(run.spec, activation("relu"), batch_normalization, learning_rate(10), adam),
    )
