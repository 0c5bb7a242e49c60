"""The common shape of rules that say "too large a share of a layer"."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding
from dynascope.diagnosis.remedies import Remedy
from dynascope.diagnosis.rows import earliest, first_streaks
from dynascope.diagnosis.run import Run

ROWS = 3


def layer_share(
    run: Run,
    *,
    metric: str,
    threshold: float,
    rule: str,
    code: str,
    what: str,
    remedies: tuple[Remedy, ...],
    judged: frozenset[str] | None = None,
) -> Finding | None:
    """A finding where `metric` (a share, [step, layer]) of any layer is at least `threshold` in 3 rows running; of the
    layers named in `judged` alone, where that is given. More than 1, as others may post it, is no share."""
    shares = run.layered(metric)
    if shares is None:
        return None
    of = np.array([judged is None or layer in judged for layer in shares.layers])
    starts = first_streaks((shares.values >= threshold) & (shares.values <= 1) & of, ROWS)
    if not starts:
        return None
    row, affected = earliest(starts)
    worst = max(affected, key=lambda index: shares.values[row, index])
    step, share = shares.at(row, worst)
    layer = shares.layers[worst]
    return Finding(
        rule=rule,
        severity="warning",
        layers=tuple(shares.layers[index] for index in affected),
        first_step=step,
        evidence=tuple(
            Evidence(metric, shares.layers[index], step, float(shares.values[row, index]), threshold)
            for index in affected
        ),
        code=code,
        params={"layer": layer, "step": step, "share": share, "threshold": threshold},
        message=f"At step {step}, {layer}: {share:.0%} {what}.",
        remedies=remedies,
    )
