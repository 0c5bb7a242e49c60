"""The weights that runs start from: found when a job is launched, kept with each run that needs them.

A job has its own link to every file that it starts from, so deleting the source, or running it again, changes nothing.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from safetensors import SafetensorError, safe_open

from dynascope.errors import BadRequest, Conflict, NotFound
from dynascope.jobs.ingest import check_attempt
from dynascope.jobs.ledger import Change
from dynascope.spec import PlannedRun, Source
from dynascope.store import Store
from dynascope.store.artifacts import SOURCE
from dynascope.store.attempts import attempt_record
from dynascope.store.jobs import run_record, run_row

FINAL = "weights/final"


class SourceFinder:
    """Finds the final weights of runs of this server; thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, run_id: str) -> Source:
        """See `spec.Sources`."""
        run = self._store.run(run_id)
        if run.outcome == "diverged":
            raise NotFound(f"run {run_id} diverged at step {run.diverged_at}: its weights are no place to start from")
        try:
            path = self._store.artifact(run_id, FINAL)
        except NotFound as error:
            raise NotFound(f"run {run_id} is {run.status} and has no final weights") from error
        return _read(path)


def keep_sources(change: Change, planned: tuple[PlannedRun, ...], run_ids: tuple[str, ...]) -> None:
    """Gives each run that starts from an earlier one its own link to the weights.

    Raises `NotFound` or `Conflict` where the source has gone, or become another, since the job was planned.
    """
    files = change.store.artifacts
    for plan, run_id in zip(planned, run_ids, strict=True):
        warm = plan.spec.warm_start
        if warm is None:
            continue
        path = files.find(change.connection, warm.run_id, FINAL)
        if _read(path).digest != warm.weights:
            raise Conflict(f"the weights of run {warm.run_id} have changed since this job was checked; launch it again")
        files.link(change.connection, (run_row(change.connection, run_id).number, run_id), SOURCE, path, change.now)


def source_file(store: Store, attempt_id: str, token: str, run_id: str) -> Path:
    """The file with the weights that a run starts from, for the producer that trains it.

    Raises `NotFound`, `Unauthorized`, `AttemptFenced`, `BadRequest` where the run is not one of the attempt's job.
    """
    with store.read() as connection:
        attempt = attempt_record(connection, attempt_id)
        check_attempt(attempt, token)
        if run_record(connection, run_id).job_id != attempt.job_id:
            raise BadRequest(f"run {run_id} belongs to another job than this attempt, {attempt.job_id}")
        return store.artifacts.find(connection, run_id, SOURCE)


def _read(path: Path) -> Source:
    stat = path.stat()
    return _contents(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=256)
def _contents(path: Path, _changed: int, _size: int) -> Source:
    """What a file of weights holds. Once stored it does not change, so it is read once."""
    try:
        with cast("Any", safe_open(path, framework="numpy")) as weights:
            shapes = {str(name): tuple(weights.get_slice(name).get_shape()) for name in weights.keys()}  # noqa: SIM118
    except SafetensorError as error:
        raise NotFound(f"the weights in {path.name} cannot be read: {error}") from error
    with path.open("rb") as file:
        return Source(hashlib.file_digest(file, "sha256").hexdigest(), shapes)
