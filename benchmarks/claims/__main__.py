"""Measures the textbook's claims with real runs through REST, and writes `docs/claims.md`.

    python -m benchmarks.claims

starts a server of its own on loopback. Every effect is a paired comparison over ten seeds with its 95 % interval.
"""

from __future__ import annotations

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
    """Measures, prints, writes."""
    console = Console(highlight=False, soft_wrap=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data").start()
        try:
            sections = _sections(server, console)
        finally:
            server.stop()
    DOCUMENT.write_text(report.document(sections, time.monotonic() - began), encoding="utf-8")
    console.print(f"wrote docs/claims.md after {(time.monotonic() - began) / 60:.1f} minutes")


if __name__ == "__main__":
    main()
