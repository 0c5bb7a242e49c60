"""A validation loss that rises again while the training loss falls."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import dropout, early_stopping, l2, offered
from dynascope.diagnosis.rows import median_row, rolling_median
from dynascope.diagnosis.run import Run

RISE = 1.15
SHARE = 0.03  # of the untrained loss
WINDOW = 5


def overfitting(run: Run) -> Finding | None:
    """`loss/validation` (median of the last 5 rows) at least 1.15 times its best (rolling median of 5), by at least
    0.03 of the untrained network's, with `loss/train` below it. A run that puts its best network back has none.

    Source: Prechelt (1998), section 2.2 (generalisation loss GL); the figures are calibrated: docs/diagnosis.md.
    """
    stopping = run.spec.early_stopping if run.spec is not None else None
    held, train = run.curve("loss/validation"), run.curve("loss/train")
    if held is None or train is None or len(held) < 2 * WINDOW or (stopping is not None and stopping.restore_best):
        return None
    if not np.isfinite(held.values).all():
        return None
    smooth = rolling_median(held.values, WINDOW)
    best = int(np.argmin(smooth))
    end = median_row(held.values, len(held) - WINDOW)
    lowest = best + median_row(held.values[best : best + WINDOW])
    (best_step, least), (step, last) = held.at(lowest), held.at(end)
    trained = _near(train.steps, step)
    train_step, train_loss = train.at(trained)
    far = last - least >= SHARE * float(held.values[0]) and last >= RISE * least
    if not far or not train_loss < last:
        return None
    return Finding(
        rule="Overfitting",
        severity="warning",
        layers=(),
        first_step=best_step,
        evidence=(
            Evidence("loss/validation", None, best_step, least, None),
            Evidence("loss/validation", None, step, last, RISE * least),
            Evidence("loss/train", None, train_step, train_loss, None),
        ),
        code="overfitting",
        params={"first_step": best_step, "best": least, "step": step, "last": last, "train": train_loss},
        message=(
            f"The validation loss was {figure(least)} at step {best_step} and has risen to {figure(last)} at step "
            f"{step}, where the training loss is {figure(train_loss)}."
        ),
        remedies=offered(run.spec, early_stopping, dropout, l2),
    )


def _near(steps: np.ndarray, step: int) -> int:
    return max(0, int(np.searchsorted(steps, step, side="right")) - 1)
