"""The loss on lines and planes through a run's weights."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dynascope.server import BASE_PATH, schema
from dynascope.server.body import JSON_LIMIT, parse_json, read_body
from dynascope.server.encoding import json_answer
from dynascope.server.landscapes import landscape_body, landscape_summary_body
from dynascope.server.services import Served, Services
from dynascope.spec import parse_landscape
from dynascope.spec.landscape import MAX_RESOLUTION
from dynascope.store.landscapes import LandscapeRecord

router = APIRouter(tags=["landscapes"])

_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/LandscapeRequest"}}},
    }
}


@router.post("/runs/{run_id}/landscapes", status_code=201, response_model=schema.Landscape, openapi_extra=_BODY)
async def ask_landscape(request: Request, services: Served, run_id: str) -> Response:
    """Have the loss computed on a line or a plane through a run's weights: random filter-normalised directions, or the
    principal components of its trajectory."""
    body = await read_body(request, JSON_LIMIT)
    return await run_in_threadpool(_ask, services, request, run_id, body)


def _ask(services: Services, request: Request, run_id: str, body: bytes) -> Response:
    landscape = services.landscapes.ask(run_id, parse_landscape(parse_json(body)))
    location = {"Location": f"{BASE_PATH}/landscapes/{landscape.id}"}
    return json_answer(request, _body(services, landscape), 201, location)


@router.get("/runs/{run_id}/landscapes", response_model=schema.LandscapeList)
def list_landscapes(request: Request, services: Served, run_id: str) -> Response:
    """The landscapes of a run, newest first, without their values."""
    found = services.landscapes.of_run(run_id)
    return json_answer(request, {"landscapes": [landscape_summary_body(one) for one in found]})


@router.get("/landscapes/{landscape_id}", response_model=schema.Landscape)
def read_landscape(
    request: Request,
    services: Served,
    landscape_id: str,
    from_row: Annotated[int, Query(ge=0, le=MAX_RESOLUTION, description="Rows from this one on.")] = 0,
) -> Response:
    """One landscape as far as it is: ask again for the rows that follow."""
    return json_answer(request, _body(services, services.landscapes.read(landscape_id), from_row))


@router.post("/landscapes/{landscape_id}/cancel", response_model=schema.Landscape)
def cancel_landscape(request: Request, services: Served, landscape_id: str) -> Response:
    """End a landscape; its rows stay. One that has ended stays as it is."""
    return json_answer(request, _body(services, services.landscapes.cancel(landscape_id)))


@router.delete("/landscapes/{landscape_id}", status_code=204, response_class=Response)
def delete_landscape(services: Served, landscape_id: str) -> Response:
    """Delete a landscape that has ended; one that has not is 409."""
    services.landscapes.delete(landscape_id)
    return Response(status_code=204)


def _body(services: Services, landscape: LandscapeRecord, from_row: int = 0) -> dict[str, object]:
    return landscape_body(landscape, services.store.run(landscape.run_id), from_row)
