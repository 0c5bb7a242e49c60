"""A job service over a real store, and what the tests need to play its other sides."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np

from dynascope.errors import DynascopeError
from dynascope.jobs import (
    Assignment,
    Executor,
    Exit,
    JobService,
    JobSettings,
    LocalExecutor,
    LocalSettings,
    ProcessHandle,
)
from dynascope.spec import JobRequest, parse_job
from dynascope.store import JobRecord, RunRecord, Store
from dynascope.telemetry import Block, DistributionBlock, Frame, SeriesBlock, pack, telemetry_frame, unpack

PRODUCER = Path(__file__).parent / "producer.py"
SMALL: dict[str, Any] = {"dataset": {"name": "xor"}, "model": {"hidden_sizes": [3]}, "steps": 50}


def request(name: str = "", seeds: Iterable[int] = (0,), **base: Any) -> JobRequest:
    return parse_job({"name": name, "base": {**SMALL, **base}, "seeds": list(seeds)})


class Published:
    """What was published, in order; tests wait for the frame that they need."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self._changed = threading.Condition()

    def __call__(self, frame: Frame) -> None:
        with self._changed:
            self.frames.append(frame)
            self._changed.notify_all()

    def wait_for(self, wanted: Callable[[Frame], bool], seconds: float = 60.0) -> Frame:
        with self._changed:
            found: list[Frame] = []

            def look() -> bool:
                found[:] = [frame for frame in self.frames if wanted(frame)][:1]
                return bool(found)

            assert self._changed.wait_for(look, seconds), f"never published; last: {self.frames[-3:]}"
            return found[0]

    def wait_for_status(self, job: JobRecord, *statuses: str, seconds: float = 60.0) -> Frame:
        return self.wait_for(
            lambda frame: (
                frame["type"] == "status"
                and frame["job"] == job.id
                and frame["run"] is None
                and frame["status"] in statuses
            ),
            seconds,
        )

    def wait_for_rows(self, run: RunRecord, seconds: float = 60.0) -> Frame:
        return self.wait_for(lambda frame: frame["type"] == "telemetry" and frame["run"] == run.id, seconds)

    def of(self, kind: str, run: str | None = None) -> list[Frame]:
        return [frame for frame in self.frames if frame["type"] == kind and run in (None, frame.get("run"))]


class ByHand:
    """An executor whose producer is the test itself."""

    def __init__(self) -> None:
        self.assignments: list[Assignment] = []
        self.terminated: list[str] = []
        self.forgotten: list[str] = []
        self.stopped = False
        self.on_exit: Callable[[Exit], None] | None = None
        self._changed = threading.Condition()

    def start(self, on_exit: Callable[[Exit], None]) -> None:
        self.on_exit = on_exit

    def stop(self, grace_seconds: float) -> None:
        self.stopped = True

    def execute(self, assignment: Assignment, record: Callable[[ProcessHandle], None]) -> None:
        record(ProcessHandle(2**22 + 1, 0.0))
        with self._changed:
            self.assignments.append(assignment)
            self._changed.notify_all()

    def adopt(self, attempt_id: str, handle: ProcessHandle) -> bool:
        return False

    def terminate(self, attempt_id: str) -> None:
        self.terminated.append(attempt_id)

    def forget(self, attempt_ids: Iterable[str]) -> None:
        self.forgotten += attempt_ids

    def wait_for(self, job: JobRecord) -> Assignment:
        with self._changed:
            assert self._changed.wait_for(lambda: any(one.job_id == job.id for one in self.assignments), 60)
            return next(one for one in reversed(self.assignments) if one.job_id == job.id)


@dataclass
class Bench:
    """A service with its store and what it published."""

    store: Store
    executor: Any
    service: JobService
    published: Published

    def launch(self, **options: Any) -> tuple[JobRecord, Assignment]:
        """Launches a job and plays its producer from then on."""
        job = self.service.launch(request(**options))
        return job, self.executor.wait_for(job)

    def post(self, assignment: Assignment, *frames: Mapping[str, Any]) -> tuple[dict[str, int], list[str]]:
        acked, commands = self.service.ingest(assignment.attempt_id, assignment.token, frames)
        return acked, [command["type"] for command in commands]

    def stop(self) -> None:
        self.service.stop()
        self.store.close()


def by_hand(data_dir: Path, **settings: Any) -> Bench:
    """A started service whose producer is the test."""
    return bench(data_dir, ByHand(), **settings)


def bench(data_dir: Path, executor: Executor, **settings: Any) -> Bench:
    store, published = Store(data_dir), Published()
    service = JobService(store, executor, published, JobSettings(**settings))
    service.start()
    return Bench(store, executor, service, published)


def rows(run: str, seq: int, steps: Iterable[int] = (0,), **series: Any) -> Frame:
    """A telemetry frame; by default one row of `loss/train` a step."""
    steps = np.asarray(list(steps), np.int64)
    named = series or {"loss__train": np.arange(len(steps), dtype=np.float32)}
    blocks = {
        name.replace("__", "/"): SeriesBlock(steps, np.asarray(values, np.float32)) for name, values in named.items()
    }
    return telemetry_frame(run, 0, seq, Block(blocks))


def histograms(run: str, seq: int, quantity: str, steps: list[int], layers: int, bins: int) -> Frame:
    counts = np.ones((len(steps), layers, bins), np.int32)
    one = DistributionBlock(np.asarray(steps, np.int64), counts, np.zeros((len(steps), layers), np.int32))
    return telemetry_frame(run, 0, seq, Block({}, {quantity: one}))


def status(run: str | None, status: str, **more: Any) -> Frame:
    return {"type": "status", "job": "ignored", "run": run, "status": status, **more}


@dataclass
class Endpoint:
    """The producers' endpoint over real HTTP, in front of a service that tests may replace or take away."""

    service: JobService | None = None
    server: ThreadingHTTPServer = field(init=False)

    def __post_init__(self) -> None:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                token = self.headers["Authorization"].removeprefix("Bearer ")
                code, answer = endpoint.answer(self.path.split("/")[4], token, body)
                content = pack(answer)
                self.send_response(code)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, attempt: str, token: str, body: bytes) -> tuple[int, dict[str, Any]]:
        service = self.service
        if service is None:
            return 503, {}
        try:
            acked, commands = service.ingest(attempt, token, unpack(body)["frames"])
        except DynascopeError as error:
            return error.status, {"code": error.code, "detail": error.detail}
        return 200, {"acked": acked, "commands": commands}

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def with_processes(
    data_dir: Path, endpoint: Endpoint, behaviour: str, program: Path = PRODUCER, **settings: Any
) -> Bench:
    """A started service whose producers are real processes: `producer.py` with a behaviour."""
    command = (sys.executable, str(program), behaviour)
    local = LocalSettings(endpoint.url, data_dir, lease_seconds=600.0)
    executor = LocalExecutor(local, command, spare_delay_seconds=0.1)
    made = bench(data_dir, executor, **settings)
    endpoint.service = made.service
    return made
