"""From effects to sentences: the table of `docs/claims.md`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.claims.grids import Range
from benchmarks.claims.study import LEAST, SEEDS, Claim, Effect

RATES = "With batch normalisation larger learning rates become usable"
COSTS = "Batch normalisation makes each step slower, in training and in evaluation"
TUNING = "Adam needs little tuning of the learning rate"
REUSE = "Reusing the lower layers of a trained network"

WORDS = {"holds": "yes", "opposite": "no, the other way round", "open": "not told apart"}


_NUMBER = r"-?[\d.]+(?:e[-+]?\d+)?"
_FIGURE = rf"(?P<figure>{_NUMBER}) \[(?P<low>{_NUMBER}), (?P<high>{_NUMBER})\]"
_WRITTEN = rf"(?m)^\| (?P<where>.*?) \| .*?(?:{_FIGURE}).*\|$"

INTRODUCTION = """Written by `python -m benchmarks.claims`: real runs through the REST interface, {n} seeds each (0 to
{last}), paired: the two sides of a pair share data split, batches and the draws behind their first weights. Ratios are
geometric means with their 95 % intervals (Student's t on the logarithms). A line holds where the whole interval lies on
the claim's side, at least {least:.0%} from 1. A run that diverged, or never reached its target, falls out of the pairs
and is counted; where that takes most pairs, falling out more often loses. It took {minutes} minutes on the machine that
wrote it. `python -m benchmarks.claims --check` measures anew and looks each figure up in the interval given here."""


@dataclass(frozen=True)
class Line:
    """One measured effect."""

    setting: str
    effect: str
    verdict: str


@dataclass(frozen=True)
class Section:
    """A claim with everything measured for it."""

    text: str
    what: str
    lines: Sequence[Line]

    @property
    def verdict(self) -> str:
        """The plain verdict over all lines."""
        holding = [line for line in self.lines if line.verdict == "holds"]
        if len(holding) == len(self.lines):
            return "**Holds** in everything measured."
        if not holding:
            other = any(line.verdict == "opposite" for line in self.lines)
            return "**Does not hold here.**" if other else "**Not told apart here.**"
        return "**Holds here only for** " + "; ".join(line.setting for line in holding) + "."


def number(value: float) -> str:
    """Three digits."""
    return f"{value:.3g}"


def line_of_effect(setting: str, effect: Effect) -> Line:
    """A paired ratio in words."""
    pair = effect.comparison
    broken = ", ".join(
        f"{label} fell out in {count} of {len(SEEDS)} seeds"
        for label, count in zip((pair.better, pair.worse), effect.broken, strict=True)
        if count
    )
    if math.isnan(effect.ratio):
        text = "too few pairs"
    else:
        text = f"{number(effect.ratio)} [{number(effect.low)}, {number(effect.high)}], {effect.n} pairs"
    where = f"{pair.better} against {pair.worse}: {setting}"
    return Line(where, f"{text}; {broken}" if broken else text, effect.verdict)


def section_of_claim(claim: Claim, found: Mapping[str, Sequence[Effect]]) -> Section:
    """All settings of a claim."""
    lines = [line_of_effect(setting, effect) for setting, effects in found.items() for effect in effects]
    return Section(claim.text, f"Ratio of {claim.what}; below 1 the first is better.", lines)


def section_of_tuning(ranges: Sequence[Range]) -> Section:
    """Adam's range of learning rates beside every other optimizer's."""
    adam = next(one for one in ranges if one.name == "adam")
    lines: list[Line] = []
    for other in ranges:
        if other is adam:
            continue
        gain = Range("", adam.values - other.values)
        mean, low, high = gain.interval
        verdict = "holds" if low > 0 else "opposite" if high < 0 else "open"
        own = f"{number(adam.interval[0])} decades against {number(other.interval[0])}"
        lines.append(
            Line(
                f"adam against {other.name}: digits, 3 × 64 ReLU, η from 1e-4 to 10, 600 steps",
                f"{own}; difference {number(mean)} [{number(low)}, {number(high)}]",
                verdict,
            )
        )
    return Section(
        TUNING,
        "Decades of learning rates that end within a factor of 2 of its own best training loss, or below 0.01.",
        lines,
    )


def section_of_rates(found: Mapping[str, Sequence[Range]]) -> Section:
    """The largest learning rate that trains."""
    lines: list[Line] = []
    for setting, (without, with_it) in found.items():
        mean, low, high = Range("", with_it.values - without.values).interval
        verdict = "holds" if low > 0 else "opposite" if high < 0 else "open"
        rates = f"largest η {number(2 ** with_it.interval[0])} against {number(2 ** without.interval[0])}"
        interval = f"factor {number(2**mean)} [{number(2**low)}, {number(2**high)}]"
        lines.append(Line(setting, f"{rates}; {interval}", verdict))
    return Section(
        RATES,
        "The largest learning rate of plain descent (a grid of powers of 2) that ends at 0.5 nats at most, over seeds.",
        lines,
    )


def section_of_costs(effects: Mapping[str, Effect]) -> Section:
    """What a step and an evaluation cost: the claim is that they cost more."""
    turned = {"holds": "opposite", "opposite": "holds", "open": "open"}
    lines = [
        Line(
            f"{what}: digits, 4 × 64 ReLU, batch 64",
            f"{number(effect.ratio)} [{number(effect.low)}, {number(effect.high)}], {effect.n} rounds",
            turned[effect.verdict],
        )
        for what, effect in effects.items()
    ]
    return Section(
        COSTS,
        "Ratio of seconds, with over without; above 1 it costs.",
        lines,
    )


def departures(sections: Sequence[Section], text: str) -> list[str]:
    """The lines of a document whose fresh figure lies outside the interval that the document gives."""
    written = [(match["where"], match["low"], match["high"]) for match in re.finditer(_WRITTEN, text)]
    found: list[str] = []
    for section in sections:
        for line in section.lines:
            fresh = re.search(_FIGURE, line.effect)
            if fresh is None:
                continue
            intervals = [(float(low), float(high)) for where, low, high in written if where == line.setting]
            if not any(low <= float(fresh["figure"]) <= high for low, high in intervals):
                found.append(f"{section.text}: {line.setting}: {line.effect}; written: {intervals or 'nothing'}")
    return found


def document(sections: Sequence[Section], seconds: float) -> str:
    """The whole page."""
    parts = [
        "# The textbook's claims, measured",
        "",
        INTRODUCTION.format(n=len(SEEDS), last=len(SEEDS) - 1, least=LEAST, minutes=round(seconds / 60)),
        "",
        "| claim | verdict |",
        "| --- | --- |",
        *(_summary(section) for section in sections),
        "",
    ]
    return "".join(f"{part}\n" for part in parts) + "".join(_body(section) for section in sections)


def with_sections(text: str, sections: Sequence[Section]) -> str:
    """A document with these sections in place of its own, in the summary and below."""
    for section in sections:
        summary = rf"(?m)^\| {re.escape(section.text)} \| .*$"
        body = rf"(?ms)^## {re.escape(section.text)}$.*?(?=^## |\Z)"
        for pattern, new in ((summary, _summary(section)), (body, _body(section))):
            text, count = re.subn(pattern, lambda _, new=new: new, text)
            if count != 1:
                raise ValueError(f"the document has {count} sections {section.text!r}, where 1 was to be replaced")
    return text


def _summary(section: Section) -> str:
    return f"| {section.text} | {section.verdict} |"


def _body(section: Section) -> str:
    lines = [
        f"## {section.text}",
        "",
        section.what,
        "",
        "| compared, and where | measured | holds |",
        "| --- | --- | --- |",
        *(f"| {line.setting} | {line.effect} | {WORDS[line.verdict]} |" for line in section.lines),
        "",
        section.verdict,
        "",
    ]
    return "".join(f"{line}\n" for line in lines)
