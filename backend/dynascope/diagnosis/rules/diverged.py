"""A loss that left the range of numbers."""

from __future__ import annotations

import numpy as np

from dynascope.catalog.schedules import RangeTest
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
    if isinstance(spec.schedule, RangeTest):
        return _end_of_test(reader, step, float(loss.values[row]))
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


def _end_of_test(reader: Reader, step: int, value: float) -> Finding:
    """Of a range test: how far the learning rate came. Nothing is wrong."""
    evidence, told = [Evidence("loss/train", None, step, value, None)], ""
    rates = reader.series("learning_rate")
    at = None if rates is None else np.flatnonzero(rates.steps == step)
    rate = float(rates.values[at[0]]) if rates is not None and at is not None and len(at) else None
    if rate is not None:
        evidence.append(Evidence("learning_rate", None, step, rate, None))
        told = f" at a learning rate of {figure(rate)}"
    return Finding(
        rule="Diverged",
        severity="note",
        layers=(),
        first_step=step,
        evidence=tuple(evidence),
        code="range_test_ended",
        params={"step": step, "rate": rate},
        message=f"The range test ended at step {step}{told}, as it should: the loss is no longer a finite number.",
    )


def _remedies(spec: RunSpec) -> tuple[Remedy, ...]:
    rate = spec.optimizer.learning_rate / 10
    slower = Remedy(f"a tenth of the learning rate ({rate:g})", {"optimizer.learning_rate": rate})
    clip = Remedy("clip the global norm to 1", {"gradient_clipping": {"name": "global_norm", "threshold": 1.0}})
    return (slower, *(() if spec.gradient_clipping else (clip,)))
