"""The common shape of rules that say "too large a share of a layer"."""

from __future__ import annotations

from dynascope.diagnosis.finding import Evidence, Finding, Reader, Remedy, first_streak, layered
from dynascope.spec import RunSpec

ROWS = 3


def layer_share(
    spec: RunSpec,
    reader: Reader,
    *,
    metric: str,
    threshold: float,
    rule: str,
    code: str,
    what: str,
    remedies: tuple[Remedy, ...],
) -> Finding | None:
    """A finding where `metric` (a share, [step, layer]) of any layer is at least `threshold` in 3 rows running."""
    shares = layered(reader, metric, spec)
    if shares is None:
        return None
    rows = [first_streak(shares.values[:, index] >= threshold, ROWS) for index in range(len(shares.layers))]
    starts = [row for row in rows if row is not None]
    if not starts:
        return None
    row = min(starts)
    affected = [index for index in range(len(shares.layers)) if shares.values[row, index] >= threshold]
    worst = max(affected, key=lambda index: shares.values[row, index])
    step, share, layer = int(shares.steps[row]), float(shares.values[row, worst]), shares.layers[worst]
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
