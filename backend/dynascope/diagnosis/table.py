"""The table of rules, most telling first."""

from __future__ import annotations

from collections.abc import Callable

from dynascope.catalog.schedules import RangeTest
from dynascope.diagnosis.finding import Finding, Reader
from dynascope.diagnosis.rules.dead_units import dead_units
from dynascope.diagnosis.rules.diverged import diverged
from dynascope.diagnosis.rules.exploding_gradient import exploding_gradient
from dynascope.diagnosis.rules.loss_not_decreasing import loss_not_decreasing
from dynascope.diagnosis.rules.saturated_activation import saturated_activation
from dynascope.diagnosis.rules.vanishing_gradient import vanishing_gradient
from dynascope.spec import RunSpec

Rule = Callable[[RunSpec, Reader], Finding | None]

RULES: dict[str, Rule] = {
    "Diverged": diverged,
    "ExplodingGradient": exploding_gradient,
    "VanishingGradient": vanishing_gradient,
    "SaturatedActivation": saturated_activation,
    "DeadUnits": dead_units,
    "LossNotDecreasing": loss_not_decreasing,
}


def diagnose(spec: RunSpec, reader: Reader) -> list[Finding]:
    """What the rules find in a run's telemetry so far, in the table's order. No finding without its evidence.

    A range test goes from learning rates that do nothing to one that breaks the net: of it, only that end is told.
    """
    testing = isinstance(spec.schedule, RangeTest)
    findings = (rule(spec, reader) for name, rule in RULES.items() if not testing or name == "Diverged")
    return [finding for finding in findings if finding is not None]
