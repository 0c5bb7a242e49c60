"""Gradients that shrink layer by layer towards the input."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, Reader, Remedy, figure, first_streak, layered
from dynascope.spec import RunSpec

# A layer whose kernel gradient is this much smaller than the output layer's no longer learns beside it.
THRESHOLD = 1e-3
ROWS = 3


def vanishing_gradient(spec: RunSpec, reader: Reader) -> Finding | None:
    """`gradient_norm` of a hidden layer at most 1e-3 of the output layer's, in 3 rows running.

    Source: Glorot and Bengio (2010), section 4.2 (back-propagated gradients by layer).
    """
    norms = layered(reader, "gradient_norm", spec)
    if norms is None or len(norms.layers) < 2:
        return None
    output = norms.values[:, -1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = norms.values[:, :-1] / output
    usable = np.isfinite(output[:, 0]) & (output[:, 0] > 0)
    row = first_streak(usable & (ratios <= THRESHOLD).any(axis=1), ROWS)
    if row is None:
        return None
    starved = [index for index in range(ratios.shape[1]) if ratios[row, index] <= THRESHOLD]
    worst = min(starved, key=lambda index: ratios[row, index])
    step, ratio = int(norms.steps[row]), float(ratios[row, worst])
    value, reference = float(norms.values[row, worst]), float(output[row, 0])
    layer = norms.layers[worst]
    return Finding(
        rule="VanishingGradient",
        severity="error",
        layers=tuple(norms.layers[index] for index in starved),
        first_step=step,
        evidence=(
            Evidence("gradient_norm", layer, step, value, THRESHOLD * reference),
            Evidence("gradient_norm", "output", step, reference, None),
        ),
        code="vanishing_gradient",
        params={"layer": layer, "step": step, "ratio": ratio, "value": value, "output": reference},
        message=(
            f"At step {step}, {layer} receives {figure(ratio)} of the output layer's gradient "
            f"(gradient_norm {figure(value)} against {figure(reference)}): it hardly learns."
        ),
        remedies=_remedies(spec),
    )


def _remedies(spec: RunSpec) -> tuple[Remedy, ...]:
    relu = Remedy("ReLU with He initialisation", {"model.activation": "relu", "model.initializer": "he_normal"})
    batch = Remedy("batch normalisation", {"model.normalization": "batch"})
    changes = () if spec.activation_names == frozenset({"relu"}) else (relu,)
    return (*changes, *(() if spec.model.normalization else (batch,)))
