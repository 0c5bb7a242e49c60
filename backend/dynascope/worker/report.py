"""What a worker says about one run: statuses with their timing, rows, artifacts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import safetensors.numpy

from dynascope.sdk.outbox import Outbox
from dynascope.telemetry import CLOCK, Block, SeriesBlock
from dynascope.training import Training
from dynascope.worker.assignment import AssignedRun

DOWNLOAD_SECONDS = 0.5
"""Seconds between two posts about a download."""


class RunReport:
    """Posts one run's rows and statuses, and adds up what it costs."""

    def __init__(self, run: AssignedRun, job_id: str, outbox: Outbox) -> None:
        self.run = run
        self.step = 0
        self.compile_seconds = 0.0
        self._job_id = job_id
        self._outbox = outbox
        self._train_seconds = 0.0
        self._download: tuple[int, int] | None = None
        self._told = 0.0

    @property
    def name(self) -> str:
        """What sentences call the run."""
        return f"run {self.run.label or self.run.id}"

    def status(self, status: str, error: str | None = None, training: Training | None = None) -> None:
        """Posts the run's status; with `training`, its outcome too."""
        self._outbox.status(
            {
                "job": self._job_id,
                "run": self.run.id,
                "status": status,
                "outcome": training.outcome if training else None,
                "diverged_at": training.diverged_at if training else None,
                "stopped_at": training.stopped_at if training else None,
                "restored_step": training.restored_step if training else None,
                "step": self.step,
                "error": error,
                "timing": self._timing(),
            }
        )

    def downloaded(self, here: int, whole: int) -> None:
        """Notes how many bytes of the data set have come, and posts it from time to time."""
        self._download = (here, whole)
        if here == whole or time.monotonic() >= self._told + DOWNLOAD_SECONDS:
            self._told = time.monotonic()
            self.status("starting")

    def first(self, training: Training) -> None:
        """Posts what is known before any update: the initial weights and, for data that can be drawn, the points."""
        self._arrays("weights/initial", training.weights("initial"))
        points = training.points()
        if points is not None:
            self._arrays("points", points)

    def rows(self, training: Training, block: Block, seconds: float) -> None:
        """Posts the rows of one slice of training, which took `seconds`, and what the clock shows at its last step."""
        self._train_seconds += seconds
        self.step = training.step
        if block.rows:
            elapsed = self._train_seconds if self.step else 0.0  # row 0 is the network before any training
            clock = SeriesBlock(np.array([self.step]), np.array([elapsed], np.float32))
            self._outbox.telemetry(self.run.id, replace(block, series={**block.series, CLOCK: clock}))

    def last(self, training: Training) -> None:
        """Posts the final weights, the best ones where the run keeps them, and the outcome."""
        self._arrays("weights/final", training.weights("final"))
        if training.keeps_best:
            self._arrays("weights/best", training.weights("best"))
        self.status("succeeded", training=training)

    def _arrays(self, name: str, arrays: Mapping[str, np.ndarray[Any, Any]]) -> None:
        contiguous = {key: np.asarray(value, order="C") for key, value in arrays.items()}
        self._outbox.artifact(self.run.id, name, safetensors.numpy.save(contiguous))

    def _timing(self) -> dict[str, float]:
        here, whole = self._download or (0, 0)
        download = {"download_bytes": here, "download_size": whole} if whole else {}
        return download | {
            "compile_seconds": round(self.compile_seconds, 6),
            "train_seconds": round(self._train_seconds, 6),
            "steps_per_second": round(self.step / self._train_seconds, 3) if self._train_seconds else 0.0,
        }
