"""Whether the server lives, whether it takes work, what it counts."""

from fastapi import APIRouter
from starlette.responses import Response

from dynascope.server import schema
from dynascope.server.encoding import to_json_bytes
from dynascope.server.metrics import CONTENT_TYPE
from dynascope.server.services import Served

router = APIRouter(tags=["health"])


@router.get("/healthz", response_model=schema.Health)
async def is_alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", response_model=schema.Readiness, responses={503: {"model": schema.Readiness}})
def is_ready(services: Served) -> Response:
    """The store is open and the queue runs (200), or not (503)."""
    checks = services.checks()
    ready = all(checks.values())
    body = to_json_bytes({"status": "ready" if ready else "not_ready", "checks": checks})
    return Response(body, 200 if ready else 503, media_type="application/json")


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def read_metrics(services: Served) -> Response:
    """Counters for Prometheus."""
    return Response(services.metrics.text(), media_type=CONTENT_TYPE)
