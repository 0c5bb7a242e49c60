"""How the stream parts from a client that does not read, seen from a bare socket."""

import base64
import json
import logging
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import psutil
import pytest

from dynascope.server.stream.client import Pace
from dynascope.telemetry import Block, SeriesBlock
from tests.server.conftest import Producer, Served, receive, serve

CLOSE = 0x88
PING = 0x89


class BareClient:
    """A websocket client that reads when it is told to."""

    def __init__(self, served: Served) -> None:
        address = urlsplit(served.url)
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
        self.socket.settimeout(60)
        self.socket.connect((address.hostname, address.port))
        request = (
            f"GET /api/v1/stream?ticket={served.ticket()} HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n"
        )
        self.socket.sendall(request.encode())
        self._file = self.socket.makefile("rb")
        while self._file.readline().strip():
            pass

    def send(self, opcode: int, payload: bytes) -> None:
        """A frame, masked with zeros."""
        size = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + len(payload).to_bytes(2, "big")
        self.socket.sendall(bytes([0x80 | opcode]) + size + bytes(4) + payload)

    def subscribe(self, run: str, metric: str) -> None:
        wish = {"type": "subscribe", "runs": [run], "metrics": [metric], "distributions": [], "cursors": {}}
        self.send(1, json.dumps(wish).encode())

    def frames(self) -> Iterator[tuple[int, bytes]]:
        """First bytes and payloads of what comes, up to a close frame or the end of the connection."""
        while head := self._file.read(2):
            size = head[1]
            if size > 125:
                size = int.from_bytes(self._file.read(2 if size == 126 else 8), "big")
            payload = self._file.read(size)
            if len(payload) == size:
                yield head[0], payload
            if head[0] == CLOSE:
                return

    def is_served(self) -> bool:
        """Whether the server's side of the connection still stands."""
        mine = self.socket.getsockname()
        return any(one.raddr and tuple(one.raddr) == mine for one in psutil.Process().net_connections("tcp4"))

    def close(self) -> None:
        self._file.close()
        self.socket.close()


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def closed_with(served: Served, code: int) -> bool:
    return f'closed_total{{code="{code}"}}'.encode() in served.app.state.services.metrics.text()


def fill(served: Served) -> str:
    """A run with about 40 MB of rows, more than the buffers between two programs take."""
    run, producer = served.open_run(layers=[f"hidden_{index}" for index in range(1, 1001)])
    for batch in range(10):
        producer.send(_wide_rows(producer, run, batch))
    return run


def _wide_rows(producer: Producer, run: str, batch: int) -> dict[str, object]:
    steps = np.arange(batch * 1000, (batch + 1) * 1000)
    return producer.rows(run, Block({"wide": SeriesBlock(steps, np.zeros((1000, 1000), np.float32))}))


@pytest.fixture
def client_of() -> Iterator[Callable[[Served], BareClient]]:
    clients: list[BareClient] = []

    def make(served: Served) -> BareClient:
        clients.append(BareClient(served))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Served]:
    """A server that pings often, and that waits for a close frame to be read."""
    yield from serve(tmp_path, Pace(interval=0.01, patience=0.3, farewell=60), pings=0.2)


@pytest.fixture
def curt(tmp_path: Path) -> Iterator[Served]:
    """A server that gives a connection up soon."""
    yield from serve(tmp_path, Pace(interval=0.01, patience=0.3, farewell=0.5))


def test_a_client_that_reads_on_finds_the_code_behind_what_was_sent(
    patient: Served, client_of: Callable[[Served], BareClient]
) -> None:
    client = client_of(patient)
    client.subscribe(fill(patient), "wide")
    wait_until(lambda: closed_with(patient, 4008))
    time.sleep(1)  # pings that stay without an answer must not change the code
    *_, (kind, payload) = client.frames()
    assert (kind, int.from_bytes(payload[:2], "big")) == (CLOSE, 4008)
    assert b"connect again with its cursors" in payload
    assert not closed_with(patient, 1011)


def test_a_client_that_answers_no_ping_is_told_that_it_does_not_follow(
    patient: Served, client_of: Callable[[Served], BareClient]
) -> None:
    client = client_of(patient)
    wait_until(lambda: closed_with(patient, 4008))
    *before, (kind, payload) = client.frames()
    assert [first for first, _ in before] == [PING]
    assert (kind, int.from_bytes(payload[:2], "big")) == (CLOSE, 4008)


def test_the_connection_of_a_client_that_never_reads_is_given_up(
    curt: Served, client_of: Callable[[Served], BareClient]
) -> None:
    client = client_of(curt)
    client.subscribe(fill(curt), "wide")
    wait_until(lambda: closed_with(curt, 4008))
    wait_until(lambda: not client.is_served())
    wait_until(lambda: b"stream_clients 0.0" in curt.app.state.services.metrics.text())


def test_so_is_that_of_a_client_that_says_goodbye_and_does_not_read(
    curt: Served, client_of: Callable[[Served], BareClient]
) -> None:
    curt.app.state.services.pace = Pace(interval=0.01, patience=60, farewell=0.5)
    client = client_of(curt)
    client.subscribe(fill(curt), "wide")
    time.sleep(1)  # until the buffers are full
    client.send(8, (1000).to_bytes(2, "big"))
    wait_until(lambda: not client.is_served())


def test_a_client_that_reads_is_pinged_and_kept(patient: Served) -> None:
    with patient.stream() as stream:
        time.sleep(1.2)
        stream.send(json.dumps({"type": "ping", "id": 1}))
        assert receive(stream)["id"] == 1
    assert not closed_with(patient, 4008)


@pytest.mark.parametrize(("query", "status"), [("ticket=x", 401), ("ticket=x&encoding=xml", 422)])
def test_a_refused_handshake_is_no_error_of_the_server(
    patient: Served, caplog: pytest.LogCaptureFixture, query: str, status: int
) -> None:
    address = urlsplit(patient.url)
    with caplog.at_level(logging.WARNING), socket.create_connection((address.hostname, address.port)) as bare:
        request = f"GET /api/v1/stream?{query} HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\n"
        key = "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        bare.sendall((request + key).encode())
        answer = b"".join(iter(lambda: bare.recv(65536), b""))
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"application/problem+json" in answer
    assert [record.getMessage() for record in caplog.records] == []
