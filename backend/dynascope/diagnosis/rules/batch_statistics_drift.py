"""Batch normalisation whose moving averages are not where the batches are: evaluation sees another network."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import larger_batch, layer_normalization, moving_average, offered
from dynascope.diagnosis.rows import median_row
from dynascope.diagnosis.run import Run

PATIENCE = 200
ROWS = 10
SHIFT = 0.2
WORSE = 1.5
SHARE = 0.1


def batch_statistics_drift(run: Run) -> Finding | None:
    """After 200 steps, over the last tenth of the rows (10 at least): `loss/train_evaluation_mode` of the batches at
    least 1.5 times their `loss/train`, by at least a tenth of the first loss, and the median `running_mean_shift` of a
    layer at least 0.2 standard deviations.

    Source: Ioffe and Szegedy (2015), section 3.1 (population statistics for inference); Ioffe (2017), section 1 (their
    difference from the batch's). The figures are calibrated: docs/diagnosis.md.
    """
    shifts, train = run.layered("running_mean_shift"), run.curve("loss/train")
    evaluated = run.curve("loss/train_evaluation_mode")
    if shifts is None or train is None or evaluated is None or len(shifts) < ROWS or len(evaluated) < ROWS:
        return None
    if shifts.steps[-1] < PATIENCE:
        return None
    rows = max(ROWS, len(shifts) // 10)
    medians = np.median(shifts.values[-rows:], axis=0)
    end = median_row(evaluated.values, len(evaluated) - ROWS)
    step, value = evaluated.at(end)
    same = np.flatnonzero(train.steps == step)
    if not len(same):
        return None
    trained = float(train.values[same[0]])
    harm = value >= WORSE * trained and value - trained >= SHARE * float(train.values[0])
    if not harm or not (medians >= SHIFT).any():
        return None
    worst = int(np.argmax(medians))
    at, shift = shifts.at(median_row(shifts.values[:, worst], len(shifts) - rows), worst)
    layer = shifts.layers[worst]
    return Finding(
        rule="BatchStatisticsDrift",
        severity="warning",
        layers=tuple(shifts.layers[index] for index in np.flatnonzero(medians >= SHIFT)),
        first_step=min(at, step),
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
