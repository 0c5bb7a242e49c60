"""A training of which is known what is wrong with it, or that nothing is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dynascope.spec import RunSpec, parse_run


@dataclass(frozen=True)
class Scenario:
    """`fault` is the rule that must speak (None: none may). Where it is known, `layer` is the layer at fault and
    `step` the step at which the fault begins."""

    name: str
    base: Mapping[str, Any]
    fault: str | None = None
    layer: str | None = None
    step: int | None = None

    @cached_property
    def spec(self) -> RunSpec:
        """What is trained."""
        return parse_run(dict(self.base))

    @property
    def digest(self) -> str:
        """SHA-256 of the name, in hexadecimal: decides the half."""
        return hashlib.sha256(self.name.encode()).hexdigest()


def halves(scenarios: Iterable[Scenario]) -> tuple[list[Scenario], list[Scenario]]:
    """For tuning, and held back. Of each fault, and of the healthy ones, every other in the order of the hash of the
    name: fixed, blind to what comes out, and no fault is all in one half."""
    groups: dict[str | None, list[Scenario]] = {}
    for scenario in sorted(scenarios, key=lambda one: one.digest):
        groups.setdefault(scenario.fault, []).append(scenario)
    tuned = [one for group in groups.values() for one in group[::2]]
    held = [one for group in groups.values() for one in group[1::2]]
    return tuned, held
