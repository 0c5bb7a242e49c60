"""Gradients that shrink layer by layer towards the input."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import activation, batch_normalization, offered, start
from dynascope.diagnosis.rows import earliest, first_streaks, ratio
from dynascope.diagnosis.run import Run

# A layer whose kernel gradient is this much smaller than the output layer's no longer learns beside it.
THRESHOLD = 1e-3
ROWS = 3


def vanishing_gradient(run: Run) -> Finding | None:
    """`gradient_norm` of a hidden layer above 0 and at most 1e-3 of the output layer's, in 3 rows running.

    Source: Glorot and Bengio (2010), section 4.2 (back-propagated gradients by layer); the ratio is calibrated:
    docs/diagnosis.md. A gradient of exactly 0 is something else (dead, frozen or symmetric layers).
    """
    norms = run.layered("gradient_norm")
    if norms is None or len(norms.layers) < 2:
        return None
    output = norms.values[:, -1:]
    ratios = ratio(norms.values[:, :-1], output)
    with np.errstate(invalid="ignore"):
        small = np.isfinite(output) & (ratios > 0) & (ratios <= THRESHOLD)
    starts = first_streaks(small, ROWS)
    if not starts:
        return None
    row, starved = earliest(starts)
    worst = min(starved, key=lambda index: ratios[row, index])
    step, value = norms.at(row, worst)
    share, reference, layer = float(ratios[row, worst]), float(output[row, 0]), norms.layers[worst]
    return Finding(
        rule="VanishingGradient",
        severity="error",
        layers=tuple(norms.layers[index] for index in starved),
        first_step=step,
        evidence=(
            Evidence("gradient_norm", layer, step, value, THRESHOLD * reference),
            Evidence("gradient_norm", norms.layers[-1], step, reference, None),
        ),
        code="vanishing_gradient",
        params={"layer": layer, "step": step, "ratio": share, "value": value, "output": reference},
        message=(
            f"At step {step}, {layer} receives {figure(share)} of the output layer's gradient "
            f"(gradient_norm {figure(value)} against {figure(reference)}): it hardly learns."
        ),
        remedies=offered(run.spec, start if _rectified(run) else activation("relu"), batch_normalization),
    )


def _rectified(run: Run) -> bool:
    return run.spec is not None and run.spec.activation_names == frozenset({"relu"})
