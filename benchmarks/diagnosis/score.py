"""Hits and false alarms of the rules over recorded trainings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.diagnosis.scenario import Scenario
from benchmarks.diagnosis.telemetry import Recorded
from dynascope.diagnosis import RULES, Finding, Run, diagnose
from dynascope.spec import RunSpec

STEPS_NEAR = 25
"""A first step this close to where the fault began agrees with it."""


@dataclass(frozen=True)
class Case:
    """A scenario, what it measured, and what was found in it (notes of what is no fault apart)."""

    scenario: Scenario
    recorded: Recorded
    findings: tuple[Finding, ...]

    def finding(self, rule: str) -> Finding | None:
        """What the rule said, if it spoke."""
        return next((one for one in self.findings if one.rule == rule), None)


def spoken(rule: str, recorded: Recorded, spec: RunSpec | None) -> Finding | None:
    """What a rule finds by itself, whatever other rules would explain it by."""
    return RULES[rule].look(Run(recorded, spec))


def judged(scenario: Scenario, recorded: Recorded) -> Case:
    """The case, with what the rules find in it."""
    findings = tuple(one for one in diagnose(scenario.spec, recorded) if one.severity != "note")
    return Case(scenario, recorded, findings)


@dataclass(frozen=True)
class Score:
    """Of one rule on one half: of `faults` scenarios it missed those named; it spoke in the `healthy` runs named."""

    faults: int
    healthy: int
    missed: tuple[str, ...]
    alarms: tuple[str, ...]

    @property
    def recall(self) -> float | None:
        """Share of the fault's scenarios in which the rule spoke; None where there is none."""
        return 1 - len(self.missed) / self.faults if self.faults else None

    @property
    def alarm_rate(self) -> float:
        """False alarms a healthy run."""
        return len(self.alarms) / self.healthy if self.healthy else 0.0


def scores(cases: Sequence[Case]) -> dict[str, Score]:
    """Each rule's score, in the table's order."""
    healthy = [case for case in cases if case.scenario.fault is None]
    found: dict[str, Score] = {}
    for rule in RULES:
        faults = [case for case in cases if case.scenario.fault == rule]
        found[rule] = Score(
            len(faults),
            len(healthy),
            tuple(case.scenario.name for case in faults if case.finding(rule) is None),
            tuple(case.scenario.name for case in healthy if case.finding(rule) is not None),
        )
    return found


@dataclass(frozen=True)
class Place:
    """Whether a finding names the layer at fault, and begins where the fault does."""

    scenario: str
    expected: str
    said: str
    agrees: bool


def places(cases: Sequence[Case]) -> list[Place]:
    """Of all scenarios whose layer or step is known."""
    found: list[Place] = []
    for case in cases:
        scenario = case.scenario
        if scenario.fault is None or (scenario.layer is None and scenario.step is None):
            continue
        finding = case.finding(scenario.fault)
        expected = " ".join(filter(None, [scenario.layer, f"from step {scenario.step}"]))
        if finding is None:
            found.append(Place(scenario.name, expected, "nothing", agrees=False))
            continue
        said = " ".join(filter(None, [", ".join(finding.layers), f"from step {finding.first_step}"]))
        layer = scenario.layer is None or finding.layers == (scenario.layer,)
        step = scenario.step is None or 0 <= finding.first_step - scenario.step <= STEPS_NEAR
        found.append(Place(scenario.name, expected, said, layer and step))
    return found


@dataclass
class Counts:
    """How many runs of the healthy half had any finding at all."""

    healthy: int = 0
    spoken: list[str] = field(default_factory=list[str])


def any_alarm(cases: Sequence[Case]) -> Counts:
    """Healthy runs with a finding of any rule."""
    healthy = [case for case in cases if case.scenario.fault is None]
    return Counts(len(healthy), [case.scenario.name for case in healthy if case.findings])
