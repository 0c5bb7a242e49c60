"""The connection below a websocket: uvicorn's, with what a stream needs to part from a client that does not read."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, cast

from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

_KEY = "dynascope.connection"
_NEVER = 10**6  # seconds


class Connection:
    """One connection: `silent` once its client has left a ping unanswered, `lost` once there is none any more."""

    def __init__(self, transport: asyncio.WriteTransport) -> None:
        self.silent = asyncio.Event()
        self.lost = asyncio.Event()
        self._transport = transport

    async def end(self, seconds: float) -> None:
        """Wait so long for the client to take what is on its way, the close frame last; then give the rest up."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.lost.wait(), seconds)
            return
        self._transport.abort()


def connection_of(websocket: WebSocket) -> Connection:
    """The connection below a websocket that `StreamProtocol` serves."""
    return websocket.scope["state"][_KEY]


class StreamProtocol(WebSocketsSansIOProtocol):
    """Uvicorn's protocol, but for four things.

    - A close frame goes behind what waits in the buffer, at once. Uvicorn's own waits until the buffer is taken, so
      that a client which does not read is never told why it was closed.
    - A client that does not answer pings is left to the application: it does not read, and has a code of its own.
    - The application decides how long the client may take to read up to the close frame (`Connection.end`). Uvicorn's
      own stops reading after ten seconds, and waits for the buffer without end.
    - A handshake that was refused with an answer is complete, and no error of ours.
    """

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Make the connection known to the application."""
        self._connection = Connection(cast("asyncio.WriteTransport", transport))
        self.app_state = {**self.app_state, _KEY: self._connection}
        self.close_timeout = _NEVER
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the application too."""
        super().connection_lost(exc)
        self._connection.lost.set()

    def keepalive_timeout(self) -> None:
        """Leave it to the application."""
        self._connection.silent.set()

    async def send(self, message: Any) -> None:
        """Send what the application says."""
        if message["type"] == "websocket.close":
            self.resume_writing()
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body", False):
            self.handshake_complete = True
