"""One websocket: a reader that takes its wishes, and a sender that fetches what follows its own position.

The sender is the only one that sends. It fetches a run's next message when the one before is in the socket, all
rows since then in one frame: so a slow client gets fewer, larger frames and misses none. A message that the socket
does not take for `patience` seconds means that the client cannot follow.
"""

import asyncio
import time
from collections import OrderedDict, deque
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from dynascope.errors import BadRequest, NotFound
from dynascope.server.metrics import ServerMetrics
from dynascope.server.stream.connection import connection_of
from dynascope.server.stream.heard import HeardFindings
from dynascope.server.stream.hub import Hub, Position
from dynascope.server.stream.messages import Ping, Subscribe
from dynascope.server.stream.protocol import (
    TERMINAL,
    Encoding,
    choose,
    encode,
    is_empty,
    merge_frames,
    read_message,
    size_of,
)
from dynascope.server.stream.source import MESSAGE_BYTES, Source
from dynascope.telemetry import Frame

CANNOT_FOLLOW = 4008
MALFORMED = 4400
LONGEST_REASON = 120  # bytes of a close frame's reason, at most 123
MOST_NOTICES = 10_000
MOST_REPLIES = 100
ENCODE_HERE = 16 * 1024  # larger JSON is encoded in a thread


@dataclass(frozen=True)
class Pace:
    """Seconds. `interval` is the least time between two rounds of frames (rows in between are merged);
    `patience` is how long a message may wait for the socket; `farewell` how long the close frame and what is before it
    may wait for the client, before the connection is given up.
    """

    interval: float = 0.04
    patience: float = 10.0
    farewell: float = 30.0


class TooSlow(Exception):
    """The client does not take what it asked for."""


@dataclass
class _Subscription:
    metrics: frozenset[str] = frozenset()
    distributions: frozenset[str] = frozenset()
    positions: dict[str, Position] = field(default_factory=dict[str, Position])
    # Runs of which the store may hold more than was published since they are watched.
    unread: set[str] = field(default_factory=set[str])


class StreamClient:
    """Serves one accepted websocket until it ends."""

    def __init__(
        self,
        websocket: WebSocket,
        hub: Hub,
        source: Source,
        metrics: ServerMetrics,
        encoding: Encoding,
        pace: Pace,
    ) -> None:
        self._websocket = websocket
        self._connection = connection_of(websocket)
        self._hub = hub
        self._source = source
        self._metrics = metrics
        self._encoding: Encoding = encoding
        self._pace = pace
        self._loop = asyncio.get_running_loop()
        self._awake = asyncio.Event()
        self._subscription = _Subscription()
        self._heard = HeardFindings()
        self._wish: Subscribe | None = None
        self._replies: deque[Frame] = deque()
        self._notices: OrderedDict[tuple[str, ...], Frame] = OrderedDict()
        self._closing: tuple[int, str] | None = None

    # Called from any thread.

    def wake(self) -> None:
        """There may be something new."""
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._awake.set)

    def notice(self, frame: Frame) -> None:
        """A status or a finding of something watched."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._take_notice, frame)

    # Called in the loop.

    async def serve(self) -> None:
        """Talk until either side ends it. The close code is 4400 for what we cannot read, 4008 for too slow."""
        sender = asyncio.create_task(self._send_forever())
        reader = asyncio.create_task(self._read_forever())
        silence = asyncio.create_task(self._await_silence())
        tasks = sender, reader, silence
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if reader.done() and self._closing is not None:
                await asyncio.wait({sender}, timeout=self._pace.patience)
        finally:
            self._hub.leave(self)
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        await self._part([one for one in ended if isinstance(one, Exception)])
        await self._connection.end(self._pace.farewell)

    async def _await_silence(self) -> None:
        """Raises `TooSlow` once a ping has no answer: whoever reads what is sent answers in time."""
        await self._connection.silent.wait()
        raise TooSlow

    async def _part(self, errors: list[Exception]) -> None:
        """Close the websocket with the code that says why."""
        if any(isinstance(error, TooSlow) for error in errors):
            self._closing = CANNOT_FOLLOW, "this client does not take its messages; connect again with its cursors"
        unexpected = [error for error in errors if not isinstance(error, (TooSlow, WebSocketDisconnect))]
        if unexpected:
            structlog.get_logger(__name__).error("stream_failed", exc_info=unexpected[0])
            self._closing = 1011, "something of ours went wrong; the log tells more"
        if self._closing is None or self._websocket.client_state is WebSocketState.DISCONNECTED:
            return
        code, reason = self._closing
        self._metrics.stream_closed.labels(str(code)).inc()
        with suppress(WebSocketDisconnect, RuntimeError):
            await self._websocket.close(code, _cut(reason))

    async def _read_forever(self) -> None:
        while True:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                return
            try:
                self._take(read_message(message.get("text") or message.get("bytes") or ""))
            except BadRequest as error:
                self._replies.append({"type": "error", "code": "malformed", "detail": error.detail})
                self._closing = MALFORMED, error.detail
                self._awake.set()
                return

    def _take(self, message: Subscribe | Ping) -> None:
        if isinstance(message, Subscribe):
            self._wish = message
        elif len(self._replies) >= MOST_REPLIES:
            raise BadRequest(f"more than {MOST_REPLIES} messages wait for their answer; send more slowly")
        else:
            self._replies.append({"type": "pong", "id": message.id})
        self._awake.set()

    def _take_notice(self, frame: Frame) -> None:
        if frame["type"] == "reset":
            self._subscription.unread.add(frame["run"])
            self._heard.tell_again(frame["run"])
        else:
            key = (frame["type"], str(frame.get("job")), str(frame.get("run")), str(frame.get("rule")))
            self._notices[key] = frame
            self._notices.move_to_end(key)
            if len(self._notices) > MOST_NOTICES:
                self._closing = CANNOT_FOLLOW, f"more than {MOST_NOTICES} messages wait for this client"
        self._awake.set()

    async def _send_forever(self) -> None:
        while True:
            await self._awake.wait()
            self._awake.clear()
            while await self._round():
                if self._closing is not None:
                    break
            if self._closing is not None and not self._replies:
                return
            await asyncio.sleep(self._pace.interval)

    async def _round(self) -> bool:
        """Send what waits: replies, news, one message a run. Whether some run has more."""
        if self._wish is not None:
            wish, self._wish = self._wish, None
            await self._subscribe(wish)
        while self._replies:
            await self._send(self._replies.popleft())
        notices, self._notices = self._notices, OrderedDict()
        # Ends and findings are told after the rows that came before them.
        held = {key: one for key, one in notices.items() if self._waits(one)}
        for key, frame in notices.items():
            if key not in held:
                await self._send(frame)
        more = False
        for run in list(self._subscription.positions):
            more |= await self._send_next(run)
        if more:
            self._notices = OrderedDict({**held, **self._notices})
        else:
            for frame in held.values():
                if frame["type"] != "diagnosis" or self._heard.is_news(frame):
                    await self._send(frame)
        return more

    def _waits(self, frame: Frame) -> bool:
        return frame["type"] == "diagnosis" or frame.get("status") in TERMINAL

    async def _subscribe(self, wish: Subscribe) -> None:
        """Watch first, read then: what is stored in between is seen twice by us and sent once."""
        self._hub.watch(self, wish.runs, ())
        known = await asyncio.to_thread(self._source.look_up, wish.runs)
        self._hub.watch(self, known.positions, known.jobs)
        fresh = _Subscription(frozenset(wish.metrics), frozenset(wish.distributions))
        self._heard.tell_again()
        for run, current in known.positions.items():
            cursor = wish.cursors.get(run)
            if cursor is None:
                fresh.positions[run] = Position(current.epoch, 0)
            else:
                fresh.positions[run] = Position(cursor.epoch, cursor.seq)
            fresh.unread.add(run)
        self._subscription = fresh
        self._notices.clear()
        for frame in known.statuses:
            self._take_notice(frame)
        for run in known.missing:
            detail = f"there is no run {run!r}"
            self._replies.append({"type": "error", "code": "not_found", "detail": detail})
        unknown = (fresh.metrics | fresh.distributions) - known.names
        if unknown and known.positions:
            detail = f"no run offers {', '.join(sorted(unknown))}; known are {', '.join(sorted(known.names))}"
            self._replies.append({"type": "error", "code": "unknown_metric", "detail": detail})

    async def _send_next(self, run: str) -> bool:
        """Send the run's next message, if there is one. Whether there may be more."""
        mine = self._subscription
        position = mine.positions[run]
        head = self._hub.head(run)
        if run not in mine.unread and (head is None or head <= position):
            return False
        recent = None if run in mine.unread else self._hub.recent(run, position)
        if recent:
            frames, upto = _fill(recent)
            await self._send_rows([choose(one, mine.metrics, mine.distributions) for one in frames], upto)
            self._metrics.stream_lag.observe(time.monotonic() - recent[0][1])
            mine.positions[run] = upto
            return len(frames) < len(recent)
        return await self._send_stored(run, position)

    async def _send_stored(self, run: str, position: Position) -> bool:
        """The same from the store. A run that was deleted meanwhile is watched no more."""
        mine = self._subscription
        try:
            stretch = await asyncio.to_thread(self._source.after, run, position, mine.metrics, mine.distributions)
            if stretch is None:
                await self._restart(run)
                return True
        except NotFound:
            del mine.positions[run]
            return False
        if stretch.upto == position:
            mine.unread.discard(run)
        await self._send_rows(stretch.frames, stretch.upto)
        mine.positions[run] = stretch.upto
        return run in mine.unread or stretch.upto < (self._hub.head(run) or stretch.upto)

    async def _restart(self, run: str) -> None:
        """Say that what was sent no longer connects, and go on from the first row of the current epoch."""
        epoch = await asyncio.to_thread(self._source.epoch, run)
        self._subscription.positions[run] = Position(epoch, 0)
        self._subscription.unread.add(run)
        await self._send({"type": "reset", "run": run, "epoch": epoch})

    async def _send_rows(self, frames: list[Frame], upto: Position) -> None:
        full = [frame for frame in frames if not is_empty(frame)]
        if full:
            await self._send({**merge_frames(full), "epoch": upto.epoch, "seq": upto.seq})

    async def _send(self, frame: Frame) -> None:
        if self._encoding == "json" and frame["type"] == "telemetry" and size_of(frame) > ENCODE_HERE:
            message = await asyncio.to_thread(encode, frame, self._encoding)
        else:
            message = encode(frame, self._encoding)
        sending = self._websocket.send_bytes if isinstance(message, bytes) else self._websocket.send_text
        try:
            async with asyncio.timeout(self._pace.patience):
                await sending(message)  # pyright: ignore[reportArgumentType]
        except TimeoutError:
            raise TooSlow from None


def _fill(recent: list[tuple[Frame, float]]) -> tuple[list[Frame], Position]:
    """The first frames that make a full message, and the position that they reach."""
    frames: list[Frame] = []
    size = 0
    for frame, _ in recent:
        frames.append(frame)
        size += size_of(frame)
        if size >= MESSAGE_BYTES:
            break
    return frames, Position(frames[-1]["epoch"], frames[-1]["seq"])


def _cut(reason: str) -> str:
    return reason.encode("utf-8", "replace")[:LONGEST_REASON].decode("utf-8", "ignore")
