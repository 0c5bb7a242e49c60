"""Middleware around guard and routes: times, logs and counts every request, and answers for what nobody caught.

The query is left out of the log: it may hold a ticket.
"""

import time
from http import HTTPStatus

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dynascope.server import BASE_PATH
from dynascope.server.metrics import ServerMetrics
from dynascope.server.problems import unexpected

_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


class AccessMiddleware:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, metrics: ServerMetrics) -> None:
        self._app = app
        self._metrics = metrics
        self._log = structlog.get_logger(__name__)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        started = time.perf_counter()
        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 (the last resort: log it and say so)
            response = unexpected(error, scope["method"], scope["path"])
            if status == 0:
                await response(scope, receive, watched)
        self._record(scope, status, time.perf_counter() - started)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        # Versions of FastAPI differ in whether a route knows the prefix that it was included with.
        route = getattr(scope.get("route"), "path", "other").removeprefix(BASE_PATH)
        self._metrics.count_request(scope["method"], route, status, seconds)
        quiet = scope["path"] in _QUIET or route.endswith("/telemetry")
        level = "debug" if quiet and status < HTTPStatus.BAD_REQUEST else "info"
        getattr(self._log, level)(
            "request",
            method=scope["method"],
            path=scope["path"],
            status=status,
            milliseconds=round(seconds * 1000, 2),
        )
