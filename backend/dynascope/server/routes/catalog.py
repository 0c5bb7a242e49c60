"""What can be chosen, and experiments that are ready to launch."""

from functools import cache

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dynascope.catalog.describe import describe
from dynascope.catalog.presets import PRESETS
from dynascope.catalog.preview import preview_of
from dynascope.server import schema
from dynascope.server.body import JSON_LIMIT, parse_json, read_body
from dynascope.server.encoding import answer, json_answer, to_json_bytes
from dynascope.spec import parse_preview

router = APIRouter(tags=["catalog"])

_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PreviewRequest"}}},
    }
}


@cache
def _catalog() -> bytes:
    return to_json_bytes(describe())


@cache
def _presets() -> bytes:
    return to_json_bytes({"presets": [preset.describe() for preset in PRESETS]})


@router.get("/catalog", response_model=schema.Catalog)
def read_catalog(request: Request) -> Response:
    """Families and their members: formula, source, parameters as JSON Schema, default, preview curve."""
    return answer(request, _catalog(), "application/json")


@router.post("/catalog/preview", response_model=schema.PreviewAnswer, openapi_extra=_BODY)
async def draw_member(request: Request) -> Response:
    """The drawing of a member with parameters of one's own, by the same definitions as the catalog's; null for none."""
    return await run_in_threadpool(_draw, request, await read_body(request, JSON_LIMIT))


def _draw(request: Request, body: bytes) -> Response:
    preview = preview_of(*parse_preview(parse_json(body)))
    return json_answer(request, {"preview": None if preview is None else preview.describe()})


@router.get("/presets", response_model=schema.Presets)
def read_presets(request: Request) -> Response:
    """Experiments at one click: title and caption in English and Korean, and the body to launch."""
    return answer(request, _presets(), "application/json")
