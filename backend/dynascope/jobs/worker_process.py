"""One worker process that this server started: spawned warm, given a job, watched to its end."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import dynascope
from dynascope.jobs.executor import ProcessHandle
from dynascope.jobs.processes import handle_of

WORKER_COMMAND = (sys.executable, "-m", "dynascope.worker")

SECRETS = frozenset({"DYNASCOPE_TOKEN"})


def worker_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a worker: ours without Python's switches and without our secrets, so that it imports the very
    package that runs here and nothing that lies around."""
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith("PYTHON") and name.upper() not in SECRETS
    }
    package = str(Path(dynascope.__file__).parent.parent)
    return kept | {"PYTHONPATH": package, "PYTHONSAFEPATH": "1", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


class WorkerProcess:
    """A worker in a session of its own, so that neither Ctrl-C nor the end of the server ends it.

    `on_end` is called once, from a thread of its own, with this worker after its process has ended.
    """

    def __init__(self, command: Sequence[str], log: BinaryIO, on_end: Callable[[WorkerProcess], None]) -> None:
        self.attempt_id: str | None = None
        self.log_name = ""
        self._on_end = on_end
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=worker_environment(os.environ),
            start_new_session=True,
        )
        pid = self._process.pid
        # A child that ended already keeps its pid until it is waited for, so this finds it in any case.
        self.handle = handle_of(pid) or ProcessHandle(pid, 0.0)
        self.ready = threading.Event()
        self._writing = threading.Lock()
        for target in (self._read_output, self._wait):
            threading.Thread(target=target, name=f"worker-{pid}", daemon=True).start()

    @property
    def exit_code(self) -> int | None:
        """Its exit code once it has ended; negative for a signal."""
        return self._process.returncode

    def give(self, line: str) -> None:
        """Writes the assignment, without waiting until the worker has read it."""
        threading.Thread(target=self._write, args=(line,), name="assignment", daemon=True).start()

    def wait(self, timeout: float) -> bool:
        """Waits for its end; False where it still runs after `timeout` seconds."""
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _write(self, line: str) -> None:
        stream = self._process.stdin
        assert stream is not None
        with self._writing, contextlib.suppress(OSError):  # it has ended; its exit code says why
            if not stream.closed:
                stream.write(line.encode())
                stream.close()

    def _read_output(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        with stream:
            for line in stream:
                if line.strip() == b"ready":
                    self.ready.set()

    def _wait(self) -> None:
        self._process.wait()
        self._write("")
        self._on_end(self)
