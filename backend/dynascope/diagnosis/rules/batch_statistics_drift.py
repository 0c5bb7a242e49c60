"""Batch normalisation whose moving averages are not where the batches are: evaluation sees another network."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import larger_batch, layer_normalization, moving_average, offered
from dynascope.diagnosis.rows import median_row
from dynascope.diagnosis.run import Curve, Layered, Run

PATIENCE = 200
ROWS = 10
SHIFT = 0.2
WORSE = 1.5
SHARE = 0.1


def batch_statistics_drift(run: Run) -> Finding | None:
    """After 200 steps, each by the (lower) median of the last tenth of its rows (10 at least):
    `loss/train_evaluation_mode` at least 1.5 times the `loss/train` of the same batch and a tenth of the first loss
    above it, and `running_mean_shift` of a layer at least 0.2 standard deviations. It is told since when that layer's
    shift stays so large.

    Source: Ioffe and Szegedy (2015), section 3.1 (population statistics for inference); Ioffe (2017), section 1 (their
    difference from the batch's). The figures are calibrated: docs/diagnosis.md.
    """
    shifts, train = run.layered("running_mean_shift"), run.curve("loss/train")
    evaluated = run.curve("loss/train_evaluation_mode")
    if shifts is None or train is None or evaluated is None or len(shifts) < ROWS or len(evaluated) < ROWS:
        return None
    if shifts.steps[-1] < PATIENCE:
        return None
    rows = [median_row(values, _last_tenth(shifts)) for values in shifts.values.T]
    medians = shifts.values[rows, np.arange(len(rows))]
    drifted = np.flatnonzero(medians >= SHIFT)
    both = _of_the_same_batches(run, evaluated)
    if both is None:
        return None
    step, value, trained = both
    harm = value >= WORSE * trained and value - trained >= SHARE * float(train.values[0])
    if not harm or not len(drifted):
        return None
    worst = int(drifted[np.argmax(medians[drifted])])
    at, shift = shifts.at(rows[worst], worst)
    layer = shifts.layers[worst]
    return Finding(
        rule="BatchStatisticsDrift",
        severity="warning",
        layers=tuple(shifts.layers[index] for index in drifted),
        first_step=_since(shifts, worst, rows[worst]),
        evidence=(
            Evidence("running_mean_shift", layer, at, shift, SHIFT),
            Evidence("loss/train_evaluation_mode", None, step, value, WORSE * trained),
            Evidence("loss/train", None, step, trained, None),
        ),
        code="batch_statistics_drift",
        params={"layer": layer, "at_step": at, "shift": shift, "step": step, "evaluation": value, "train": trained},
        message=(
            f"The moving averages of {layer} are {figure(shift)} standard deviations away from the batch (step {at}); "
            f"at step {step} the same batch costs {figure(value)} in evaluation and {figure(trained)} in training."
        ),
        remedies=offered(run.spec, moving_average, larger_batch, layer_normalization),
    )


def _of_the_same_batches(run: Run, evaluated: Curve) -> tuple[int, float, float] | None:
    """A step, and what its batch costs in evaluation and in training: where the former is the (lower) median of the
    last tenth, of those rows whose training loss is at hand."""
    losses: dict[int, float] = {}
    for view in (run, run.closing):
        train = view.curve("loss/train")
        if train is not None:
            losses |= dict(zip(train.steps.tolist(), train.values.tolist(), strict=True))
    rows = [row for row in range(_last_tenth(evaluated), len(evaluated)) if int(evaluated.steps[row]) in losses]
    if not rows:
        return None
    step, value = evaluated.at(rows[median_row(evaluated.values[rows])])
    return step, value, losses[step]


def _last_tenth(series: Curve | Layered) -> int:
    """The first of the last tenth of the rows, 10 at least."""
    return len(series) - max(ROWS, len(series) // 10)


def _since(shifts: Layered, layer: int, row: int) -> int:
    """The step of the first row from which on, up to this one, the layer's shift is too large."""
    before = np.flatnonzero(~(shifts.values[:row, layer] >= SHIFT))
    return int(shifts.steps[before[-1] + 1 if len(before) else 0])
