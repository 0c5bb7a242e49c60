"""Whether what a finding offers helps: the remedy is launched beside the patient, with the same data and draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.diagnosis.score import Case, spoken
from benchmarks.diagnosis.telemetry import Recorded, record
from dynascope.diagnosis import Finding, Remedy, Run
from dynascope.spec import RunSpec, expand_job, parse_job

TRIES = 2
LAST_ROWS = 5

BY_ROWS = frozenset({"DeadUnits"})
"""Rules that choose their layers by the spec, and whose figure is measured in the other layers too."""


@dataclass(frozen=True)
class Cure:
    """What came of a remedy: whether the finding went away, and the loss before and after.

    `gone` is None where the treated spec silences the rule, whatever is measured. `guessing` is the loss of an answer
    that ignores the inputs, where it is known.
    """

    scenario: str
    rule: str
    remedy: str
    gone: bool | None
    before: float
    after: float
    guessing: float | None

    @property
    def by_loss(self) -> bool:
        """Judged by the loss alone."""
        return self.gone is None

    @property
    def helped(self) -> bool:
        """The loss is lower, and the finding gone where that says something."""
        return self.gone is not False and self.after < self.before

    @property
    def learned(self) -> bool:
        """The loss after is below that of guessing, where that is known."""
        return self.guessing is None or self.after < self.guessing


def cures(cases: Sequence[Case], keep: Path | None) -> Iterator[list[Cure]]:
    """For each fault that was found: its first remedy, and the second where the first did not help."""
    for case in cases:
        rule = case.scenario.fault
        finding = None if rule is None else case.finding(rule)
        if finding is None:
            continue
        tried: list[Cure] = []
        for remedy in finding.remedies[:TRIES]:
            tried.append(_tried(case, finding, remedy, keep))
            if tried[-1].helped:
                break
        yield tried


def _tried(case: Case, finding: Finding, remedy: Remedy, keep: Path | None) -> Cure:
    patient = case.scenario.spec
    base = patient.model_dump(mode="json", exclude={"seed"})
    body = {"base": base, "variants": [{"label": remedy.label, "set": remedy.set}], "seeds": [patient.seed]}
    (planned,) = expand_job(parse_job(body))
    treated = record(planned.spec, keep)
    return Cure(
        case.scenario.name,
        finding.rule,
        remedy.label,
        gone(case.recorded, finding, planned.spec, treated),
        _loss(case.recorded),
        _loss(treated),
        Run(treated, planned.spec).guessing,
    )


def gone(patient: Recorded, finding: Finding, spec: RunSpec, treated: Recorded) -> bool | None:
    """Whether the rule no longer speaks in the treated run, of this spec; None where it could not, whatever had been
    measured: the spec silences it on the patient's own rows, or the treated run lacks a figure that it spoke by.

    A rule `BY_ROWS` that the spec silences judges every layer in which its figure was measured.
    """
    if not all(_measured(treated, one.metric, one.layer) for one in finding.evidence):
        return None
    if spoken(finding.rule, patient, spec) is not None:
        return spoken(finding.rule, treated, spec) is None
    return spoken(finding.rule, treated, None) is None if finding.rule in BY_ROWS else None


def _measured(recorded: Recorded, metric: str, layer: str | None) -> bool:
    return recorded.series(metric) is not None and (layer is None or layer in recorded.layers(metric))


def _loss(recorded: Recorded) -> float:
    """The validation loss at the end; the training loss of the last rows where there is none."""
    if not _finite(recorded):
        return float("inf")
    held = recorded.series("loss/validation")
    return recorded.last("loss/train", LAST_ROWS) if held is None else recorded.last("loss/validation")


def _finite(recorded: Recorded) -> bool:
    return recorded.last("loss/train") < float("inf")
