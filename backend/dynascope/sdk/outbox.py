"""Posts a producer's frames to the server, obeys its answers, and outlives its restarts.

One thread, one connection. A batch is sent again, byte for byte, until the server has taken it: the server
ignores what it has stored already, so nothing is lost and nothing doubled. An empty batch is the heartbeat.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import httpx

from dynascope.errors import BadRequest
from dynascope.sdk.answers import refusal
from dynascope.sdk.errors import ClientError, Fenced, NoServer, Refused
from dynascope.sdk.frames import FrameQueue, artifact_frames
from dynascope.telemetry import Block, Frame, pack, unpack

BATCH_BYTES = 6 * 1024 * 1024
SHORTEST_PAUSE = 0.1
"""Seconds between two batches while rows flow: about ten posts a second."""
HEARTBEAT = 0.4
"""Seconds after which an empty batch is posted."""
FIRST_RETRY = 0.05
LONGEST_RETRY = 2.0

Commands = Sequence[str]


@dataclass(frozen=True)
class Attempt:
    """Who posts: the attempt's id and its secret, and the server's address."""

    server: str
    id: str
    token: str

    @property
    def url(self) -> str:
        """Where the batches go."""
        return f"{self.server.rstrip('/')}/api/v1/attempts/{self.id}/telemetry"


class Outbox:
    """What a producer wants to say, on its way to the server.

    `on_commands` is called from the posting thread with the types of the commands of every answer. Once the
    server has fenced the attempt off, refused it, or not answered for `lease_seconds`, or posting has failed
    otherwise, `error` says so, what waits is given up, and every further call returns False.
    """

    def __init__(
        self,
        attempt: Attempt,
        on_commands: Callable[[Commands], None],
        on_error: Callable[[ClientError], None] = lambda _: None,
        lease_seconds: float = 600.0,
        capacity: int = 64 * 1024 * 1024,
        find_server: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.error: ClientError | None = None
        self._attempt = attempt
        self._on_commands = on_commands
        self._on_error = on_error
        self._lease_seconds = lease_seconds
        self._find_server = find_server
        self._queue = FrameQueue(capacity)
        self._closing_at: float | None = None
        self._seen: set[str] = set()
        self._urgent = False
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {attempt.token}", "Content-Type": "application/msgpack"},
            timeout=httpx.Timeout(30.0, connect=5.0),
            verify=attempt.server.startswith("https"),
            trust_env=False,
        )
        self._thread = threading.Thread(target=self._post_all, name="outbox", daemon=True)

    def start(self) -> None:
        """Starts posting; the first heartbeat leaves at once."""
        self._thread.start()

    def telemetry(self, run: str, block: Block) -> bool:
        """Posts rows; a run's first ones at once. Waits while the buffer is full; False once the outbox has failed."""
        with self._queue.changed:
            self._urgent = self._urgent or run not in self._seen
            self._seen.add(run)
        return self._queue.put_block(run, block)

    def status(self, frame: Frame) -> bool:
        """Posts a status frame, behind the rows of its run."""
        return self._queue.put_frame({"type": "status", **frame})

    def artifact(self, run: str, name: str, data: bytes) -> bool:
        """Posts an artifact in parts, behind the rows of its run."""
        return all(self._queue.put_frame(frame) for frame in artifact_frames(run, name, data))

    def close(self, timeout: float) -> bool:
        """Posts what waits for at most `timeout` seconds, then stops; True where everything arrived."""
        with self._queue.changed:
            self._closing_at = time.monotonic() + timeout
            self._queue.changed.notify_all()
        self._thread.join(timeout + 1.0)
        self._queue.close()
        self._client.close()
        return self.error is None and len(self._queue) == 0

    def _post_all(self) -> None:
        try:
            posted = -HEARTBEAT
            while self._wait_for_turn(posted):
                posted = time.monotonic()
                self._deliver(self._queue.take(BATCH_BYTES))
        except ClientError as error:
            self._give_up(error)
        except Exception as error:  # noqa: BLE001  (a thread that ended in silence would leave the producer waiting)
            self._give_up(ClientError(f"posting to {self._attempt.server} failed: {type(error).__name__}: {error}"))

    def _give_up(self, error: ClientError) -> None:
        self.error = error
        self._queue.close()
        self._on_error(error)

    def _wait_for_turn(self, posted: float) -> bool:
        """Waits until a batch or a heartbeat is due; False where the outbox is closed and empty."""
        changed = self._queue.changed
        with changed:
            while True:
                now = time.monotonic()
                if self._closing_at is not None:
                    return len(self._queue) > 0
                due = posted + (SHORTEST_PAUSE if len(self._queue) else HEARTBEAT)
                if now >= due or (self._urgent and len(self._queue)):
                    self._urgent = False
                    return True
                changed.wait(due - now)

    def _deliver(self, frames: list[Frame]) -> None:
        body = pack({"frames": frames})
        started = time.monotonic()
        pause = FIRST_RETRY
        while (trouble := self._post_once(body)) is not None:
            now = time.monotonic()
            closing = self._closing_at
            if now - started > self._lease_seconds or (closing is not None and now + pause > closing):
                waited = f"has not taken a batch for {now - started:.0f} s"
                raise NoServer(f"{self._attempt.server} {waited}: {trouble}")
            with self._queue.changed:
                if self._closing_at == closing:
                    self._queue.changed.wait(pause * random.uniform(0.5, 1.0))
            pause = min(2 * pause, LONGEST_RETRY)

    def _post_once(self, body: bytes) -> str | None:
        """None where the server took the batch, else why it may be worth another try."""
        try:
            response = self._client.post(self._attempt.url, content=body)
        except httpx.RequestError as error:
            moved = self._find_server()
            if moved is not None and moved != self._attempt.server:
                self._attempt = Attempt(moved, self._attempt.id, self._attempt.token)
            return f"{type(error).__name__}: {error}"
        if response.status_code >= 500 or response.status_code in (408, 425, 429):
            return f"HTTP {response.status_code}"
        if response.status_code != 200:
            raise _refusal(response)
        self._obey(response.content)
        return None

    def _obey(self, content: bytes) -> None:
        try:
            commands = cast("list[dict[str, Any]]", unpack(content)["commands"])
            self._on_commands([str(command["type"]) for command in commands])
        except (BadRequest, KeyError, TypeError) as error:
            raise Refused(f"the server's answer to a batch cannot be read: {error!r}", 200) from error


def _refusal(response: httpx.Response) -> ClientError:
    refused = refusal(response)
    if refused.answer_code == Fenced.code:
        return Fenced(refused.detail)
    return Refused(f"the server refused a batch: {refused.detail}", refused.answered, refused.answer_code)
