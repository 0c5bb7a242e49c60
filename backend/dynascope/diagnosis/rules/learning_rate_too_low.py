"""Steps so short that nothing much changes."""

from __future__ import annotations

import math

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import adam, learning_rate, offered
from dynascope.diagnosis.rows import median_row, medians_at_ends
from dynascope.diagnosis.run import Layered, Run

PATIENCE = 200
ROWS = 20
UPDATE_RATIO = 2e-4
STILL = 0.5  # of the first loss is left
GUIDE = 1e-3
STEEP = 0.3  # of the first gradient is left: there is still a slope to go down


def learning_rate_too_low(run: Run) -> Finding | None:
    """After 200 steps: the median `update_ratio` of the fastest layer at most 2e-4, while more than half of the first
    `loss/train` is left and the gradient still has 0.3 of its first norm (medians of 20 rows at either end).

    Source: the common guide of 1e-3 for update_ratio (Karpathy, 2015, CS231n, "Ratio of weights:updates"); the figures
    are calibrated: docs/diagnosis.md.
    """
    loss, ratios = run.curve("loss/train"), run.layered("update_ratio")
    slope = run.curve("gradient_norm/global")
    if loss is None or ratios is None or slope is None or len(loss) < 2 * ROWS or len(slope) < 2 * ROWS:
        return None
    whole = np.isfinite(loss.values).all() and np.isfinite(slope.values).all()
    if loss.steps[-1] < PATIENCE or len(ratios) < ROWS or not whole:
        return None
    layer = _fastest(ratios)
    if layer is None:
        return None
    row = median_row(np.nan_to_num(ratios.values[:, layer], nan=np.inf, posinf=np.inf))
    at, value = ratios.at(row, layer)
    (first_step, first), (step, last) = medians_at_ends(run, "loss/train", ROWS)
    (_, first_slope), (_, last_slope) = medians_at_ends(run, "gradient_norm/global", ROWS)
    steep = last_slope >= STEEP * first_slope
    if value > UPDATE_RATIO or last <= STILL * first or not steep:
        return None
    name = ratios.layers[layer]
    factor = 10.0 ** min(max(round(math.log10(GUIDE / max(value, 1e-12))), 1), 4)
    return Finding(
        rule="LearningRateTooLow",
        severity="warning",
        layers=(),
        first_step=first_step,
        evidence=(
            Evidence("update_ratio", name, at, value, UPDATE_RATIO),
            Evidence("loss/train", None, first_step, first, None),
            Evidence("loss/train", None, step, last, STILL * first),
        ),
        code="learning_rate_too_low",
        params={
            "layer": name,
            "at_step": at,
            "value": value,
            "step": step,
            "last": last,
            "first_step": first_step,
            "first": first,
        },
        message=(
            f"Even the layer that moves most, {name}, changes by {figure(value)} of itself a step (step {at}; the "
            f"guide is {GUIDE:g}), and the training loss is still {figure(last)} at step {step} "
            f"({figure(first)} at step {first_step})."
        ),
        remedies=offered(run.spec, learning_rate(factor), adam, learning_rate(factor / 10 if factor > 10 else 100)),
    )


def _fastest(ratios: Layered) -> int | None:
    """The layer with the largest median update ratio; None where a layer starts at 0 and so has none."""
    values = ratios.values
    if not np.isfinite(values[0]).all():
        return None
    return int(np.argmax(np.nanmedian(values, axis=0)))
