"""Units of a layer that start equal and stay equal: the layer is worth one unit."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.remedies import EQUAL, offered, start
from dynascope.diagnosis.rows import earliest, first_streaks
from dynascope.diagnosis.run import Layered, Run
from dynascope.spec import RunSpec

RANK = 1.02
ROWS = 3


def symmetry_not_broken(run: Run) -> Finding | None:
    """A hidden layer whose kernel is all 0 in row 0, or has a `kernel_effective_rank` of at most 1.02 in 3 rows
    running; where the spec is known, whose initializer gives all units the same weights, as the next layer's does.

    Such units get equal gradients and never part. Source: Goodfellow, Bengio and Courville (2016), section 8.4. A rank
    of 1 is that of equal columns (Roy and Vetterli, 2007); 1.02 leaves room for rounding.
    """
    ranks = run.layered("kernel_effective_rank")
    if ranks is not None and len(ranks.layers) > 1:
        found = _equal_columns(run, ranks)
        if found is not None or len(ranks) >= ROWS:
            return found or _zeros(run)
    return _zeros(run) if run.spec is None else _as_specified(run, run.spec)


def _equal_columns(run: Run, ranks: Layered) -> Finding | None:
    several = np.array([_several(run, index) for index in range(len(ranks.layers) - 1)])
    with np.errstate(invalid="ignore"):
        equal = (ranks.values[:, :-1] <= RANK) & several
    starts = first_streaks(equal, ROWS)
    if not starts:
        return None
    row, named = earliest(starts)
    layers = [ranks.layers[index] for index in named]
    step, value = ranks.at(row, ranks.layers.index(layers[0]))
    return _finding(
        run,
        layers,
        Evidence("kernel_effective_rank", layers[0], step, value, RANK),
        "symmetry_rank",
        f"At step {step} the kernel of {layers[0]} has an effective rank of {figure(value)}: its units are copies of "
        "one.",
    )


def _several(run: Run, index: int) -> bool:
    """Whether a kernel could have a rank above 1. Of a first layer that is not ours, its inputs are not known."""
    if run.spec is None:
        return index > 0
    return min(run.spec.layer(index).kernel_shape[-2:]) > 1


def _zeros(run: Run) -> Finding | None:
    norms = run.layered("weight_norm")
    if norms is None or len(norms.layers) < 2 or norms.steps[0] != 0:
        return None
    layers = [norms.layers[index] for index in np.flatnonzero(norms.values[0, :-1] == 0)]
    return _by_norm(run, layers) if layers else None


def _as_specified(run: Run, spec: RunSpec) -> Finding | None:
    if spec.warm_start is not None or spec.model.dropout > 0:
        return None
    equal = [layer.initializer.name in EQUAL for layer in spec.layers]
    hidden = enumerate(spec.layers[:-1])
    layers = [layer.name for index, layer in hidden if layer.units > 1 and equal[index] and equal[index + 1]]
    return _by_norm(run, layers) if layers else None


def _by_norm(run: Run, layers: list[str]) -> Finding | None:
    norms = run.layered("weight_norm")
    if norms is None or norms.steps[0] != 0:
        return None
    _, value = norms.at(0, norms.layers.index(layers[0]))
    return _finding(
        run,
        layers,
        Evidence("weight_norm", layers[0], 0, value, None),
        "symmetry_not_broken",
        f"All weights of {layers[0]} start equal (weight_norm {figure(value)} at step 0), so its units stay copies of "
        "one.",
    )


def _finding(run: Run, layers: list[str], evidence: Evidence, code: str, message: str) -> Finding:
    return Finding(
        rule="SymmetryNotBroken",
        severity="error",
        layers=tuple(layers),
        first_step=evidence.step,
        evidence=(evidence,),
        code=code,
        params={"layer": layers[0], "step": evidence.step, "value": evidence.value},
        message=message,
        remedies=offered(run.spec, start),
    )
