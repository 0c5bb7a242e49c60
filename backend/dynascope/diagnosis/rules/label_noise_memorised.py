"""Wrong labels learned by heart."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding
from dynascope.diagnosis.remedies import dropout, early_stopping, l2, offered
from dynascope.diagnosis.rows import median_row
from dynascope.diagnosis.run import Run

ROWS = 50
SHARE = 0.5  # of the wrong labels


def label_noise_memorised(run: Run) -> Finding | None:
    """`accuracy/train` (median and mean of the last tenth of 100 rows or more, 50 at least) above what right labels
    alone can give by half of the wrong ones.

    A share p of labels drawn anew from C classes leaves p (1 - 1/C) of them wrong, so whoever has learned what is
    right scores 1 - p (1 - 1/C) on the training set. p must be known: it is that of the spec. Without it, labels
    learned by heart cannot be told from other overfitting by what is measured, and this rule says nothing.

    Source: Zhang et al. (2017), section 2.1; Arpit et al. (2017), section 4.
    """
    accuracy, spec = run.curve("accuracy/train"), run.spec
    if accuracy is None or spec is None or spec.task.classes is None or len(accuracy) < 2 * ROWS:
        return None
    stopping = spec.early_stopping
    if spec.dataset.label_noise == 0.0 or (stopping is not None and stopping.restore_best):
        return None
    wrong = spec.dataset.label_noise * (1 - 1 / spec.task.classes)
    bound = 1 - (1 - SHARE) * wrong
    rows = max(ROWS, len(accuracy) // 10)
    mean = float(np.mean(accuracy.values[-rows:]))
    step, value = accuracy.at(median_row(accuracy.values, len(accuracy) - rows))
    if min(mean, value) <= bound:
        return None
    return Finding(
        rule="LabelNoiseMemorised",
        severity="warning",
        layers=(),
        first_step=step,
        evidence=(Evidence("accuracy/train", None, step, value, bound),),
        code="label_noise_memorised",
        params={"step": step, "share": value, "right": 1 - wrong, "wrong": wrong},
        message=(
            f"At step {step} the net agrees with {value:.1%} of its training labels, of which {1 - wrong:.1%} are "
            "right: it has learned wrong ones by heart."
        ),
        remedies=offered(run.spec, early_stopping, dropout, l2),
    )
