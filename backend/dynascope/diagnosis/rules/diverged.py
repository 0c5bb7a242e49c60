"""A loss that left the range of numbers."""

from __future__ import annotations

import numpy as np

from dynascope.catalog.schedules import RangeTest
from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import Choice, clipping, learning_rate, offered, standardize, start
from dynascope.diagnosis.rows import value_at
from dynascope.diagnosis.run import Run

_SHORTER_STEPS: tuple[Choice, ...] = (learning_rate(0.1), start, learning_rate(0.01), clipping)


def diverged(run: Run) -> Finding | None:
    """A non-finite `loss/train`: training stopped there. Definition: IEEE 754, no threshold.

    Of an untrained network (row 0) it is not the steps that are at fault, as none was made."""
    loss = run.curve("loss/train")
    if loss is None:
        return None
    lost = ~np.isfinite(loss.values)
    if not lost.any():
        return None
    row = int(np.argmax(lost))
    step, value = loss.at(row)
    if run.spec is not None and isinstance(run.spec.schedule, RangeTest):
        return _end_of_test(run, step, value)
    before_step, before = loss.at(row - 1) if row else (None, None)
    told = f"; at step {before_step} it was {figure(before)}" if before is not None else ""
    return Finding(
        rule="Diverged",
        severity="error",
        layers=(),
        first_step=step,
        evidence=(Evidence("loss/train", None, step, value, None),),
        code="diverged",
        params={"step": step, "before": before, "before_step": before_step},
        message=f"At step {step} the training loss is no longer a finite number{told}.",
        remedies=offered(run.spec, *(_SHORTER_STEPS if step else (start, standardize))),
    )


def _end_of_test(run: Run, step: int, value: float) -> Finding:
    """Of a range test: how far the learning rate came. Nothing is wrong."""
    evidence, told = [Evidence("loss/train", None, step, value, None)], ""
    rate = value_at(run, "learning_rate", step)
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
