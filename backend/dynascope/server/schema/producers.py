"""Bodies of the road of producers, and tickets."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from dynascope.server.schema.base import Body
from dynascope.spec.plain import FinitePlain, Text
from dynascope.spec.plain import Path as Name


class Attempt(Body):
    """A producer's credentials: shown once."""

    id: str
    token: str


class OpenedRun(Body):
    """A run that somebody else trains."""

    run_id: str
    attempt: Attempt


class OpenRunRequest(Body):
    """Opens a run for training that the server does not own."""

    model_config = ConfigDict(strict=True)

    name: Text | None = None
    label: Text | None = None
    layers: list[Name] = Field(default_factory=list[str], max_length=1000)
    steps: int | None = Field(default=None, ge=0, le=10**8)
    config: dict[Name, FinitePlain] = Field(default_factory=dict)


class TelemetryBatch(Body):
    """What a producer posts, in msgpack: frames of the stream's schema (telemetry, status, artifact)."""

    frames: list[dict[str, Any]]


class Command(Body):
    """What the user wants of a producer; stated until it is so."""

    type: Literal["pause", "resume", "cancel"]


class BatchAnswer(Body):
    """The last `seq` stored of each run, and what the user wants."""

    acked: dict[str, int]
    commands: list[Command]


class StreamTicket(Body):
    """Admits one websocket, once, until `expires_at` (ISO 8601, UTC)."""

    ticket: str
    expires_at: str
