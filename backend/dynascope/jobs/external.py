"""Runs for training that we don't own: a job of one run, whose producer is somebody else's program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dynascope.errors import BadRequest
from dynascope.jobs.frames import clean
from dynascope.jobs.ledger import Ledger
from dynascope.jobs.records import OpenedRun
from dynascope.jobs.secrets import hash_token, new_id, new_token
from dynascope.store import NewJob, NewRun
from dynascope.store.attempts import insert_attempt
from dynascope.store.jobs import insert_job
from dynascope.telemetry import brief

MAX_LAYERS = 1000


def open_external_run(
    ledger: Ledger,
    lease_seconds: float,
    name: str | None,
    label: str | None,
    layers: tuple[str, ...],
    steps: int | None,
    config: Mapping[str, Any],
) -> OpenedRun:
    """See `JobService.open_external_run`. Raises `BadRequest` for layers that cannot be told apart."""
    name, label = (None if text is None else clean(text) for text in (name, label))
    layers = tuple(clean(layer) for layer in layers)
    _check_layers(layers)
    run = NewRun(
        id=new_id("run"),
        label=label or name or "external",
        variant=0,
        seed=0,
        spec=dict(config),
        key="",
        steps=steps,
        layers=layers,
    )
    job = NewJob(id=new_id("job"), name=name, status="running", origin="external", runs=(run,))
    opened = OpenedRun(run.id, job.id, new_id("attempt"), new_token())
    with ledger.change() as change:
        insert_job(change.connection, job, change.now)
        expires = change.now + timedelta(seconds=lease_seconds)
        insert_attempt(change.connection, opened.attempt_id, job.id, hash_token(opened.token), expires, change.now)
    return opened


def _check_layers(layers: tuple[str, ...]) -> None:
    if len(layers) > MAX_LAYERS:
        raise BadRequest(f"layers: got {len(layers)} names; allowed: at most {MAX_LAYERS}")
    first: dict[str, int] = {}
    for index, layer in enumerate(layers):
        if not layer:
            raise BadRequest(f"layers.{index}: got ''; allowed: a name that is not empty")
        if layer in first:
            raise BadRequest(f"layers.{index}: got {brief(layer)} as layers.{first[layer]}; allowed: each name once")
        first[layer] = index
