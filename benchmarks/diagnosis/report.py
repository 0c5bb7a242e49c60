"""`docs/diagnosis.md`: figures that do not depend on the machine, failures included."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.diagnosis.cure import Cure
from benchmarks.diagnosis.nearer import NEARER
from benchmarks.diagnosis.remedies import remedies, yes
from benchmarks.diagnosis.score import STEPS_NEAR, Counts, Place, Score
from benchmarks.diagnosis.tuning import Tuned
from dynascope.diagnosis import RULES

RECALL, ALARMS = 0.95, 0.03
CHANCE = 0.05
"""How seldom something must be to count as ruled out."""

INTRODUCTION = """# Diagnosis: how often the rules are right

Written by

    python -m benchmarks.diagnosis --remedies --keep FOLDER

which trains {faults} runs with a fault that was put in on purpose (`benchmarks/diagnosis/faults.py`: several depths,
rates, strengths and seeds) and {healthy} with which nothing is wrong (`benchmarks/diagnosis/healthy.py`), and lets the
rules of `dynascope.diagnosis` look at what the engine measured. Half of each kind, chosen by the hash of its name,
serves to choose thresholds; the other half is held back. {nearer} of the faults (`benchmarks/diagnosis/nearer.py`)
came later, to bound constants that no other run bounds, and are in the tuning half alone. A run with a fault may well
have other findings beside (deep sigmoid layers vanish *and* shift): these are neither hits nor false alarms. `--keep`
keeps the rows, so that the rules can be tried again without training.

How the thresholds came about is history, which this command does not measure: they were set on trainings of other
seeds, in two rounds; none of these runs had been trained then, and no threshold was moved after. In the first round
both halves had been looked at. In the second, Overfitting missed two of four held runs and Underfitting spoke falsely
three times, after which three constants (`Underfitting.LEFT`, `Overfitting.RISE`, `Overfitting.SHARE`) were moved to
where the tuning half has fewest errors, and about eight scenarios were given other strengths or names, as the fault
that was put in had not shown itself in the run. So the figures hold for clear faults, not for borderline ones.
{few}
"""

NOT_TOLD = """
`LabelNoiseMemorised` speaks only where the spec says how many labels were drawn anew: without that, wrong labels
learned by heart cannot be told from other overfitting by what is measured. `EdgeOfStability` is a note and needs
`curvature_every`, full batches, and a probe set of the whole training split (`probe_samples: null`), as its limit holds
for the loss that is descended. Nor is it told where clipping, a penalty, weight decay or a bound on the weights moves
them too, or where dropout or batch normalisation makes training another network than evaluation. It has no scenario
here: `tests/diagnosis/test_real_runs.py` raises it, and `python -m benchmarks.published_figures`, row 6, measures it on
the run of Cohen et al. (2021), where it must be raised, and with cross-entropy well below the limit, where it must not.
A layer that the spec freezes is a note of `FrozenLayer`. Findings that are notes count as none.
A learning rate that kills units at once without raising the loss is told as `DeadUnits`, whose first remedy is a
smaller one.
"""

TRIED = """Each tried by itself on the tuning half, the others as they are: the values with the fewest misses and false
alarms together, among those that `benchmarks/diagnosis/tuning.py` lists. *Bounded* says on which sides of the value in
use any of those makes more errors. On a side without a bound no scenario of the tuning half is near enough to say how
far out the value may lie: there it is a choice, and no measurement."""
HEAD = "| rule | scenarios (tuned, held) | recall, tuned | recall, held | false alarms a healthy run, held | reached |"


def document(
    halves: tuple[dict[str, Score], dict[str, Score]],
    alarms: tuple[Counts, Counts],
    thresholds: Sequence[Tuned],
    found: Sequence[Place],
    cures: Sequence[Sequence[Cure]] | None,
) -> str:
    """The whole page."""
    tuned, held = halves
    faults = sum(score.faults for half in halves for score in half.values())
    parts = [
        INTRODUCTION.format(
            faults=faults, healthy=alarms[0].healthy + alarms[1].healthy, few=_few(held), nearer=len(NEARER)
        ),
        *_table(tuned, held),
        "",
        _alarms(alarms),
        NOT_TOLD,
        *_failures(halves),
        *_thresholds(thresholds),
        *_places(found),
        *([] if cures is None else remedies(cures)),
    ]
    return "\n".join(parts) + "\n"


def _few(held: dict[str, Score]) -> str:
    """How many rules have the fewest runs, and what so few can say."""
    counts = [score.faults for score in held.values() if score.faults]
    fewest = min(counts)
    few = counts.count(fewest)
    return (
        f"{few} of the {len(counts)} rules that have scenarios have {fewest} held runs only, where 1.00 says little:\n"
        f"a rule that finds {CHANCE ** (1 / fewest):.0%} of such faults gets as much once in {1 / CHANCE:.0f} times."
    )


def _table(tuned: dict[str, Score], held: dict[str, Score]) -> list[str]:
    lines = [
        HEAD,
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in RULES:
        one, other = tuned[rule], held[rule]
        if not one.faults:
            lines.append(f"| {rule} | none | | | {other.alarm_rate:.3f} | {yes(other.alarm_rate <= ALARMS)} |")
            continue
        reached = (other.recall or 0.0) >= RECALL and other.alarm_rate <= ALARMS
        lines.append(
            f"| {rule} | {one.faults}, {other.faults} | {one.recall:.2f} | {other.recall:.2f} | "
            f"{other.alarm_rate:.3f} | {yes(reached)} |"
        )
    return lines


def _alarms(alarms: tuple[Counts, Counts]) -> str:
    tuned, held = alarms
    return (
        f"Wanted: recall at least {RECALL}, at most {ALARMS} false alarms a healthy run. Any finding at all stood in "
        f"{len(held.spoken)} of the {held.healthy} healthy runs held back ({len(tuned.spoken)} of {tuned.healthy} of "
        f"the tuning half). {held.healthy} runs without an alarm still come about once in {1 / CHANCE:.0f} times where "
        f"a rule gives {1 - CHANCE ** (1 / held.healthy):.3f} a run: so much 0.000 leaves open."
    )


def _failures(halves: tuple[dict[str, Score], dict[str, Score]]) -> list[str]:
    lines = ["## Failures", ""]
    for name, half in zip(("tuning half", "held half"), halves, strict=True):
        for rule, score in half.items():
            lines += [f"- {rule} missed ({name}): {scenario}" for scenario in score.missed]
            lines += [f"- {rule}, false alarm ({name}): {scenario}" for scenario in score.alarms]
    return [*lines, *(["None."] if len(lines) == 2 else []), ""]


def _thresholds(thresholds: Sequence[Tuned]) -> list[str]:
    lines = [
        "## Thresholds",
        "",
        TRIED,
        "",
        "| rule | constant | in use | errors | fewest errors at | errors | bounded |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in thresholds:
        best = " to ".join(f"{value:g}" for value in dict.fromkeys((min(one.best), max(one.best))))
        threshold = one.threshold
        lines.append(
            f"| {threshold.rule} | `{threshold.name}` | {threshold.used:g} | {one.errors} | {best} | {one.fewest} | "
            f"{_SIDES[one.below, one.above]} |"
        )
    return [*lines, ""]


_SIDES = {
    (True, True): "on both sides",
    (True, False): "below",
    (False, True): "above",
    (False, False): "**not at all**",
}


def _places(found: Sequence[Place]) -> list[str]:
    right = sum(place.agrees for place in found)
    summary = (
        f"In {right} of {len(found)} scenarios whose layer or step is known, the finding names that layer alone and "
        f"begins at that step or within the {STEPS_NEAR} behind it."
    )
    lines = [
        "## Where and since when",
        "",
        summary,
        "",
        "| scenario | truth | finding | agrees |",
        "| --- | --- | --- | --- |",
        *(f"| {one.scenario} | {one.expected} | {one.said} | {yes(one.agrees)} |" for one in found),
    ]
    return [*lines, ""]
