"""Measures the textbook's claims with real runs through REST, and writes `docs/claims.md`.

    python -m benchmarks.claims
    python -m benchmarks.claims --check

start a server of their own on loopback. Every effect is a paired comparison over ten seeds with its 95 % interval. With
`--check` the document stays as it is, and each fresh figure is looked up in the interval that it gives.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
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


def _sections(server: RunningServer, console: Console) -> list[Section]:
    sections: list[Section] = []

    def add(section: Section) -> None:
        sections.append(section)
        console.print(f"{section.text}: {section.verdict}")
        for line in section.lines:
            console.print(f"  {line.setting}: {line.effect} ({report.WORDS[line.verdict]})")

    trained: dict[str, Runs] = {}
    for claim in CLAIMS:
        add(_claim(server, claim, trained))
    add(report.section_of_rates({name: grids.largest_rate(server, *shape) for name, shape in RATES.items()}))
    add(report.section_of_costs(cost.costs(server)))
    add(report.section_of_tuning(grids.tuning(server)))
    add(
        Section(
            "Reusing the lower layers of a trained network",
            "Ratio of validation loss at the end: two layers from a net that told the digits 0 to 4 apart, for 5 to 9.",
            [
                report.line_of_effect(f"{reuse.SAMPLES} of the digits 5 to 9, 3 × 64 ReLU, Adam, 300 steps", effect)
                for effect in reuse.effects(server)
            ],
        )
    )
    return sections


def main() -> None:
    """Measures, prints, writes or checks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims", description="Measures the textbook's claims.")
    parser.add_argument("--check", action="store_true", help="compare with docs/claims.md and write nothing")
    checks = parser.parse_args().check
    console = Console(highlight=False, soft_wrap=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data").start()
        try:
            sections = _sections(server, console)
        finally:
            server.stop()
    if checks:
        departed = report.departures(sections, DOCUMENT.read_text(encoding="utf-8"))
        count = sum(len(section.lines) for section in sections)
        console.print("\n".join([*departed, f"{count - len(departed)} of {count} figures lie in their intervals"]))
        sys.exit(1 if departed else 0)
    DOCUMENT.write_text(report.document(sections, time.monotonic() - began), encoding="utf-8")
    console.print(f"wrote docs/claims.md after {(time.monotonic() - began) / 60:.1f} minutes")


if __name__ == "__main__":
    main()
