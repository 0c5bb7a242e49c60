"""A loss that left the range of numbers."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, Reader, Remedy, figure
from dynascope.spec import RunSpec


def diverged(spec: RunSpec, reader: Reader) -> Finding | None:
    """A non-finite `loss/train`: training stopped there."""
    loss = reader.series("loss/train")
    if loss is None or loss.rows == 0:
        return None
    lost = ~np.isfinite(loss.values)
    if not lost.any():
        return None
    row = int(np.argmax(lost))
    step = int(loss.steps[row])
    before = float(loss.values[row - 1]) if row else None
    told = f"; at step {int(loss.steps[row - 1])} it was {figure(before)}" if before is not None else ""
    return Finding(
        rule="Diverged",
        severity="error",
        layers=(),
        first_step=step,
        evidence=(Evidence("loss/train", None, step, float(loss.values[row]), None),),
        code="diverged",
        params={"step": step, "before": before},
        message=f"At step {step} the training loss is no longer a finite number{told}.",
        remedies=_remedies(spec),
    )


def _remedies(spec: RunSpec) -> tuple[Remedy, ...]:
    rate = spec.optimizer.learning_rate / 10
    slower = Remedy(f"a tenth of the learning rate ({rate:g})", {"optimizer.learning_rate": rate})
    clip = Remedy("clip the global norm to 1", {"gradient_clipping": {"name": "global_norm", "threshold": 1.0}})
    return (slower, *(() if spec.gradient_clipping else (clip,)))
