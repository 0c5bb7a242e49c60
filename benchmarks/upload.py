"""How long a large CSV file takes from the upload to the first trained rows, in how much memory, and who waits for it.

    python -m benchmarks.upload --mebibytes 100

starts a server of its own on loopback, uploads the file, and asks for `/healthz` all the while.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import httpx
import psutil
from rich.console import Console
from rich.table import Table

from tests.datasets.uploads.large import blocks
from tests.running import RunningServer

MEBIBYTE = 1024 * 1024
WATCH_SECONDS = 0.02


class Watch:
    """Looks at the memory of the server and of the processes that read files, and at how soon the server answers."""

    def __init__(self, server: RunningServer) -> None:
        assert server.process is not None
        self.server_memory = 0
        self.reader_memory = 0
        self.slowest_answer = 0.0
        self._url = server.url
        self._process = psutil.Process(server.process.pid)
        self._over = threading.Event()
        self._threads = [threading.Thread(target=one, daemon=True) for one in (self._memory, self._answers)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _memory(self) -> None:
        while not self._over.wait(WATCH_SECONDS):
            self.server_memory = max(self.server_memory, self._process.memory_info().rss)
            for child in self._process.children():
                try:
                    if "dynascope.datasets.uploads.intake" in child.cmdline():
                        self.reader_memory = max(self.reader_memory, child.memory_info().rss)
                except psutil.Error:
                    continue

    def _answers(self) -> None:
        with httpx.Client() as client:
            while not self._over.wait(WATCH_SECONDS):
                began = time.perf_counter()
                client.get(f"{self._url}/healthz")
                self.slowest_answer = max(self.slowest_answer, time.perf_counter() - began)


def sent(path: Path, marks: list[float]) -> Iterator[bytes]:
    """The file in parts; notes when the last one was taken."""
    with path.open("rb") as file:
        while part := file.read(MEBIBYTE):
            yield part
    marks.append(time.perf_counter())


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mebibytes", type=int, default=100)
    size = parser.parse_args().mebibytes * MEBIBYTE
    table = Table("what", "figure", title=f"A CSV file of {size // MEBIBYTE} MiB")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.csv"
        with path.open("wb") as file:
            file.writelines(blocks(size))
        server = RunningServer(Path(folder) / "data").start()
        try:
            marks: list[float] = []
            with server.client() as client, Watch(server) as watch:
                began = time.perf_counter()
                answer = client.post(
                    "/datasets", params={"name": path.name}, content=sent(path, marks), timeout=httpx.Timeout(600)
                )
                done = time.perf_counter()
            body = answer.raise_for_status().json()
            table.add_row("rows", f"{body['rows']:,}")
            table.add_row("sent", f"{marks[0] - began:.1f} s")
            table.add_row("read, described and kept", f"{done - marks[0]:.1f} s")
            table.add_row("peak memory of the process that reads", f"{watch.reader_memory / MEBIBYTE:.0f} MiB")
            table.add_row("peak memory of the server", f"{watch.server_memory / MEBIBYTE:.0f} MiB")
            table.add_row("slowest /healthz meanwhile", f"{watch.slowest_answer * 1000:.0f} ms")
            began = time.perf_counter()
            base = {"dataset": {"name": body["dataset"], "missing": "impute"}, "steps": 200}
            job = server.train({"base": base})
            table.add_row("200 steps of the default network", f"{time.perf_counter() - began:.1f} s, {job['status']}")
        finally:
            server.stop()
    Console(width=90).print(table)


if __name__ == "__main__":
    main()
