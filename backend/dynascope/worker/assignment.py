"""What a worker is told to do: one line of JSON on its standard input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field

from dynascope.sdk.outbox import Attempt
from dynascope.spec import RunSpec


class AssignedAttempt(BaseModel):
    """The attempt's id, and the secret that its posts carry."""

    model_config = ConfigDict(frozen=True)

    id: str
    token: str


class AssignedRun(BaseModel):
    """One run of the job; `label` names it in sentences."""

    model_config = ConfigDict(frozen=True)

    id: str
    spec: RunSpec
    label: str = ""


class Assignment(BaseModel):
    """A job for one worker. `server_file` is where the server writes its address while it runs (JSON with
    `url`), so that a server that comes back at another port is found again; data sets that are files lie in
    `datasets_dir`, and `dataset_mirror` takes the place of the official addresses of downloaded ones.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    job_id: str
    attempt: AssignedAttempt
    server: str
    cache_dir: Path
    datasets_dir: Path
    dataset_mirror: str | None = None
    runs: tuple[AssignedRun, ...] = Field(min_length=1)
    lease_seconds: float = 600.0
    threads: int | None = None
    niceness: int = Field(default=19, ge=0, le=19)
    server_file: Path | None = None

    def sender(self) -> Attempt:
        """The attempt with its address, as the outbox takes it."""
        return Attempt(self.server, self.attempt.id, self.attempt.token)

    def find_server(self) -> str | None:
        """The address in `server_file`, or None where there is none."""
        if self.server_file is None:
            return None
        try:
            content = cast("dict[str, Any]", json.loads(self.server_file.read_text()))
            return str(content["url"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
