"""A real server in a process of its own, for tests that use the product as its users do."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import psutil

TOKEN = "a-token-for-the-tests-alone-0123456789abcdef"
TERMINAL = frozenset({"succeeded", "failed", "cancelled", "lost"})

Value = TypeVar("Value")


def wait_until(ask: Callable[[], Value | None], what: str, seconds: float = 60.0, every: float = 0.02) -> Value:
    """Ask until the answer is neither None nor False, at most `seconds` long; then give it.

    Raises:
        AssertionError: with `what`, where it did not come about in time.
    """
    deadline = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer is not None and answer is not False:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(every)


@dataclass
class RunningServer:
    """`dynascope serve` on a free loopback port, on a data folder of its own.

    `cache`, where given, is the folder that keeps compiled programs: the servers of a test session share it.
    """

    data_dir: Path
    cache: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    token: str = TOKEN
    process: subprocess.Popen[bytes] | None = None
    url: str = ""
    seconds_to_ready: float = float("nan")

    def start(self) -> "RunningServer":
        """Start it and wait until it is ready. One that is started again keeps its port."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        cache = self.data_dir / "cache"
        if self.cache is not None and not cache.exists():
            cache.symlink_to(self.cache, target_is_directory=True)
        self._announcement.unlink(missing_ok=True)
        where = ["--host", "127.0.0.1", "--port", str(self.port), "--data-dir", str(self.data_dir)]
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dynascope", "serve", *where, "--token", self.token, "--no-open"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.environment},
                start_new_session=True,
            )
        self.url = wait_until(self._announced, f"{self._announcement}")
        self.port = httpx.URL(self.url).port or 0
        wait_until(self._is_ready, "/readyz")
        self.seconds_to_ready = time.monotonic() - began
        return self

    def stop(self, seconds: float = 60.0) -> int:
        """Send SIGTERM and wait for the end. Returns the exit status."""
        return self._end(signal.SIGTERM, seconds)

    def kill(self) -> int:
        """Send SIGKILL, as a machine that runs out of memory does. Its workers live on."""
        return self._end(signal.SIGKILL, 60.0)

    @property
    def log(self) -> Path:
        """What the server printed."""
        return self.data_dir.parent / f"{self.data_dir.name}.log"

    @property
    def link(self) -> str:
        """The address that the server prints, token included."""
        return f"{self.url}/#token={self.token}"

    def client(self, **options: Any) -> httpx.Client:
        """An HTTP client for `/api/v1` that carries the token; the caller closes it."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        return httpx.Client(base_url=f"{self.url}/api/v1", headers=headers, timeout=60.0, **options)

    def launch(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """POST a job and give the server's answer."""
        with self.client() as client:
            answer = client.post("/jobs", content=json.dumps(request), headers={"Content-Type": "application/json"})
            assert answer.status_code == httpx.codes.CREATED, answer.text
            return answer.json()

    def wait_for_job(self, job_id: str, seconds: float = 120.0, every: float = 0.1) -> dict[str, Any]:
        """Wait until a job has ended, asking `every` so many seconds, and give its body."""
        with self.client() as client:

            def ended() -> dict[str, Any] | None:
                body = client.get(f"/jobs/{job_id}").json()
                return body if body["status"] in TERMINAL else None

            return wait_until(ended, f"the end of job {job_id}", seconds, every)

    def train(self, request: Mapping[str, Any], seconds: float = 120.0, every: float = 0.1) -> dict[str, Any]:
        """Launch a job, wait for its end and give its body."""
        return self.wait_for_job(self.launch(request)["id"], seconds, every)

    def series(self, run_id: str, *metrics: str, **query: Any) -> dict[str, Any]:
        """Read series of a run, every row of them unless `max_points` says less."""
        with self.client() as client:
            parameters = {"metric": list(metrics), "max_points": 1_000_000, **query}
            answer = client.get(f"/runs/{run_id}/series", params=parameters)
            assert answer.status_code == httpx.codes.OK, answer.text
            return answer.json()["series"]

    def child(self, module: str) -> psutil.Process | None:
        """A process of the server's that runs a module, where there is one."""
        assert self.process is not None
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):  # it just ended
                if module in child.cmdline():
                    return child
        return None

    @property
    def _announcement(self) -> Path:
        return self.data_dir / "server.json"

    def _announced(self) -> str | None:
        assert self.process is not None
        assert self.process.poll() is None, f"the server ended at once:\n{self.log.read_text(errors='replace')}"
        try:
            return json.loads(self._announcement.read_text())["url"]
        except (FileNotFoundError, json.JSONDecodeError):
            return None

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=60.0).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def _end(self, signum: signal.Signals, seconds: float) -> int:
        assert self.process is not None, "the server was never started"
        if self.process.poll() is None:
            self.process.send_signal(signum)
        return self.process.wait(timeout=seconds)
