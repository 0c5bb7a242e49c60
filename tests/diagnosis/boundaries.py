"""Rows on either side of a rule's bound, in double precision: a bound can be met exactly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dynascope.diagnosis import Finding, diagnose
from dynascope.spec import RunSpec
from dynascope.telemetry import SeriesBlock
from tests.diagnosis.made import Rows, spec

Series = dict[str, Any]
Cases = list[Any]
Told = tuple[str, str | None, int, float, float | None]
SIGMOID = spec()


def above(value: float) -> float:
    """The next number up."""
    return float(np.nextafter(value, np.inf))


def below(value: float) -> float:
    """The next number down."""
    return float(np.nextafter(value, -np.inf))


def stretches(*parts: tuple[int, Any]) -> np.ndarray:
    """So many rows of one value (or of one row of layers), then so many of the next."""
    return np.concatenate([np.repeat(np.asarray([value], dtype=np.float64), rows, axis=0) for rows, value in parts])


def until(step: int, values: Any) -> SeriesBlock:
    """Rows evenly spaced from step 0 to this one."""
    return SeriesBlock(np.linspace(0, step, len(values)).astype(np.int64), np.asarray(values, dtype=np.float64))


def since(step: int, values: Any) -> SeriesBlock:
    """Rows ten steps apart from this one on."""
    return SeriesBlock(step + np.arange(len(values)) * 10, np.asarray(values, dtype=np.float64))


def found(rule: str, of: RunSpec | None, series: Series) -> Finding | None:
    """What the rule finds in the series; those that are no blocks have rows ten steps apart."""
    rows = Rows(of or SIGMOID)
    for name, values in series.items():
        block = values if isinstance(values, SeriesBlock) else since(0, values)
        rows.blocks[name.replace("__", "/")] = block
    return next((one for one in diagnose(of, rows) if one.rule == rule), None)


def bound(
    rule: str,
    clause: str,
    inside: Series,
    outside: Series,
    of: RunSpec | None = SIGMOID,
    outside_of: RunSpec | None = None,
) -> Cases:
    """A clause as two cases: just inside, where the rule finds its fault, and just outside, where it does not."""
    return [
        pytest.param(rule, of, inside, True, id=f"{rule}: {clause}: found"),
        pytest.param(rule, outside_of or of, outside, False, id=f"{rule}: {clause}: not found"),
    ]


def three_running(rule: str, metric: str, sound: tuple[float, ...], faulty: tuple[float, ...], of: RunSpec) -> Cases:
    """Three rows with the fault between sound ones, and two."""
    rows = [stretches((2, sound), (length, faulty), (2, sound)) for length in (3, 2)]
    return bound(rule, "three rows running", {metric: rows[0]}, {metric: rows[1]}, of)


def says(finding: Finding | None, first_step: int, layers: tuple[str, ...], *evidence: Told) -> None:
    """Asserts where and since when a fault is found, and every figure that carries it."""
    assert finding is not None
    assert (finding.first_step, finding.layers) == (first_step, layers)
    told = [(one.metric, one.layer, one.step, one.value, one.threshold) for one in finding.evidence]
    assert [one[:3] for one in told] == [one[:3] for one in evidence]
    assert [one[3] for one in told] == pytest.approx([one[3] for one in evidence], rel=1e-9, nan_ok=True)
    assert [one[4] is None for one in told] == [one[4] is None for one in evidence]
    assert [one[4] for one in told if one[4] is not None] == pytest.approx(
        [one[4] for one in evidence if one[4] is not None], rel=1e-9
    )
