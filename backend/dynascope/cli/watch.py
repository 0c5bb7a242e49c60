"""Follows a job in the terminal: a bar per run, or per variant where there are many; then a table of results."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from dynascope.cli.jobs import end_of
from dynascope.cli.output import figure, output, status_text
from dynascope.sdk.bodies import ENDED, Cursor, Job, RunSummary, number
from dynascope.sdk.client import Client
from dynascope.sdk.errors import NoServer
from dynascope.telemetry import Frame, block_of

MOST_BARS = 16
PATIENCE = 60.0
"""Seconds without a server after which watching is given up."""

SILENCE = 2.0
"""Seconds without a frame after which the job itself is asked."""

LOSS = "loss/train"


def watch_job(client: Client, job: Job) -> Job:
    """Shows progress until the job has ended, across restarts of the server. Returns the ended job."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("loss {task.fields[loss]}"),
        TimeRemainingColumn(),
        console=output,
    ) as progress:
        bars = Bars(progress, job)
        lost_at: float | None = None
        while True:
            try:
                for frame in client.stream(bars.runs, [LOSS], cursors=bars.cursors, silence=SILENCE):
                    lost_at = None
                    bars.show(frame)
                    if _may_have_ended(frame, job["id"]):
                        job = client.job(job["id"])
                        if job["status"] in ENDED:
                            bars.finish(job)
                            return job
            except NoServer:
                lost_at = lost_at or time.monotonic()
                if time.monotonic() - lost_at > PATIENCE:
                    raise
                time.sleep(0.5)


def _may_have_ended(frame: Frame, job_id: str) -> bool:
    if frame["type"] == "silence":
        return True
    return frame["type"] == "status" and frame.get("job") == job_id and frame["status"] in ENDED


class Bars:
    """The progress bars of one job, fed with the stream's frames."""

    def __init__(self, progress: Progress, job: Job) -> None:
        self.cursors: dict[str, Cursor] = {}
        self._progress = progress
        self._steps = {run["id"]: run["step"] for run in job["runs"]}
        self._losses: dict[str, float] = {}
        self._bars: dict[str, TaskID] = {}
        self._members: dict[TaskID, list[str]] = {}
        groups: dict[str, list[RunSummary]] = {}
        for run in job["runs"]:
            key = run["id"] if len(job["runs"]) <= MOST_BARS else str(run["variant"])
            groups.setdefault(key, []).append(run)
        for runs in groups.values():
            total = sum(run["steps"] or 0 for run in runs)
            seed = f" (seed {runs[0]['seed']})" if len(runs) == 1 and _replicated(job) else ""
            bar = progress.add_task(f"{runs[0]['label']}{seed}"[:40], total=total, loss="–")
            self._members[bar] = [run["id"] for run in runs]
            self._bars |= {run["id"]: bar for run in runs}

    @property
    def runs(self) -> list[str]:
        """The runs that are watched."""
        return list(self._bars)

    def show(self, frame: Frame) -> None:
        """Moves the bar of the frame's run."""
        run = frame.get("run")
        if frame["type"] == "reset":
            self.cursors.pop(str(run), None)
        elif frame["type"] == "telemetry":
            self.cursors[frame["run"]] = {"epoch": frame["epoch"], "seq": frame["seq"]}
            losses = block_of(frame).series.get(LOSS)
            if losses is not None and losses.rows:
                self._losses[frame["run"]] = float(losses.values[-1])
                self._move(frame["run"], int(losses.steps[-1]))
        elif frame["type"] == "status" and run in self._bars and frame.get("step") is not None:
            self._move(run, max(self._steps[run], frame["step"]))

    def finish(self, job: Job) -> None:
        """Sets every bar to where its runs ended."""
        for run in job["runs"]:
            self._move(run["id"], run["step"])

    def _move(self, run: str, step: int) -> None:
        self._steps[run] = step
        bar = self._bars[run]
        members = self._members[bar]
        losses = [self._losses[member] for member in members if member in self._losses]
        loss = figure(statistics.fmean(losses) if losses else None)
        self._progress.update(bar, completed=sum(self._steps[member] for member in members), loss=loss)


def _replicated(job: Job) -> bool:
    return len({run["variant"] for run in job["runs"]}) < len(job["runs"])


def print_results(client: Client, job: Job) -> None:
    """One line per variant: mean over its seeds of the last loss and accuracy, and how its runs ended."""
    output.print("job", job["id"], status_text(job["status"]))
    if job["error"]:
        output.print(Text(job["error"], "red"))
    columns = ("loss/train", "loss/validation", "accuracy/train", "accuracy/validation")
    headings = (name.replace("/", "\n") for name in columns)
    table = Table("variant", "seeds", *headings, "outcome")
    variants: dict[int, list[RunSummary]] = {}
    for run in job["runs"]:
        variants.setdefault(run["variant"], []).append(run)
    for runs in variants.values():
        last = [_last_values(client, run["id"], columns) for run in runs]
        means = [_mean([values[name] for values in last if name in values]) for name in columns]
        table.add_row(runs[0]["label"], str(len(runs)), *(figure(mean) for mean in means), _outcomes(runs))
    output.print(table)


def _last_values(client: Client, run_id: str, wanted: tuple[str, ...]) -> Mapping[str, float]:
    on_offer: list[dict[str, Any]] = client.run(run_id)["metrics"]
    names = [name for name in wanted if any(metric["name"] == name for metric in on_offer)]
    if not names:
        return {}
    series = client.series(run_id, names, max_points=4)["series"]
    return {name: number(one["values"][-1]) for name, one in series.items() if one["values"]}


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _outcomes(runs: list[RunSummary]) -> str:
    words: list[str] = []
    for run in runs:
        word = run["outcome"] or run["status"]
        ended = end_of(run)
        words.append(word if ended is None else f"{word} at {ended}")
    return ", ".join(dict.fromkeys(words))
