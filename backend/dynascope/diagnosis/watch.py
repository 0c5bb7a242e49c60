"""The findings about a run whose rows keep coming: every row is judged, few are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dynascope.diagnosis.finding import SEVERITIES, Finding
from dynascope.diagnosis.kept import KeptRows
from dynascope.diagnosis.run import Run
from dynascope.diagnosis.table import READ, RULES, findings_of, rules_for
from dynascope.spec import RunSpec
from dynascope.telemetry import SeriesBlock


class Watch:
    """Judges a run piece by piece, and finds what `diagnose` finds on all of its rows at once.

    Rules about events (`Rule.event`: the first rows at which something holds) see every row, with some before it, and
    what they found stays found; the others see the whole run in evenly spaced rows, and its first and last rows
    without gaps. Of a run that is short enough for all its rows to be kept, both see these.

    >>> watch = Watch(None)
    >>> watch.take("loss/train", (), SeriesBlock(np.arange(3), np.array([2.0, 50.0, np.nan])))
    >>> watch.judge()
    >>> [finding.rule for finding in watch.findings()]
    ['Diverged', 'LearningRateTooHigh']
    """

    def __init__(self, spec: RunSpec | None) -> None:
        self._spec = spec
        self._kept: dict[str, KeptRows] = {}
        self._layers: dict[str, tuple[str, ...]] = {}
        self._events: dict[str, Finding] = {}

    @property
    def nbytes(self) -> int:
        """Memory that the rows take, in bytes."""
        return sum(rows.nbytes for rows in self._kept.values())

    def last_step(self, metric: str) -> int:
        """The step of the metric's last row; -1 before the first."""
        return self._kept[metric].last_step if metric in self._kept else -1

    def take(self, metric: str, layers: tuple[str, ...], block: SeriesBlock) -> None:
        """Takes in rows that follow those before. `layers` are the names on the metric's layer axis."""
        self._kept.setdefault(metric, KeptRows()).extend(block)
        self._layers[metric] = layers

    def judge(self) -> None:
        """Looks for events in the rows that have come since the last time. What is wide apart in steps, as one
        metric's rows that come long after another's of the same steps, may be let go in between."""
        run = self._run(lambda rows: rows.last)
        for name, rule in rules_for(self._spec).items():
            if rule.event:
                self._settle(name, rule.look(run))
        for rows in self._kept.values():
            rows.forget()

    def findings(self) -> list[Finding]:
        """What the rules find as the run stands, in the table's order."""
        return findings_of(self._run(lambda rows: rows.spaced), self._events)

    def _run(self, view: Callable[[KeptRows], SeriesBlock | None]) -> Run:
        first, last = self._reader(lambda rows: rows.first), self._reader(lambda rows: rows.last)
        return Run(self._reader(view), self._spec, first=first, last=last)

    def _reader(self, view: Callable[[KeptRows], SeriesBlock | None]) -> _Views:
        return _Views({metric: view(rows) for metric, rows in self._kept.items()}, self._layers)

    def _settle(self, name: str, found: Finding | None) -> None:
        """Keeps what was found of an event. While all its evidence is in view it is judged anew, since more rows may
        say otherwise; then it stands, unless one that is worse, or was earlier, comes to light."""
        known = self._events.get(name)
        if known is None or self._in_view(known):
            self._events.pop(name, None)
            kept = found
        else:
            kept = known if found is None else _told(known, found, gathers=RULES[name].gathers)
        if kept is not None:
            self._events[name] = kept

    def _in_view(self, finding: Finding) -> bool:
        return all(one.step >= self._kept[one.metric].whole_since for one in finding.evidence)


class _Views:
    """One view of each metric, as a reader. A rule that asks for what the table does not say it reads is an error."""

    def __init__(self, blocks: Mapping[str, SeriesBlock | None], layers: Mapping[str, tuple[str, ...]]) -> None:
        self._blocks = blocks
        self._layers = layers

    def series(self, metric: str) -> SeriesBlock | None:
        """The view of a metric, or None where it has no rows."""
        if metric not in READ:
            raise KeyError(metric)
        return self._blocks.get(metric)

    def layers(self, metric: str) -> tuple[str, ...]:
        """The metric's layers."""
        return self._layers.get(metric, ())


def _told(known: Finding, found: Finding, *, gathers: bool) -> Finding:
    """Which of two findings of a rule is told. One that gathers layers adds those that came later."""
    if _order(found) < _order(known):
        return found
    later = tuple(layer for layer in found.layers if layer not in known.layers)
    return replace(known, layers=known.layers + later) if gathers and found.code == known.code else known


def _order(finding: Finding) -> tuple[int, int]:
    return SEVERITIES.index(finding.severity), finding.first_step
