"""What can be chosen, and experiments that are ready to launch."""

from functools import cache

from fastapi import APIRouter, Request
from starlette.responses import Response

from dynascope.catalog.describe import describe
from dynascope.catalog.presets import PRESETS
from dynascope.server import schema
from dynascope.server.encoding import answer, to_json_bytes

router = APIRouter(tags=["catalog"])


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


@router.get("/presets", response_model=schema.Presets)
def read_presets(request: Request) -> Response:
    """Experiments at one click: title and caption in English and Korean, and the body to launch."""
    return answer(request, _presets(), "application/json")
