"""A layer whose weights do not move while others learn."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import activation, batch_normalization, offered, start, unfreeze
from dynascope.diagnosis.rows import first_streaks
from dynascope.diagnosis.run import Layered, Run

RATIO = 2.0**-24
MOVES = 1e-5
ROWS = 10


def frozen_layer(run: Run) -> Finding | None:
    """`update_ratio` of a layer at most 2⁻²⁴ in 10 rows running, while another's is at least 1e-5. A note where the
    spec freezes the layer.

    Source: IEEE 754: float32 has 24 binary digits, so an update below 2⁻²⁴ of a weight is rounded away.
    """
    ratios = run.layered("update_ratio")
    if ratios is None or len(ratios.layers) < 2:
        return None
    with np.errstate(invalid="ignore"):
        still = (ratios.values <= RATIO) & (ratios.values >= 0)
        moving = (ratios.values >= MOVES).any(axis=1, keepdims=True)
    starts = first_streaks(still & moving, ROWS)
    if not starts:
        return None
    asked = [index for index in starts if _asked(run, ratios.layers[index])]
    wrong = [index for index in starts if index not in asked]
    return _finding(run, ratios, starts, wrong or asked, on_purpose=not wrong)


def _asked(run: Run, layer: str) -> bool:
    return run.spec is not None and any(one.frozen for one in run.spec.layers if one.name == layer)


def _finding(run: Run, ratios: Layered, starts: dict[int, int], named: list[int], *, on_purpose: bool) -> Finding:
    first = min(named, key=lambda index: starts[index])
    step, value = ratios.at(starts[first], first)
    moving = int(np.nanargmax(ratios.values[starts[first]]))
    layer, other = ratios.layers[first], ratios.layers[moving]
    _, most = ratios.at(starts[first], moving)
    told = "as the spec asks" if on_purpose else "it does not learn"
    remedies = (
        offered(run.spec, unfreeze) if on_purpose else offered(run.spec, start, activation("relu"), batch_normalization)
    )
    return Finding(
        rule="FrozenLayer",
        severity="note" if on_purpose else "warning",
        layers=tuple(ratios.layers[index] for index in named),
        first_step=step,
        evidence=(
            Evidence("update_ratio", layer, step, value, RATIO),
            Evidence("update_ratio", other, step, most, None),
        ),
        code="frozen_on_purpose" if on_purpose else "frozen_layer",
        params={"layer": layer, "other": other, "step": step, "value": value, "most": most},
        message=(
            f"Since step {step} the weights of {layer} stand still (update_ratio {figure(value)}, that of {other} is "
            f"{figure(most)}): {told}."
        ),
        remedies=remedies,
    )
