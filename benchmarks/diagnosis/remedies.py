"""The page's section on remedies: how many helped, and by what that is judged."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.diagnosis.cure import Cure
from dynascope.diagnosis import RULES

REMEDIED = 0.8
REMEDIES = """Of each finding the first remedy, launched as a matched pair; the second where the first did not help. A
remedy is judged by both:

- *the finding*: the rule, looked at by itself (even where another finding would explain it), no longer speaks;
- *the loss* is lower: the validation loss at the end, or of the network that early stopping put back; the training loss
  where nothing is held out; infinite where the run diverged.

Some rules cannot speak once the remedy is in the spec, whatever is measured: those that read the fault off the spec
itself (equal first weights), those that call a run sound which puts its best network back, and those whose metric the
changed net does not have. Such a pair is told by the rule on the *patient's* rows under the treated spec: where it is
silent there already, or a metric of its evidence is missing, *finding gone* says "cannot say", and the pair is judged
by the loss alone. With early stopping that is the validation loss by which the network itself was chosen, on a course
that is the patient's own: it can hardly be higher. `DeadUnits`, which looks at ReLU alone, is held against the layers
of other rectifiers by the same share of units that no sample activates (`dead_fraction`). That is stricter than the
rule: such units still learn."""


def yes(reached: bool) -> str:
    """Yes, or a no that is seen."""
    return "yes" if reached else "**no**"


def remedies(cures: Sequence[Sequence[Cure]]) -> list[str]:
    """The section, by lines."""
    return [
        "## Remedies",
        "",
        REMEDIES,
        "",
        _helped(cures),
        "",
        *_by_judgement([one for tried in cures for one in tried]),
        "",
        *_by_rule(cures),
        "",
        "| scenario | remedy | finding gone | loss before | after | helped |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {one.scenario} ({one.rule}) | {one.remedy} | {_gone(one)} | {one.before:.3g} | {one.after:.3g} | "
            f"{yes(one.helped)} |"
            for tried in cures
            for one in tried
        ),
        "",
    ]


def _helped(cures: Sequence[Sequence[Cure]]) -> str:
    """Of the scenarios: a remedy that helped is the last that was tried."""
    helped = [tried[-1] for tried in cures if any(one.helped for one in tried)]
    by_both = sum(not one.by_loss for one in helped)
    unlearned = sum(not one.learned for one in helped)
    first = sum(bool(tried) and tried[0].helped for tried in cures)
    none = sum(not tried for tried in cures)
    without = f" {none} findings offered none." if none else ""
    return (
        f"A remedy helped in {len(helped)} of {len(cures)} scenarios ({_share(len(helped), len(cures))}; wanted: "
        f"{REMEDIED:.0%}): in {by_both} by both, in {len(helped) - by_both} by the loss alone; in {first} it "
        f"was the first that was offered.{without} In {unlearned} of these {len(helped)} the loss afterwards, though "
        "lower, is still not below that of guessing."
    )


def _by_judgement(launched: Sequence[Cure]) -> list[str]:
    lines = ["| judged by | remedies launched | helped | |", "| --- | --- | --- | --- |"]
    for name, by_loss in (("finding and loss", False), ("the loss alone", True)):
        own = [one.helped for one in launched if one.by_loss is by_loss]
        lines.append(f"| {name} | {len(own)} | {sum(own)} | {_share(sum(own), len(own))} |")
    return lines


def _by_rule(cures: Sequence[Sequence[Cure]]) -> list[str]:
    lines = [
        "| rule | scenarios | helped, by both | by the loss alone | not helped |",
        "| --- | --- | --- | --- | --- |",
    ]
    for rule in RULES:
        own = [tried for tried in cures if tried and tried[0].rule == rule]
        helped = [tried[-1] for tried in own if tried[-1].helped]
        by_loss = sum(one.by_loss for one in helped)
        if own:
            lines.append(f"| {rule} | {len(own)} | {len(helped) - by_loss} | {by_loss} | {len(own) - len(helped)} |")
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


def _gone(one: Cure) -> str:
    return "cannot say" if one.gone is None else yes(one.gone)
