"""A real worker process, and the assignment that it gets."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dynascope.spec import JobRequest, expand_job
from tests.sdk.collector import TOKEN, Collector

SMALL = {
    "dataset": {"name": "wine", "batch_size": 32},
    "model": {"hidden_sizes": [8], "activation": "tanh"},
    "optimizer": {"name": "sgd", "learning_rate": 0.1},
}
"""A network that compiles quickly; all tests of endless training share its program."""

ENDLESS = {**SMALL, "steps": 10**8}


PROGRAM = ("-m", "dynascope.worker")

PATIENT = (
    "-c",
    """
import sys
from dynascope.worker.termination import Termination
termination = Termination()
from dynascope.worker import main
main.TERMINATION_SECONDS = 600.0
sys.exit(main.main(termination))
""",
)
"""The same, but after SIGTERM it takes the time that it needs to post what is left, however busy the machine is."""


class Worker:
    """`python -m dynascope.worker`, ready, with its log in a file."""

    def __init__(self, folder: Path, program: Sequence[str] = PROGRAM) -> None:
        self.log = folder / "worker.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": "backend"},
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin = self.process.stdin
        self.stdout = self.process.stdout

    def wait_until_ready(self) -> Worker:
        assert self.stdout.readline() == b"ready\n", self.log.read_text()
        return self

    def assign(self, collector: Collector, request: dict[str, Any], cache: Path, **more: Any) -> list[str]:
        """Hands the runs of a job over, and ends the standard input, as a server that dies does. Returns their ids."""
        planned = expand_job(JobRequest.model_validate_json(json.dumps(request)))
        runs = [
            {"id": f"run-{index}", "label": run.label, "spec": run.spec.model_dump(mode="json")}
            for index, run in enumerate(planned)
        ]
        assignment = {
            "job_id": "job-1",
            "attempt": {"id": collector.attempt.id, "token": TOKEN},
            "server": collector.attempt.server,
            "cache_dir": str(cache),
            "datasets_dir": str(cache / "datasets"),
            "runs": runs,
            **more,
        }
        self.say(json.dumps(assignment))
        return [str(run["id"]) for run in runs]

    def say(self, line: str) -> None:
        self.stdin.write(line.encode() + b"\n")
        self.stdin.close()

    def terminate(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def exit_status(self, seconds: float = 60.0) -> int:
        return self.process.wait(seconds)

    def events(self) -> list[dict[str, Any]]:
        """The structured log."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def end(self) -> None:
        """Ends the process if it still runs, and closes its pipes."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.stdin.close()
        self.stdout.close()
