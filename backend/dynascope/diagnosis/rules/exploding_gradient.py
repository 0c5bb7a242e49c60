"""Gradients so large that a step leaves the neighbourhood in which they mean anything."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, Reader, Remedy, figure
from dynascope.spec import RunSpec

THRESHOLD = 1e3


def exploding_gradient(spec: RunSpec, reader: Reader) -> Finding | None:
    """`gradient_norm/global` above 1e3, or infinite.

    Source: Pascanu, Mikolov and Bengio (2013), section 3.2 (thresholds a few times the usual norm; ours is far above).
    """
    norms = reader.series("gradient_norm/global")
    if norms is None or norms.rows == 0:
        return None
    values = np.asarray(norms.values, dtype=np.float64)
    over = values > THRESHOLD
    if not over.any():
        return None
    row = int(np.argmax(over))
    step, value = int(norms.steps[row]), float(values[row])
    return Finding(
        rule="ExplodingGradient",
        severity="error",
        layers=spec.layer_names,
        first_step=step,
        evidence=(Evidence("gradient_norm/global", None, step, value, THRESHOLD),),
        code="exploding_gradient",
        params={"step": step, "value": value, "threshold": THRESHOLD},
        message=f"At step {step} the gradient's norm is {figure(value)}, above {figure(THRESHOLD)}.",
        remedies=_remedies(spec),
    )


def _remedies(spec: RunSpec) -> tuple[Remedy, ...]:
    start = Remedy("He initialisation", {"model.initializer": "he_normal"})
    clip = Remedy("clip the global norm to 1", {"gradient_clipping": {"name": "global_norm", "threshold": 1.0}})
    he = spec.model.initializer.name == "he_normal"
    return (*(() if he else (start,)), *(() if spec.gradient_clipping else (clip,)))
