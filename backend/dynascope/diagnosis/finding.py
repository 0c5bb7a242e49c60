"""What a rule finds: where, since when, on what evidence, and what to try."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from dynascope.spec import RunSpec
from dynascope.telemetry import SeriesBlock, layers_of

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Evidence:
    """A figure that carries a finding, read at the step that it names; `layer` is None for one of the whole net."""

    metric: str
    layer: str | None
    step: int
    value: float
    threshold: float | None


@dataclass(frozen=True)
class Remedy:
    """Overrides of the spec that can be launched as a matched pair; `set` is that of a variant."""

    label: str
    set: dict[str, Any]


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
        return {**data, "layers": list(self.layers), "evidence": list(data["evidence"])}


class Reader(Protocol):
    """Reads a run's telemetry. `series` gives None for a metric that has no rows (yet)."""

    def series(self, metric: str) -> SeriesBlock | None:
        """All rows of a metric so far."""
        ...


@dataclass(frozen=True)
class Layered:
    """A [step, layer] series with its layers' names: `values` [rows, layers]."""

    steps: NDArray[np.int64]
    values: NDArray[np.float64]
    layers: tuple[str, ...]


def layered(reader: Reader, metric: str, spec: RunSpec) -> Layered | None:
    """A [step, layer] metric with its layers' names, or None where it has no rows."""
    block = reader.series(metric)
    if block is None or block.rows == 0:
        return None
    return Layered(block.steps, np.asarray(block.values, dtype=np.float64), layers_of(metric, spec))


def first_streak(holds: NDArray[np.bool_], length: int) -> int | None:
    """The first row of the first stretch of `length` rows in which `holds` is true, or None."""
    if len(holds) < length:
        return None
    windows = np.lib.stride_tricks.sliding_window_view(holds, length).all(axis=-1)
    return int(np.argmax(windows)) if windows.any() else None


def figure(value: float) -> str:
    """A figure in a sentence: three significant digits."""
    return f"{value:.3g}"
