"""How long a plane of losses takes, and how soon its process is free after a cancel.

    python -m benchmarks.landscape

starts a server of its own on loopback, trains the default network (3 × 64, digits) and asks for planes of 41 × 41
points: the first one starts the process and compiles, the others find both there. A cancel is timed to the first value
of the landscape that waits behind it, which finds its program compiled.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from tests.running import TERMINAL, RunningServer, wait_until

REPEATS = 5
PLANE = {"resolution": 41}
TRAJECTORY = {"kind": "trajectory", "resolution": 41}
LONG = {"resolution": 101}  # still under way when it is cancelled


def ask(client: httpx.Client, run: str, request: dict[str, Any]) -> str:
    """Asks for a landscape; answers its id."""
    answer = client.post(f"/runs/{run}/landscapes", json=request)
    answer.raise_for_status()
    return answer.json()["id"]


def seconds_of(client: httpx.Client, run: str, request: dict[str, Any]) -> tuple[float, float]:
    """From the POST to the last value, as a client sees it, and from the process' start on it to its end."""
    began = time.monotonic()
    landscape = ask(client, run, request)

    def ended() -> dict[str, Any] | None:
        body = client.get(f"/landscapes/{landscape}", params={"from_row": 101}).json()
        return body if body["status"] in TERMINAL else None

    body = wait_until(ended, "the end of the landscape", every=0.02)
    assert body["status"] == "succeeded", body["error"]
    start, end = (datetime.fromisoformat(body[name]) for name in ("started_at", "finished_at"))
    return time.monotonic() - began, (end - start).total_seconds()


def seconds_to_free(client: httpx.Client, run: str) -> float:
    """From the cancel of one landscape to the first value of the next."""
    first, second = ask(client, run, LONG), ask(client, run, {"resolution": 3, "dimensions": 1})
    wait_until(lambda: client.get(f"/landscapes/{first}").json()["rows"] > 0, "its first rows", every=0.02)
    began = time.monotonic()
    assert client.post(f"/landscapes/{first}/cancel").json()["status"] == "cancelled"
    wait_until(lambda: client.get(f"/landscapes/{second}").json()["rows"] > 0, "the next one's values", every=0.01)
    return time.monotonic() - began


def main() -> None:
    """Prints the table."""
    table = Table("what", "median", "slowest", "allowed", title="Landscapes of the digits MLP, 3 × 64, seconds")

    def row(what: str, seconds: list[float], allowed: str = "") -> None:
        table.add_row(what, f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}", allowed)

    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data").start()
        try:
            run = server.train({"base": {}})["runs"][0]["id"]
            with server.client() as client:
                row("41 × 41, POST to last value, cold process", [seconds_of(client, run, PLANE)[0]])
                warm = [seconds_of(client, run, PLANE) for _ in range(REPEATS)]
                row("41 × 41, POST to last value, warm process", [total for total, _ in warm], "5")
                row("41 × 41, in the process", [inside for _, inside in warm], "5")
                trained = [seconds_of(client, run, TRAJECTORY)[0] for _ in range(3)]
                row("41 × 41 of the trajectory, 1,000 steps trained again", trained)
                row("cancel to the next one's first value", [seconds_to_free(client, run) for _ in range(REPEATS)], "2")
        finally:
            server.stop()
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
