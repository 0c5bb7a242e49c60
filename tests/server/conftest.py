"""A real server on a free loopback port, in a thread, whose jobs are handed to the test instead of to JAX."""

import json
import logging
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import structlog
import uvicorn
from websockets.sync.client import ClientConnection, connect

from dynascope.jobs import Assignment, Exit, ProcessHandle
from dynascope.server.app import create_app
from dynascope.server.stream.client import Pace
from dynascope.server.stream.connection import StreamProtocol
from dynascope.settings import load_settings
from dynascope.spec import RunSpec
from dynascope.telemetry import (
    Block,
    DistributionBlock,
    SeriesBlock,
    binning_of,
    pack,
    telemetry_frame,
    unpack,
)

BINS = binning_of("weight", RunSpec()).count
TOKEN = "a-token-for-the-tests-alone-0123456789abcdef"

# One client for all: making one takes long. It carries no token.
PLAIN = httpx.Client(timeout=60, trust_env=False, verify=False)


class HandOver:
    """An executor that hands each job to the test, which then is its producer."""

    def __init__(self) -> None:
        self.assignments: queue.Queue[Assignment] = queue.Queue()

    def start(self, on_exit: Callable[[Exit], None]) -> None:
        pass

    def stop(self, grace_seconds: float) -> None:
        pass

    def execute(self, assignment: Assignment, record: Callable[[ProcessHandle], None]) -> None:
        self.assignments.put(assignment)

    def adopt(self, attempt_id: str, handle: ProcessHandle) -> bool:
        return False

    def terminate(self, attempt_id: str) -> None:
        pass

    def forget(self, attempt_ids: Iterable[str]) -> None:
        pass


@dataclass
class Producer:
    """Posts what a producer posts; counts the frames of each run."""

    url: str
    attempt: str
    token: str
    seqs: dict[str, int] = field(default_factory=dict)

    def post(self, frames: list[dict[str, Any]]) -> httpx.Response:
        return PLAIN.post(
            f"{self.url}/api/v1/attempts/{self.attempt}/telemetry",
            content=pack({"frames": frames}),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/msgpack"},
        )

    def send(self, *frames: dict[str, Any]) -> dict[str, Any]:
        answer = self.post(list(frames))
        assert answer.status_code == 200, answer.text
        return unpack(answer.content)

    def rows(self, run: str, block: Block) -> dict[str, Any]:
        """The next telemetry frame of a run."""
        self.seqs[run] = self.seqs.get(run, 0) + 1
        return telemetry_frame(run, 0, self.seqs[run], block)


@dataclass
class Served:
    """A server that runs in this process."""

    url: str
    data_dir: Path
    app: Any
    executor: HandOver

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """A request below `/api/v1`, with the token."""
        headers = {"Authorization": f"Bearer {TOKEN}", **options.pop("headers", {})}
        return PLAIN.request(method, f"{self.url}/api/v1{path}", headers=headers, **options)

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("POST", path, **options)

    def delete(self, path: str) -> httpx.Response:
        return self.ask("DELETE", path)

    def launch(self, body: Mapping[str, Any]) -> tuple[dict[str, Any], Producer]:
        """Launch a job and become its producer."""
        answer = self.post("/jobs", json=body)
        assert answer.status_code == 201, answer.text
        assignment = self.executor.assignments.get(timeout=60)
        assert assignment.job_id == answer.json()["id"]
        return answer.json(), Producer(self.url, assignment.attempt_id, assignment.token)

    def open_run(self, **body: Any) -> tuple[str, Producer]:
        """Open a run for training that the server does not own."""
        answer = self.post("/runs", json=body)
        assert answer.status_code == 201, answer.text
        opened = answer.json()
        return opened["run_id"], Producer(self.url, opened["attempt"]["id"], opened["attempt"]["token"])

    def ticket(self) -> str:
        return self.post("/stream/tickets").json()["ticket"]

    def stream(self, encoding: str = "msgpack", **options: Any) -> ClientConnection:
        address = f"{self.url.replace('http', 'ws', 1)}/api/v1/stream?ticket={self.ticket()}&encoding={encoding}"
        return connect(address, proxy=None, max_size=None, **options)


def status(job: str, run: str | None, state: str, outcome: str | None = None, step: int = 0) -> dict[str, Any]:
    """A status frame, as producers post it."""
    told = {"status": state, "outcome": outcome, "diverged_at": None, "step": step, "error": None}
    return {"type": "status", "job": job, "run": run, **told}


def subscribe(socket_: ClientConnection, runs: list[str], **wish: Any) -> None:
    """Tell the server what to send."""
    socket_.send(json.dumps({"type": "subscribe", "runs": runs, **wish}))


def receive(socket_: ClientConnection, seconds: float = 60) -> dict[str, Any]:
    """The next frame, whatever its encoding."""
    message = socket_.recv(timeout=seconds)
    return unpack(message) if isinstance(message, bytes) else json.loads(message)


def receive_until(
    socket_: ClientConnection, done: Callable[[list[dict[str, Any]]], bool], seconds: float = 60
) -> list[dict[str, Any]]:
    """Frames until `done` says that they are enough."""
    frames: list[dict[str, Any]] = []
    deadline = time.monotonic() + seconds
    while not done(frames):
        frames.append(receive(socket_, max(0.01, deadline - time.monotonic())))
    return frames


def steps_of(frames: list[dict[str, Any]], run: str, metric: str) -> list[int]:
    """All steps of a metric of a run, in the order in which they came."""
    return [
        step
        for frame in frames
        if frame["type"] == "telemetry" and frame["run"] == run and metric in frame["series"]
        for step in frame["series"][metric]["steps"]
    ]


def block(
    first: int,
    rows: int,
    layers: int = 0,
    metric: str = "loss/train",
    values: Callable[[np.ndarray], np.ndarray] = lambda steps: steps * 0.5,
) -> Block:
    """Rows of one metric from step `first` on; with `layers`, of `gradient_norm` and a distribution too."""
    steps = np.arange(first, first + rows, dtype=np.int64)
    series = {metric: SeriesBlock(steps, values(steps).astype(np.float32))}
    distributions = {}
    if layers:
        wide = steps[:, None] + np.arange(layers, dtype=np.float32) / 10
        series["gradient_norm"] = SeriesBlock(steps, wide.astype(np.float32))
        counts = np.tile(np.arange(BINS, dtype=np.int32), (rows, layers, 1))
        distributions["weight"] = DistributionBlock(steps, counts, np.zeros((rows, layers), np.int32))
    return Block(series, distributions)


def serve(data_dir: Path, pace: Pace | None = None, pings: float | None = 20, **overrides: Any) -> Iterator[Served]:
    """Serve on a free port until the test is done. Pings are sent every `pings` seconds, answers wanted as soon."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        settings = load_settings(
            environment={},
            data_dir=data_dir,
            token=TOKEN,
            port=port,
            open_browser=False,
            concurrent_jobs=64,
            **overrides,
        )
        executor = HandOver()
        app = create_app(settings, port, executor)
        options: dict[str, Any] = {"log_config": None, "access_log": False, "ws_per_message_deflate": False}
        options |= {"loop": "asyncio", "ws": StreamProtocol, "ws_ping_interval": pings, "ws_ping_timeout": pings}
        config = uvicorn.Config(app, timeout_keep_alive=75, **options)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while not server.started:
            assert thread.is_alive(), "the server ended at its start"
            assert time.monotonic() < deadline, "the server did not start"
            thread.join(0.01)
        if pace is not None:
            app.state.services.pace = pace
        yield Served(url, data_dir, app, executor)
        server.should_exit = True
        thread.join(60)
        assert not thread.is_alive()


@pytest.fixture(scope="session", autouse=True)
def silence() -> Iterator[None]:
    """Servers of this process log nothing."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()
    PLAIN.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for the tests of a file."""
    yield from serve(tmp_path_factory.mktemp("served"))
