"""Measures the textbook's claims with real runs through REST, and writes `docs/claims.md`.

    python -m benchmarks.claims
    python -m benchmarks.claims --check

start a server of their own on loopback. Every effect is a paired comparison over ten seeds with its 95 % interval. With
`--check` the document stays as it is, and each fresh figure is looked up in the interval that it gives. `--only TEXT`
measures, and writes or checks, the claims alone whose sentence holds that text.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.claims import cost, grids, report, reuse
from benchmarks.claims.report import Section
from benchmarks.claims.study import Claim, Effect, paired, train
from benchmarks.claims.table import CLAIMS
from tests.running import RunningServer

DOCUMENT = Path(__file__).parents[2] / "docs" / "claims.md"
RATES = {"3 × 64 sigmoid": (3, "sigmoid"), "3 × 64 ReLU": (3, "relu"), "8 × 64 ReLU": (8, "relu")}

Runs = dict[str, list[Mapping[str, Any]]]


def _claim(server: RunningServer, claim: Claim, trained: dict[str, Runs]) -> Section:
    found: dict[str, Sequence[Effect]] = {}
    for setting in claim.settings:
        if setting.name not in trained:
            trained[setting.name] = train(server, setting)
        runs = trained[setting.name]
        labels = {label for pair in claim.comparisons for label in (pair.better, pair.worse)}
        values = {label: [claim.measure(server, run) for run in runs[label]] for label in labels}
        found[setting.name] = [paired(values[pair.better], values[pair.worse], pair) for pair in claim.comparisons]
    return report.section_of_claim(claim, found)


def _reuse(server: RunningServer) -> Section:
    where = f"{reuse.SAMPLES} of the digits 5 to 9, 3 × 64 ReLU, Adam, 300 steps"
    return Section(
        report.REUSE,
        "Ratio of validation loss at the end: two layers from a net that told the digits 0 to 4 apart, for 5 to 9.",
        [report.line_of_effect(where, effect) for effect in reuse.effects(server)],
    )


def _parts(trained: dict[str, Runs]) -> dict[str, Callable[[RunningServer], Section]]:
    """What measures each claim, by its sentence, in the document's order; `trained` keeps runs that several share."""
    return {
        **{claim.text: lambda server, claim=claim: _claim(server, claim, trained) for claim in CLAIMS},
        report.RATES: lambda server: report.section_of_rates(
            {name: grids.largest_rate(server, *shape) for name, shape in RATES.items()}
        ),
        report.COSTS: lambda server: report.section_of_costs(cost.costs(server)),
        report.TUNING: lambda server: report.section_of_tuning(grids.tuning(server)),
        report.REUSE: _reuse,
    }


def _sections(server: RunningServer, console: Console, only: str) -> list[Section]:
    sections: list[Section] = []
    for text, measure in _parts({}).items():
        if only not in text:
            continue
        section = measure(server)
        sections.append(section)
        console.print(f"{section.text}: {section.verdict}")
        for line in section.lines:
            console.print(f"  {line.setting}: {line.effect} ({report.WORDS[line.verdict]})")
    return sections


def main() -> None:
    """Measures, prints, writes or checks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims", description="Measures the textbook's claims.")
    parser.add_argument("--check", action="store_true", help="compare with docs/claims.md and write nothing")
    parser.add_argument("--only", default="", metavar="TEXT", help="the claims alone whose sentence holds this text")
    asked = parser.parse_args()
    console = Console(highlight=False, soft_wrap=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data").start()
        try:
            sections = _sections(server, console, asked.only)
        finally:
            server.stop()
    if not sections:
        parser.error(f"no claim holds {asked.only!r}")
    seconds = time.monotonic() - began
    if asked.check:
        departed = report.departures(sections, DOCUMENT.read_text(encoding="utf-8"))
        count = sum(len(section.lines) for section in sections)
        console.print("\n".join([*departed, f"{count - len(departed)} of {count} figures lie in their intervals"]))
        sys.exit(1 if departed else 0)
    if asked.only:
        text = report.with_sections(DOCUMENT.read_text(encoding="utf-8"), sections)
    else:
        text = report.document(sections, seconds)
    DOCUMENT.write_text(text, encoding="utf-8")
    console.print(f"wrote docs/claims.md after {seconds / 60:.1f} minutes")


if __name__ == "__main__":
    main()
