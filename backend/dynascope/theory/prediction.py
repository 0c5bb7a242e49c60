"""What a prediction is made of: curves over layers, lines over steps, and what both assume."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Statement:
    """A sentence that a client can say in its own language: `code` and `params`, and `message` in English."""

    code: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Curve:
    """A metric predicted layer by layer for row `step`, in the metric's own unit.

    `values` [layers] may overflow to infinity. Where `relative_to` names a layer they are in units of what was measured
    at that layer. `formula` is LaTeX.
    """

    metric: str
    layers: tuple[str, ...]
    values: tuple[float, ...]
    step: int
    relative_to: str | None
    formula: str
    assumptions: tuple[Statement, ...]
    source: str


@dataclass(frozen=True)
class Line:
    """A level of a metric over the steps: `value`, or where `numerator` is given, that over the step's learning rate.

    Where the learning rate is constant both are given. `code` names the line.
    """

    metric: str
    code: str
    value: float | None
    numerator: float | None
    formula: str
    assumptions: tuple[Statement, ...]
    source: str


@dataclass(frozen=True)
class Theory:
    """What is predicted of a run; `reason` says why there are no curves, where there are none."""

    curves: tuple[Curve, ...]
    lines: tuple[Line, ...]
    reason: Statement | None

    def describe(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)
