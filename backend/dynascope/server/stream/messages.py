"""Messages of the stream, as pydantic models; the page's types are made from them.

These are the shapes in JSON. In msgpack, `values` and `counts` are the little-endian bytes of float32 and
uint32 arrays of the `shape` that stands beside them.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dynascope.server.schema import Cursor, Finding, JobStatus, Number, Outcome


class ServerMessage(BaseModel):
    """Base of what the server sends."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class ClientMessage(BaseModel):
    """Base of what a client sends; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class Subscribe(ClientMessage):
    """Replaces what this client watches. Empty or absent `metrics` and `distributions` mean none; a run without a
    cursor starts at its first row, also where this client has watched it before."""

    type: Literal["subscribe"]
    runs: list[str] = Field(max_length=1000)
    metrics: list[str] = Field(default_factory=list[str], max_length=200)
    distributions: list[str] = Field(default_factory=list[str], max_length=20)
    cursors: dict[str, Cursor] = Field(default_factory=dict[str, Cursor])


class Ping(ClientMessage):
    """Answered by a `pong` with the same `id`."""

    type: Literal["ping"]
    id: Annotated[int, Field(ge=-(2**63), lt=2**63)] | str | None = None


class StreamSeries(ServerMessage):
    """New rows of one metric."""

    steps: list[int]
    shape: list[int]
    values: list[Number] | list[list[Number]]


class StreamDistribution(ServerMessage):
    """New histograms of one quantity."""

    steps: list[int]
    shape: list[int]
    counts: list[list[list[int]]]
    nonfinite: list[list[int]]


class TelemetryMessage(ServerMessage):
    """New rows of a run, up to and including batch `seq`."""

    type: Literal["telemetry"]
    run: str
    epoch: int
    seq: int
    series: dict[str, StreamSeries]
    distributions: dict[str, StreamDistribution]


class StatusMessage(ServerMessage):
    """A job (`run` null) or one of its runs changed."""

    type: Literal["status"]
    job: str | None
    run: str | None
    status: JobStatus
    outcome: Outcome | None = None
    diverged_at: int | None = None
    stopped_at: int | None = None
    restored_step: int | None = None
    step: int | None = None
    error: str | None = None
    timing: dict[str, Any] | None = None


class DiagnosisMessage(Finding):
    """A finding, as soon as it holds; those that held before are told after subscribing. Said again where its
    layers or its first step have changed: what a rule said last of a run is what holds. Said once more with `holds`
    false where rows that came since no longer show it; absent means true."""

    type: Literal["diagnosis"]
    run: str
    holds: bool = True


class ResetMessage(ServerMessage):
    """What was sent of this run no longer connects: forget its rows; they come again from the first."""

    type: Literal["reset"]
    run: str
    epoch: int


class ErrorMessage(ServerMessage):
    """What was wrong with a client message. One that cannot be read closes the connection with 4400 after this;
    a run that does not exist (`not_found`) is told here, and the other runs go on."""

    type: Literal["error"]
    code: str
    detail: str


class PongMessage(ServerMessage):
    """The answer to a `ping`."""

    type: Literal["pong"]
    id: int | str | None = None


ClientMessages = Annotated[Subscribe | Ping, Field(discriminator="type")]
ServerMessages = Annotated[
    TelemetryMessage | StatusMessage | DiagnosisMessage | ResetMessage | ErrorMessage | PongMessage,
    Field(discriminator="type"),
]
