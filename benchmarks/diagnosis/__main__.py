"""Measures how often the rules are right, and writes `docs/diagnosis.md`.

    python -m benchmarks.diagnosis [--remedies] [--keep FOLDER]

trains every scenario in this process, one after another; `--keep` keeps the rows of each, and compiled programs, in a
folder, so that rules can be tried again without training. Rows of an engine whose sources were others are left alone.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import track

from benchmarks.diagnosis import cure, report
from benchmarks.diagnosis.engine import engine
from benchmarks.diagnosis.faults import FAULTS
from benchmarks.diagnosis.healthy import HEALTHY
from benchmarks.diagnosis.nearer import NEARER
from benchmarks.diagnosis.scenario import Scenario, halves
from benchmarks.diagnosis.score import Case, any_alarm, judged, places, scores
from benchmarks.diagnosis.telemetry import record
from benchmarks.diagnosis.tuning import tuned
from dynascope.training import configure_cache

DOCUMENT = Path(__file__).parents[2] / "docs" / "diagnosis.md"


def main() -> None:
    """Trains or reads, judges, prints, writes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.diagnosis", description=__doc__)
    parser.add_argument("--keep", type=Path, help="folder of rows and compiled programs")
    parser.add_argument("--remedies", action="store_true", help="launch the first two remedies of each fault too")
    arguments = parser.parse_args()
    engine()  # before anything is trained, so that no edit meanwhile is taken for what was imported
    keep: Path | None = arguments.keep
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        configure_cache(keep / "programs")
    console = Console(highlight=False, soft_wrap=True)

    def cases(scenarios: list[Scenario], what: str) -> list[Case]:
        return [judged(one, record(one.spec, keep)) for one in track(scenarios, what, console=console)]

    first, second = halves([*FAULTS, *HEALTHY])
    tuning, held = cases([*first, *NEARER], "tuning half"), cases(second, "held half")
    cured = None
    if arguments.remedies:
        faulty = [case for case in (*tuning, *held) if case.scenario.fault is not None]
        cured = list(track(cure.cures(faulty, keep), "remedies", len(faulty), console=console))
    page = report.document(
        (scores(tuning), scores(held)),
        (any_alarm(tuning), any_alarm(held)),
        tuned(tuning),
        places([*tuning, *held]),
        cured,
    )
    DOCUMENT.write_text(page, encoding="utf-8")
    console.print(page)


if __name__ == "__main__":
    main()
