"""How soon the server is ready, and how soon a job of a known shape posts its first rows.

    python -m benchmarks.start

starts servers of its own on loopback, five times each, and prints medians and the slowest.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.running import RunningServer, wait_until

REPEATS = 5
SPARE_SECONDS = 6.0  # after a job, until the next warm worker waits: 2.4 s on an idle machine
JOB: dict[str, Any] = {"base": {"model": {"name": "mlp", "hidden_sizes": [64] * 10}, "steps": 300}}


def seconds_to_first_row(server: RunningServer, seed: int) -> float:
    """From the POST to the first stored row, as a client sees it."""
    with server.client() as client:
        began = time.monotonic()
        job = client.post("/jobs", json={**JOB, "seeds": [seed]}).json()
        run = job["runs"][0]["id"]
        while client.get(f"/runs/{run}").json()["cursor"]["seq"] == 0:
            time.sleep(0.01)
        return time.monotonic() - began


def main() -> None:
    """Prints the table."""
    table = Table("what", "median", "slowest", "allowed", title=f"Starts, {REPEATS} times each, seconds")
    starts, rows = [], []
    with tempfile.TemporaryDirectory() as folder:
        for index in range(REPEATS):
            server = RunningServer(Path(folder) / f"start-{index}").start()
            starts.append(server.seconds_to_ready)
            server.stop()
        server = RunningServer(Path(folder) / "data").start()
        try:
            server.train({**JOB, "seeds": [999]})
            for seed in range(REPEATS):
                time.sleep(SPARE_SECONDS)
                rows.append(seconds_to_first_row(server, seed))
                wait_until(lambda: is_idle(server), "the end of the job")
        finally:
            server.stop()
    for what, seconds, allowed in (
        ("process start to /readyz", starts, "2"),
        ("POST to first telemetry, warm shape", rows, "1"),
    ):
        table.add_row(what, f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}", allowed)
    Console(width=110).print(table)


def is_idle(server: RunningServer) -> bool:
    """Whether no job is running any more."""
    with server.client() as client:
        jobs = client.get("/jobs").json()["jobs"]
    return all(job["status"] == "succeeded" for job in jobs)


if __name__ == "__main__":
    main()
