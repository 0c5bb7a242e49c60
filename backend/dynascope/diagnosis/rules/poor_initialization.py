"""First weights that make the signal grow or die on its way through the untrained net."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import Choice, batch_normalization, offered, standardize, start
from dynascope.diagnosis.rows import ratio
from dynascope.diagnosis.run import Layered, Run

# The factor of one layer, and of all of them together, that is still no harm; the first layer's pre-activations.
LOW, HIGH = 0.1, 5.0
FALL, GROWTH = 1e-2, 1e2
LARGEST_FIRST = 10.0


def poor_initialization(run: Run) -> Finding | None:
    """In the untrained network (row 0): a layer whose `preactivation_rms` is less than 0.1 or more than 5 times the
    root mean square of the activations that come in; a first layer with `preactivation_rms` above 10; or a last hidden
    layer with at most 1/100 or at least 100 times the first one's. What is exactly 0 is another fault (equal weights).

    Source: He et al. (2015), section 2.2, and Glorot and Bengio (2010), section 4.2: a layer should keep the size of
    its signal (a factor of 1, √2 in front of a rectifier). The bounds are calibrated: docs/diagnosis.md.
    """
    if run.spec is not None and run.spec.warm_start is not None:
        return None
    values = run.layered("preactivation_rms")
    if values is None or values.steps[0] != 0:
        return None
    first = values.values[0]
    gains = _gains(run, values)
    with np.errstate(invalid="ignore"):
        bad = (gains < LOW) | (gains > HIGH)
        bad[0] = first[0] > LARGEST_FIRST
    bad &= first > 0
    if bad.any():
        return _single(run, values, gains, bad)
    return _together(run, values)


def _gains(run: Run, values: Layered) -> np.ndarray:
    """Each layer's pre-activations over the activations that come in; NaN for the first layer and where unknown."""
    gains = np.full(len(values.layers), np.nan)
    means, spreads = run.layered("activation_mean"), run.layered("activation_std")
    skips = run.spec is not None and run.spec.model.residual
    if skips or means is None or spreads is None or not means.layers == spreads.layers == values.layers:
        return gains
    if means.steps[0] == spreads.steps[0] == 0:
        size = np.hypot(means.values[0], spreads.values[0])
        gains[1:] = ratio(values.values[0, 1:], size[:-1])
    return gains


def _single(run: Run, values: Layered, gains: np.ndarray, bad: np.ndarray) -> Finding:
    named = np.flatnonzero(bad)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.abs(np.log(np.where(np.isnan(gains), values.values[0], gains)))
    worst = int(named[np.argmax(size[named])])
    layer, value, gain = values.layers[worst], float(values.values[0, worst]), float(gains[worst])
    known = np.isfinite(gain)
    bound = LARGEST_FIRST if not known else (LOW if gain < LOW else HIGH) * value / gain
    told = f", {figure(gain)} times what comes in" if known else ""
    choices: tuple[Choice, ...] = (start, batch_normalization)
    return Finding(
        rule="PoorInitialization",
        severity="warning",
        layers=tuple(values.layers[index] for index in named),
        first_step=0,
        evidence=(Evidence("preactivation_rms", layer, 0, value, bound),),
        code="poor_initialization",
        params={"layer": layer, "step": 0, "value": value, "factor": gain if known else None},
        message=f"Untrained, {layer} has pre-activations of {figure(value)} (root mean square){told}.",
        remedies=offered(run.spec, *choices, *((standardize,) if bad[0] else ())),
    )


def _together(run: Run, values: Layered) -> Finding | None:
    hidden = values.values[0, :-1]
    if len(hidden) < 2 or not hidden[0] > 0 or not hidden[-1] > 0 or not np.isfinite(hidden).all():
        return None
    change = float(hidden[-1] / hidden[0])
    if FALL < change < GROWTH:
        return None
    far = (hidden <= np.sqrt(FALL) * hidden[0]) if change < 1 else (hidden >= np.sqrt(GROWTH) * hidden[0])
    first, last = values.layers[0], values.layers[len(hidden) - 1]
    bound = (FALL if change < 1 else GROWTH) * float(hidden[0])
    return Finding(
        rule="PoorInitialization",
        severity="warning",
        layers=tuple(values.layers[index] for index in np.flatnonzero(far)),
        first_step=0,
        evidence=(
            Evidence("preactivation_rms", last, 0, float(hidden[-1]), bound),
            Evidence("preactivation_rms", first, 0, float(hidden[0]), None),
        ),
        code="poor_initialization_depth",
        params={"layer": last, "first_layer": first, "step": 0, "value": float(hidden[-1]), "first": float(hidden[0])},
        message=(
            f"Untrained, the pre-activations go from {figure(float(hidden[0]))} at {first} to "
            f"{figure(float(hidden[-1]))} at {last} (root mean square)."
        ),
        remedies=offered(run.spec, start, batch_normalization),
    )
