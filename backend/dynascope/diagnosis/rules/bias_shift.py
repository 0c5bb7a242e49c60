"""Layers whose output is mostly a constant: the next layer sees an offset in place of a signal."""

from __future__ import annotations

import math

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import activation, batch_normalization, offered
from dynascope.diagnosis.rows import earliest, first_streaks, ratio
from dynascope.diagnosis.run import Run

# The mean over the signal, and over the spread of batch and units together.
SIGNAL = 10.0
SPREAD = 2.0
ROWS = 3


def bias_shift(run: Run) -> Finding | None:
    """|`activation_mean`| of a hidden layer at least 10 times its `signal_std`, and twice its `activation_std`, in 3
    rows running: what the input changes is small beside an offset that all samples and units share. Where it changes
    nothing at all, other rules say so (equal weights, dead units).

    Source: Glorot and Bengio (2010), section 3.1 (the sigmoid's mean of 0.5); Clevert, Unterthiner and Hochreiter
    (2016), section 2 (bias shift). Both ratios are calibrated: docs/diagnosis.md.
    """
    means, spreads, signals = (run.layered(metric) for metric in ("activation_mean", "activation_std", "signal_std"))
    if means is None or spreads is None or signals is None or len(means.layers) < 2:
        return None
    rows, of_signals = np.flatnonzero(np.isin(means.steps, signals.steps)), np.isin(signals.steps, means.steps)
    if len(rows) != np.count_nonzero(of_signals) or len(spreads) != len(means):
        return None
    hidden = slice(0, len(means.layers) - 1)
    mean = np.abs(means.values[rows, hidden])
    over_signal = ratio(mean, signals.values[of_signals, hidden])
    with np.errstate(invalid="ignore"):
        shifted = (over_signal >= SIGNAL) & (ratio(mean, spreads.values[rows, hidden]) >= SPREAD)
    starts = first_streaks(shifted, ROWS)
    if not starts:
        return None
    row, named = earliest(starts)
    worst = max(named, key=lambda index: over_signal[row, index])
    step, value = means.at(int(rows[row]), worst)
    signal, layer = float(signals.values[of_signals][row, worst]), means.layers[worst]
    return Finding(
        rule="BiasShift",
        severity="warning",
        layers=tuple(means.layers[index] for index in named),
        first_step=step,
        evidence=(
            Evidence("activation_mean", layer, step, value, math.copysign(SIGNAL * signal, value)),
            Evidence("signal_std", layer, step, signal, None),
        ),
        code="bias_shift",
        params={"layer": layer, "step": step, "mean": value, "signal": signal, "factor": abs(value) / signal},
        message=(
            f"At step {step} the activations of {layer} have a mean of {figure(value)}, and the input moves them by "
            f"{figure(signal)}: the next layer sees an offset rather than a signal."
        ),
        remedies=offered(run.spec, activation("tanh"), batch_normalization, activation("relu")),
    )
