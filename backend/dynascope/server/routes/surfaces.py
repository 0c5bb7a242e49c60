"""Paths of optimizers on functions of two variables."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dynascope.server import schema
from dynascope.server.body import JSON_LIMIT, parse_json, read_body
from dynascope.server.encoding import answer
from dynascope.server.services import Served, Services
from dynascope.spec import parse_trajectories

router = APIRouter(tags=["surfaces"])

_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TrajectoryRequest"}}},
    }
}


@router.post("/surfaces/trajectories", response_model=schema.Trajectories, openapi_extra=_BODY)
async def draw_trajectories(request: Request, services: Served) -> Response:
    """Paths of optimizers on a function of two variables, with the update rules that training uses."""
    body = await read_body(request, JSON_LIMIT)
    return await run_in_threadpool(_draw, services, request, body)


def _draw(services: Services, request: Request, body: bytes) -> Response:
    # Read here, so that what is wrong is said at once; calculated where JAX is.
    wanted = parse_trajectories(parse_json(body))
    return answer(request, services.calculator.ask(wanted.model_dump_json()), "application/json")
