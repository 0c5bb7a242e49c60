"""The common shape of rules that say "too large a share of a layer"."""

from __future__ import annotations

from dynascope.diagnosis.finding import Evidence, Finding
from dynascope.diagnosis.remedies import Remedy
from dynascope.diagnosis.rows import first_streak
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
    layers named in `judged` alone, where that is given."""
    shares = run.layered(metric)
    if shares is None:
        return None
    of = [index for index, layer in enumerate(shares.layers) if judged is None or layer in judged]
    rows = [first_streak(shares.values[:, index] >= threshold, ROWS) for index in of]
    starts = [row for row in rows if row is not None]
    if not starts:
        return None
    row = min(starts)
    affected = [index for index in of if shares.values[row, index] >= threshold]
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
