"""A process that is asked and answers line by line, over its standard input and output."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import threading
import time
from collections.abc import Sequence
from typing import IO

from dynascope.jobs.executor import ProcessHandle
from dynascope.jobs.processes import end, handle_of, wait_for_end
from dynascope.jobs.worker_process import worker_environment


class LineProcess:
    """The process, and a thread that reads its lines, so that a reader need not wait for ever."""

    def __init__(self, command: Sequence[str], file: IO[bytes]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=file,
            env=worker_environment(os.environ),
            start_new_session=True,
        )
        pid = self._process.pid
        self._handle = handle_of(pid) or ProcessHandle(pid, 0.0)
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._read, name=f"lines-{pid}", daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    @property
    def exit_code(self) -> int:
        """Its exit code; it has ended, or is about to."""
        return self._process.wait()

    def write(self, line: str) -> None:
        """Gives it a line; nothing where it has ended, which the next `line` tells."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):  # it has ended, or is being stopped; the reader finds that out
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()

    def line(self, seconds: float) -> bytes | None:
        """The next line; empty where the process has ended, None where none came in time."""
        try:
            return self._lines.get(timeout=seconds)
        except queue.Empty:
            return None

    def stop(self, grace_seconds: float) -> None:
        """Ends it: closes its input and asks, waits for `grace_seconds`, then kills."""
        deadline = time.monotonic() + grace_seconds
        if grace_seconds > 0:
            end(self._handle, kill=False)
            wait_for_end(self._handle, deadline - time.monotonic())
        end(self._handle, kill=True)
        self._process.wait()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # what could not be written is lost with it
                self._process.stdin.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            for line in stream:
                self._lines.put(line)
        self._lines.put(b"")
