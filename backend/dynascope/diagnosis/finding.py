"""What a rule finds: where, since when, on what evidence, and what to try."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from dynascope.diagnosis.remedies import Remedy

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""Worst first."""


@dataclass(frozen=True)
class Evidence:
    """A figure that carries a finding, read at the step that it names; `layer` is None for one of the whole net."""

    metric: str
    layer: str | None
    step: int
    value: float
    threshold: float | None


@dataclass(frozen=True)
class Finding:
    """A named finding. `code` and `params` let every client say `message` in its own language."""

    rule: str
    severity: Severity
    layers: tuple[str, ...]
    first_step: int
    evidence: tuple[Evidence, ...]
    code: str
    params: dict[str, Any]
    message: str
    remedies: tuple[Remedy, ...] = field(default=())

    def describe(self) -> dict[str, Any]:
        """The finding as plain data."""
        data = asdict(self)
        return {**data, **{name: list(data[name]) for name in ("layers", "evidence", "remedies")}}


def figure(value: float) -> str:
    """A figure in a sentence: three significant digits."""
    return f"{value:.3g}"
