"""The REST interface and the stream, from Python.

>>> client = Client("http://127.0.0.1:8000", token)          # doctest: +SKIP
>>> job = client.launch({"base": {}, "seeds": [0, 1]})       # doctest: +SKIP
>>> for frame in client.stream(job, metrics=["loss/train"]): # doctest: +SKIP
...     print(frame["type"])
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, BinaryIO, Literal, Self, cast
from urllib.parse import quote

import httpx
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect

from dynascope.sdk.answers import read_object, refusal
from dynascope.sdk.bodies import Cursor, Dataset, Distributions, DryRun, Job, JobPage, Run, SeriesPage
from dynascope.sdk.errors import NoServer, Refused
from dynascope.telemetry import Frame, unpack

MESSAGE_LIMIT = 64 * 1024 * 1024
"""The largest message that the stream may bring."""

UPLOAD_PART = 1 << 20
"""Bytes of a file that are sent at a time."""

UPLOAD_SECONDS = 1200.0
"""How long the server may take to read a file."""


class Client:
    """Talks to one server. Close it, or use it in a `with` statement.

    Every call raises `NoServer` where nobody answers, and `Refused` with the server's sentence where it says
    no.
    """

    def __init__(self, url: str, token: str, timeout: float = 30.0) -> None:
        self.url = url.rstrip("/")
        self._token = token
        self._http = httpx.Client(
            base_url=f"{self.url}/api/v1",
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout,
            trust_env=not _is_loopback(url),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self._http.close()

    def launch(self, request: Mapping[str, Any], idempotency_key: str | None = None) -> Job:
        """Launches a job; the same key with the same request is the same job."""
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        return cast("Job", self._post("/jobs", request, headers=headers))

    def dry_run(self, request: Mapping[str, Any]) -> DryRun:
        """What a launch would do, and what it would cost."""
        return cast("DryRun", self._post("/jobs", request, query={"dry_run": "true"}))

    def upload(self, file: BinaryIO, name: str) -> Dataset:
        """Uploads a table (CSV, NPZ without pickle, Parquet), as `name` says; a job then names its `dataset`."""
        parts = iter(lambda: file.read(UPLOAD_PART), b"")
        answer = self._ask("POST", "/datasets", {"name": name}, content=parts, timeout=UPLOAD_SECONDS)
        return cast("Dataset", _object(answer))

    def job(self, job_id: str) -> Job:
        """A job with its runs."""
        return cast("Job", self._get(f"/jobs/{_one_part(job_id)}"))

    def jobs(self, cursor: str | None = None, limit: int = 50) -> JobPage:
        """One page of jobs, newest first."""
        query: dict[str, str | int] = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        return cast("JobPage", self._get("/jobs", query))

    def cancel(self, job_id: str) -> Job:
        """Ends a job for good."""
        return cast("Job", self._post(f"/jobs/{_one_part(job_id)}/cancel"))

    def pause(self, job_id: str) -> Job:
        """Holds a job."""
        return cast("Job", self._post(f"/jobs/{_one_part(job_id)}/pause"))

    def resume(self, job_id: str) -> Job:
        """Goes on with a held job."""
        return cast("Job", self._post(f"/jobs/{_one_part(job_id)}/resume"))

    def delete(self, job_id: str) -> None:
        """Removes an ended job with everything that it measured."""
        self._ask("DELETE", f"/jobs/{_one_part(job_id)}")

    def run(self, run_id: str) -> Run:
        """One run with what it offers."""
        return cast("Run", self._get(f"/runs/{_one_part(run_id)}"))

    def series(
        self,
        run_id: str,
        metrics: Sequence[str],
        from_step: int | None = None,
        to_step: int | None = None,
        max_points: int = 2000,
    ) -> SeriesPage:
        """Rows of some metrics, decimated to about `max_points` each."""
        query = _given(metric=list(metrics), from_step=from_step, to_step=to_step, max_points=max_points)
        return cast("SeriesPage", self._get(f"/runs/{_one_part(run_id)}/series", query))

    def table(
        self, run_id: str, metrics: Sequence[str], form: Literal["csv", "parquet"], from_step: int, to_step: int
    ) -> bytes:
        """The rows of some metrics as a table (step, metric, layer, value): every row of at most 10⁶ steps; a longer
        range is thinned."""
        accept = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}[form]
        query = {"metric": list(metrics), "from_step": from_step, "to_step": to_step, "max_points": 1_000_000}
        return self._ask("GET", f"/runs/{_one_part(run_id)}/series", query, headers={"Accept": accept}).content

    def distributions(
        self,
        run_id: str,
        quantity: str,
        step: int | None = None,
        from_step: int | None = None,
        to_step: int | None = None,
    ) -> Distributions:
        """Histograms at or before `step`, or of a range."""
        query = _given(quantity=quantity, step=step, from_step=from_step, to_step=to_step)
        return cast("Distributions", self._get(f"/runs/{_one_part(run_id)}/distributions", query))

    def weights(self, run_id: str, at: Literal["initial", "final", "best"]) -> bytes:
        """The weights as safetensors; `safetensors.numpy.load` reads them."""
        return self._ask("GET", f"/runs/{_one_part(run_id)}/weights", {"at": at}).content

    def stream(
        self,
        runs: Sequence[str],
        metrics: Sequence[str] = (),
        distributions: Sequence[str] = (),
        cursors: Mapping[str, Cursor] | None = None,
        silence: float | None = None,
    ) -> Iterator[Frame]:
        """Frames as they come, from each run's first row or from its cursor on, without end. After every
        `silence` seconds without one, a frame `{"type": "silence"}` says so.

        Raises `NoServer` where the connection is lost: subscribe again with the cursors of the last frames.
        """
        ticket = str(self._post("/stream/tickets")["ticket"])
        address = f"ws{self.url.removeprefix('http')}/api/v1/stream?ticket={ticket}&encoding=msgpack"
        subscription = {
            "type": "subscribe",
            "runs": list(runs),
            "metrics": list(metrics),
            "distributions": list(distributions),
            "cursors": dict(cursors or {}),
        }
        proxy: Literal[True] | None = None if _is_loopback(self.url) else True
        try:
            with connect(address, max_size=MESSAGE_LIMIT, proxy=proxy) as socket:
                socket.send(json.dumps(subscription))
                while True:
                    yield _next_frame(socket, silence)
        except (ConnectionClosed, InvalidHandshake, OSError) as error:
            raise NoServer(f"the stream from {self.url} has ended: {error}") from error

    def _get(self, path: str, query: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return _object(self._ask("GET", path, query))

    def _post(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        content = None if body is None else json.dumps(body).encode()
        kind = {} if content is None else {"Content-Type": "application/json"}
        return _object(self._ask("POST", path, query, {**kind, **(headers or {})}, content))

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | Iterator[bytes] | None = None,
        timeout: float | None = None,
    ) -> httpx.Response:
        patience = self._http.timeout if timeout is None else timeout
        try:
            response = self._http.request(
                method, path, params=query, headers=headers, content=content, timeout=patience
            )
        except httpx.TimeoutException as error:
            raise NoServer(f"the server at {self.url} did not answer in time") from error
        except httpx.TransportError as error:
            raise NoServer(f"no server answers at {self.url}: {error}") from error
        if response.is_success:
            return response
        raise refusal(response)


def _next_frame(socket: ClientConnection, silence: float | None) -> Frame:
    try:
        message = socket.recv(timeout=silence)
    except TimeoutError:
        return {"type": "silence"}
    return cast("Frame", unpack(message) if isinstance(message, bytes) else json.loads(message))


def _object(response: httpx.Response) -> dict[str, Any]:
    answer = read_object(response)
    if answer is None:
        kind = response.headers.get("content-type", "nothing")
        detail = f"{response.url} did not answer as a Dynascope server does: it sent {kind}"
        raise Refused(detail, response.status_code)
    return answer


def _one_part(identifier: str) -> str:
    """An identifier as one part of a path, whatever was typed: `../jobs` must not be another address."""
    return quote(identifier, safe="", errors="replace")


def _given(**query: Any) -> dict[str, Any]:
    return {name: value for name, value in query.items() if value is not None}


def _is_loopback(url: str) -> bool:
    return httpx.URL(url).host in ("127.0.0.1", "localhost", "::1")
