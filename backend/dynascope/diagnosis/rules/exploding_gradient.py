"""Gradients that grow layer by layer towards the input, or are so large that a step leaves where they hold."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import batch_normalization, clipping, offered, start
from dynascope.diagnosis.rows import earliest, first_streaks, ratio
from dynascope.diagnosis.run import Run

NORM = 1e3
GROWTH = 100.0
ROWS = 3


def exploding_gradient(run: Run) -> Finding | None:
    """`gradient_norm/global` above 1e3 or infinite, or `backprop_rms` of a hidden layer at least 100 times the output
    layer's in 3 rows running, where there are two hidden layers or more; whichever comes first.

    Source: Pascanu, Mikolov and Bengio (2013), section 3.2 (thresholds of clipping, a few times the usual norm; ours
    is far above); growth by layer: Glorot and Bengio (2010), section 4.2. Both figures are calibrated:
    docs/diagnosis.md.
    """
    large, growing = _large(run), _growing(run)
    if large is None or growing is None:
        return large or growing
    return large if large.first_step < growing.first_step else growing


def _large(run: Run) -> Finding | None:
    norms = run.curve("gradient_norm/global")
    if norms is None:
        return None
    over = norms.values > NORM
    if not over.any():
        return None
    step, value = norms.at(int(np.argmax(over)))
    return Finding(
        rule="ExplodingGradient",
        severity="error",
        layers=_steepest(run, step),
        first_step=step,
        evidence=(Evidence("gradient_norm/global", None, step, value, NORM),),
        code="exploding_gradient",
        params={"step": step, "value": value, "threshold": NORM},
        message=f"At step {step} the gradient's norm is {figure(value)}, above {figure(NORM)}.",
        remedies=offered(run.spec, start, clipping, batch_normalization),
    )


def _steepest(run: Run, step: int) -> tuple[str, ...]:
    """The layers whose gradient has a tenth of the largest one's norm or more, where that was recorded at the step."""
    norms = run.layered("gradient_norm")
    if norms is None or step not in norms.steps:
        return ()
    values = norms.values[np.flatnonzero(norms.steps == step)[0]]
    return tuple(layer for layer, value in zip(norms.layers, values, strict=True) if not value < 0.1 * values.max())


def _growing(run: Run) -> Finding | None:
    signal = run.layered("backprop_rms")
    if signal is None or len(signal.layers) < 3:
        return None
    growth = ratio(signal.values[:, :-1], signal.values[:, -1:])
    with np.errstate(invalid="ignore"):
        over = growth >= GROWTH
    starts = first_streaks(over, ROWS)
    if not starts:
        return None
    row, named = earliest(starts)
    worst = max(named, key=lambda index: growth[row, index])
    step, value = signal.at(row, worst)
    layer, last = signal.layers[worst], signal.layers[-1]
    top = float(signal.values[row, -1])
    return Finding(
        rule="ExplodingGradient",
        severity="error",
        layers=tuple(signal.layers[index] for index in named),
        first_step=step,
        evidence=(
            Evidence("backprop_rms", layer, step, value, GROWTH * top),
            Evidence("backprop_rms", last, step, top, None),
        ),
        code="exploding_backprop",
        params={"layer": layer, "step": step, "factor": value / top, "value": value, "output": top},
        message=(
            f"At step {step} the signal that goes back through the net is {figure(value / top)} times as large at "
            f"{layer} as at the output (backprop_rms {figure(value)} against {figure(top)})."
        ),
        remedies=offered(run.spec, start, batch_normalization, clipping),
    )
