"""Batches so small that a step follows their chance rather than the data."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import larger_batch, learning_rate, offered
from dynascope.diagnosis.rows import median_row
from dynascope.diagnosis.run import Curve, Run

PATIENCE = 200
ROWS = 100
SPREAD = 0.7
LEFT = 0.13
FALLING = 0.65


def noisy_gradient(run: Run) -> Finding | None:
    """In a run of 200 steps and 100 rows at least: the mean change of `loss/train` from row to row in the last half is
    at least 0.7 of its mean in the last quarter, while that mean no longer falls (it is at least 0.65 of the quarter's
    before) and at least 0.13 of the first loss is left. Where `gradient_noise_scale` is recorded, its median must
    exceed the batch.

    Source: McCandlish et al. (2018), section 2.2 (a batch below the noise scale follows noise); the figures on the loss
    are calibrated: docs/diagnosis.md.
    """
    loss = run.curve("loss/train")
    if loss is None or len(loss) < ROWS or loss.steps[-1] < PATIENCE or not np.isfinite(loss.values).all():
        return None
    quarter = len(loss) // 4
    third, fourth = loss.values[-2 * quarter : -quarter], loss.values[-quarter:]
    level = float(np.mean(fourth))
    change = _change(run, int(loss.steps[-2 * quarter]))
    stands = level >= FALLING * float(np.mean(third)) and level >= LEFT * float(loss.values[0])
    if not stands or level == 0 or change < SPREAD * level:
        return None
    scale = run.curve("gradient_noise_scale")
    size = run.spec.task.batch_size if run.spec is not None else None
    evidence = list(_swing(loss, quarter))
    if scale is not None and size is not None:
        row = median_row(scale.values, len(scale) // 2)
        step, value = scale.at(row)
        if not value > size:
            return None
        evidence.append(Evidence("gradient_noise_scale", None, step, value, float(size)))
    low, high = evidence[0], evidence[1]
    return Finding(
        rule="NoisyGradient",
        severity="warning",
        layers=(),
        first_step=int(loss.steps[-2 * quarter]),
        evidence=tuple(evidence),
        code="noisy_gradient",
        params={"first_step": low.step, "low": low.value, "step": high.step, "high": high.value, "spread": change},
        message=(
            f"The training loss swings from batch to batch without falling: {figure(low.value)} at step {low.step}, "
            f"{figure(high.value)} at step {high.step}; a change of {figure(change)} from row to row is typical."
        ),
        remedies=offered(run.spec, larger_batch, learning_rate(0.1)),
    )


def _change(run: Run, first_step: int) -> float:
    """The mean change of `loss/train` from one row to the next, from a step on: of a long run, in its last rows."""
    loss = run.closing.curve("loss/train")
    if loss is None:
        return 0.0
    return float(np.mean(np.abs(np.diff(loss.values[loss.steps >= first_step]))))


def _swing(loss: Curve, quarter: int) -> tuple[Evidence, Evidence]:
    """The rows at the tenth and the ninetieth percentile of the last quarter."""
    first = len(loss) - quarter
    order = first + np.argsort(loss.values[first:], kind="stable")
    low, high = (int(order[int(share * (quarter - 1))]) for share in (0.1, 0.9))
    return (
        Evidence("loss/train", None, *loss.at(low), None),
        Evidence("loss/train", None, *loss.at(high), None),
    )
