"""The road of every producer: open a run, post telemetry, take commands."""

from collections.abc import Mapping
from typing import Any, cast

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, Response

from dynascope.errors import BadRequest, Unauthorized
from dynascope.jobs.frames import check_fields
from dynascope.server import BASE_PATH, schema
from dynascope.server.body import JSON_LIMIT, MEBIBYTE, parse_json, read_body
from dynascope.server.encoding import json_answer
from dynascope.server.security import bearer
from dynascope.server.services import Served, Services
from dynascope.spec.errors import spec_error
from dynascope.telemetry import brief, pack, unpack

router = APIRouter(tags=["producers"])

MSGPACK = "application/msgpack"
_OPEN_BODY = {
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/OpenRunRequest"}}}}
}
_BATCH_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {MSGPACK: {"schema": {"$ref": "#/components/schemas/TelemetryBatch"}}},
    },
    "security": [{"attempt": []}],
}


@router.post("/runs", status_code=201, response_model=schema.OpenedRun, openapi_extra=_OPEN_BODY)
async def open_run(request: Request, services: Served) -> Response:
    """Open a run for training that the server does not own; the token is shown once."""
    body = await read_body(request, JSON_LIMIT)
    return await run_in_threadpool(_open, services, request, body)


def _open(services: Services, request: Request, body: bytes) -> Response:
    try:
        asked = schema.OpenRunRequest.model_validate(parse_json(body) if body else {})
    except ValidationError as error:
        raise spec_error(error, model=schema.OpenRunRequest) from None
    opened = services.jobs.open_external_run(asked.name, asked.label, asked.layers, asked.steps, asked.config)
    answered = {"run_id": opened.run_id, "attempt": {"id": opened.attempt_id, "token": opened.token}}
    return json_answer(request, answered, 201, {"Location": f"{BASE_PATH}/runs/{opened.run_id}"})


@router.post(
    "/attempts/{attempt_id}/telemetry",
    response_class=Response,
    responses={200: {"content": {MSGPACK: {"schema": {"$ref": "#/components/schemas/BatchAnswer"}}}}},
    openapi_extra=_BATCH_BODY,
)
async def take_batch(request: Request, services: Served, attempt_id: str) -> Response:
    """A producer's batch of frames. The answer says what is stored and what the user wants."""
    token = _token(request)
    body = await read_body(request, services.settings.body_limit_mebibytes * MEBIBYTE)
    return await run_in_threadpool(_ingest, services, attempt_id, token, body)


@router.get(
    "/attempts/{attempt_id}/runs/{run_id}/source",
    response_class=FileResponse,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
    openapi_extra={"security": [{"attempt": []}]},
)
def read_source(request: Request, services: Served, attempt_id: str, run_id: str) -> FileResponse:
    """The weights that a run starts from (its `warm_start`), as safetensors, for the producer that trains it."""
    path = services.jobs.source(attempt_id, _token(request), run_id)
    return FileResponse(path, media_type="application/octet-stream", filename=f"{run_id}-source.safetensors")


def _token(request: Request) -> str:
    token = bearer(request.headers.getlist("authorization"))
    if token is None:
        raise Unauthorized("the attempt's token is needed: send the header `Authorization: Bearer TOKEN`")
    return token


def _ingest(services: Services, attempt_id: str, token: str, body: bytes) -> Response:
    try:
        frames = _frames(unpack(body))
    except BadRequest:
        services.jobs.ingest(attempt_id, token, [])  # whether the token is good comes first
        raise
    acked, commands = services.jobs.ingest(attempt_id, token, frames)
    services.metrics.count_batch(sum(_rows(frame) for frame in frames))
    return Response(pack({"acked": acked, "commands": commands}), media_type=MSGPACK)


def _frames(batch: Any) -> list[Mapping[str, Any]]:
    if not isinstance(batch, Mapping):
        raise BadRequest(f'the body: got {brief(batch)}; allowed: {{"frames": [...]}} with a map for each frame')
    check_fields("", cast("Mapping[str, Any]", batch), ("frames",))
    frames: Any = cast("Mapping[str, Any]", batch).get("frames")
    if not isinstance(frames, list):
        raise BadRequest(f"frames: got {brief(frames)}; allowed: a list of maps")
    for index, frame in enumerate(cast("list[Any]", frames)):
        if not isinstance(frame, Mapping):
            raise BadRequest(f"frames.{index}: got {brief(frame)}; allowed: a map")
    return cast("list[Mapping[str, Any]]", frames)


def _rows(frame: Mapping[str, Any]) -> int:
    """Rows of a frame that was stored, and so is in order."""
    if frame.get("type") != "telemetry":
        return 0
    parts: list[Any] = [*(frame.get("series") or {}).values(), *(frame.get("distributions") or {}).values()]
    return sum(len(part["steps"]) for part in parts)
