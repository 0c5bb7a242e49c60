"""What all bodies share: measured numbers, problems, cursors."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

JobStatus = Literal["queued", "starting", "running", "paused", "succeeded", "failed", "cancelled", "lost"]
Outcome = Literal["completed", "diverged", "stopped_early"]
Scale = Literal["linear", "log"]
Axis = Literal["step", "layer", "cell"]
NonFinite = Literal["NaN", "Infinity", "-Infinity"]
Number = float | NonFinite


class Body(BaseModel):
    """Base of all bodies: unknown fields are refused, in tests too."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True, defer_build=True)


class FieldProblem(Body):
    """One thing that is wrong: where, a stable code with its parameters, and a sentence."""

    path: str
    code: str
    params: dict[str, Any] = Field(default_factory=dict)
    message: str


class Problem(Body):
    """An error as RFC 9457 puts it, with `code` and `errors` of ours."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str | None = None
    code: str
    params: dict[str, Any] = Field(default_factory=dict)
    errors: list[FieldProblem] = Field(default_factory=list[FieldProblem])


class Cursor(Body):
    """A place in a run's telemetry: everything up to and including batch `seq` of `epoch` has been read."""

    epoch: int = Field(ge=0)
    seq: int = Field(ge=0)
