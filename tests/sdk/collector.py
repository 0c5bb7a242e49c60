"""A small server that takes telemetry as the contract says, so that producers can be tested without the rest."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dynascope.sdk.outbox import Attempt
from dynascope.telemetry import Block, block_of, merge, pack, unpack

TOKEN = "an-attempt-token-for-tests"


@dataclass
class Collector:
    """Stores what producers post. It can be stopped and started again at its port; what it stored stays."""

    frames: list[dict[str, Any]] = field(default_factory=list)
    batches: int = 0
    wish: str = "run"
    answer_with: int | None = None
    lose_answers: int = 0
    acked: dict[str, int] = field(default_factory=dict)
    port: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None

    def start(self) -> Collector:
        listener = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
        self.port = listener.getsockname()[1]
        app = Starlette(routes=[Route("/api/v1/attempts/{attempt}/telemetry", self._telemetry, methods=["POST"])])
        config = uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=asyncio.run, args=(self._server.serve([listener]),))
        self._thread.start()
        return self

    def stop(self) -> None:
        """Breaks every connection, as a killed server does."""
        assert self._server is not None
        assert self._thread is not None
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()

    @property
    def attempt(self) -> Attempt:
        return Attempt(f"http://127.0.0.1:{self.port}", "attempt-1", TOKEN)

    def wait_for(self, ready: Callable[[], Any], seconds: float = 60.0) -> Any:
        """Waits until `ready()`, asked after every batch, is true."""
        with self.changed:
            assert self.changed.wait_for(ready, seconds), f"waited {seconds} s in vain; got {self.statuses()}"
            return ready()

    def statuses(self, run: str | None = None) -> list[str]:
        """The statuses of a run, or of the job, in order."""
        return [f["status"] for f in self.frames if f["type"] == "status" and f["run"] == run]

    def last_status(self, run: str | None = None) -> dict[str, Any]:
        return [f for f in self.frames if f["type"] == "status" and f["run"] == run][-1]

    def block(self, run: str) -> Block:
        """All rows of a run."""
        return merge(block_of(f) for f in self.frames if f["type"] == "telemetry" and f["run"] == run)

    def artifact(self, run: str, name: str) -> bytes:
        parts = [f for f in self.frames if f["type"] == "artifact" and (f["run"], f["name"]) == (run, name)]
        data = bytearray(parts[0]["total"])
        for part in parts:
            data[part["offset"] : part["offset"] + len(part["data"])] = part["data"]
        assert sum(len(part["data"]) for part in parts) == len(data)
        return bytes(data)

    async def _telemetry(self, request: Request) -> Response:
        if request.headers["authorization"] != f"Bearer {TOKEN}":
            return JSONResponse({"code": "unauthorized", "detail": "wrong token"}, 401)
        body = unpack(await request.body())
        with self.changed:
            if self.answer_with is not None:
                code = "attempt_fenced" if self.answer_with == 409 else "other"
                return JSONResponse({"code": code, "detail": "as the test wishes"}, self.answer_with)
            for frame in body["frames"]:
                if frame["type"] == "telemetry":
                    expected = self.acked.get(frame["run"], 0) + 1
                    if frame["seq"] < expected:
                        continue
                    if frame["seq"] > expected:
                        return JSONResponse({"code": "conflict", "detail": f"expected seq {expected}"}, 409)
                    self.acked[frame["run"]] = expected
                self.frames.append(frame)
            self.batches += 1
            self.changed.notify_all()
            if self.lose_answers:
                self.lose_answers -= 1
                return Response(status_code=503)
            commands = [] if self.wish == "run" else [{"type": self.wish}]
            answer = pack({"acked": self.acked, "commands": commands})
        return Response(answer, media_type="application/msgpack")
