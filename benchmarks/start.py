"""How soon the server is ready, a job of a known shape posts its first rows, and one whose worker was killed has ended.

    python -m benchmarks.start

starts servers of its own on loopback, five times each, and prints medians and the slowest.
"""

from __future__ import annotations

import os
import signal
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.product.test_worker_death import worker_of
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


def seconds_to_failure(server: RunningServer) -> float:
    """From `kill -9` of a worker to the stored end of its job."""
    job = server.launch({"base": {"steps": 10**7}})
    worker = wait_until(lambda: worker_of(server, job["id"]), "the worker's process")
    os.kill(worker, signal.SIGKILL)
    began = time.time()
    ended = server.wait_for_job(job["id"])
    return datetime.fromisoformat(ended["finished_at"]).timestamp() - began


def main() -> None:
    """Prints the table."""
    table = Table("what", "median", "slowest", "allowed", title=f"Starts and ends, {REPEATS} times each, seconds")
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
            ends = [seconds_to_failure(server) for _ in range(REPEATS)]
        finally:
            server.stop()
    for what, seconds, allowed in (
        ("process start to /readyz", starts, "2"),
        ("POST to first telemetry, warm shape", rows, "1"),
        ("kill -9 of a worker to its job's end", ends, "2"),
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
