"""Whether what a finding offers helps: the remedy is launched beside the patient, with the same data and draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.diagnosis.score import Case
from benchmarks.diagnosis.telemetry import Recorded, record
from dynascope.diagnosis import Remedy, diagnose
from dynascope.spec import expand_job, parse_job

TRIES = 2
LAST_ROWS = 5


@dataclass(frozen=True)
class Cure:
    """What came of a remedy: whether the finding went away, and the loss before and after."""

    scenario: str
    rule: str
    remedy: str
    gone: bool
    before: float
    after: float

    @property
    def helped(self) -> bool:
        """The finding is gone and the loss is lower."""
        return self.gone and self.after < self.before


def cures(cases: Sequence[Case], keep: Path | None) -> Iterator[list[Cure]]:
    """For each fault that was found: its first remedy, and the second where the first did not help."""
    for case in cases:
        rule = case.scenario.fault
        finding = None if rule is None else case.finding(rule)
        if rule is None or finding is None:
            continue
        tried: list[Cure] = []
        for remedy in finding.remedies[:TRIES]:
            tried.append(_tried(case, rule, remedy, keep))
            if tried[-1].helped:
                break
        yield tried


def _tried(case: Case, rule: str, remedy: Remedy, keep: Path | None) -> Cure:
    patient = case.scenario.spec
    base = patient.model_dump(mode="json", exclude={"seed"})
    body = {"base": base, "variants": [{"label": remedy.label, "set": remedy.set}], "seeds": [patient.seed]}
    (planned,) = expand_job(parse_job(body))
    treated = record(planned.spec, keep)
    gone = all(finding.rule != rule for finding in diagnose(planned.spec, treated))
    return Cure(case.scenario.name, rule, remedy.label, gone, _loss(case.recorded), _loss(treated))


def _loss(recorded: Recorded) -> float:
    """The validation loss at the end; the training loss of the last rows where there is none."""
    if not _finite(recorded):
        return float("inf")
    held = recorded.series("loss/validation")
    return recorded.last("loss/train", LAST_ROWS) if held is None else recorded.last("loss/validation")


def _finite(recorded: Recorded) -> bool:
    return recorded.last("loss/train") < float("inf")
