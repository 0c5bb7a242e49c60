"""Tickets, and the websocket that takes them."""

from typing import get_args

from fastapi import APIRouter, Request, WebSocket
from starlette.responses import Response

from dynascope.server import schema
from dynascope.server.encoding import json_answer
from dynascope.server.problems import problem
from dynascope.server.services import Served
from dynascope.server.stream.client import StreamClient
from dynascope.server.stream.protocol import Encoding

router = APIRouter(tags=["stream"])


@router.post("/stream/tickets", status_code=201, response_model=schema.StreamTicket)
async def issue_ticket(request: Request, services: Served) -> Response:
    """A ticket for one websocket, good for half a minute."""
    ticket, expires_at = services.tickets.issue()
    moment = expires_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json_answer(request, {"ticket": ticket, "expires_at": moment}, 201)


@router.websocket("/stream")
async def stream(websocket: WebSocket, services: Served) -> None:
    """The live stream: `?ticket=…&encoding=msgpack` or `json`."""
    encoding = websocket.query_params.get("encoding", "msgpack")
    if encoding not in get_args(Encoding):
        detail = f"encoding: got {encoding[:80]!r}; allowed: msgpack, json"
        await websocket.send_denial_response(problem(422, "unknown_encoding", detail))
    elif not services.tickets.redeem(websocket.query_params.get("ticket", "")):
        detail = "a ticket is needed, and each admits once, within half a minute: POST /api/v1/stream/tickets gives one"
        await websocket.send_denial_response(problem(401, "unauthorized", detail, title="Ticket needed"))
    else:
        await websocket.accept()
        with services.metrics.stream_clients.track_inprogress():
            await StreamClient(
                websocket,
                services.hub,
                services.source,
                services.metrics,
                "json" if encoding == "json" else "msgpack",
                services.pace,
            ).serve()
