"""Uploads on their way: written to the disk as they come, read by a process of their own, kept or gone."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from dynascope.datasets.uploads.files import BODY, check_name, refusal_of
from dynascope.datasets.uploads.library import Library
from dynascope.datasets.uploads.refusal import refused
from dynascope.errors import BadRequest, TooLarge, Unavailable
from dynascope.jobs.processes import describe_exit
from dynascope.jobs.worker_process import worker_environment

INTAKE_COMMAND = (sys.executable, "-m", "dynascope.datasets.uploads.intake")

READ_SECONDS = 900.0
"""How long a file may take to be read; then its process is killed."""

AT_ONCE = 2
"""So many files are read at a time; others wait."""

UNPACKED = 4
"""A file may unpack to so many times what an upload may have."""

PART = 1 << 20
"""Bytes that are gathered before they are written."""


class Intake:
    """Takes uploads into a library; `limit` is in bytes."""

    def __init__(self, library: Library, limit: int, command: Sequence[str] = INTAKE_COMMAND) -> None:
        self.limit = limit
        self._library = library
        self._command = command
        self._places = asyncio.Semaphore(AT_ONCE)
        self._guard = threading.Lock()
        self._reading: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def stop(self) -> None:
        """Ends the processes that read files, and starts no other: nobody who waits for one holds the server up."""
        with self._guard:
            self._stopped = True
            for process in self._reading:
                process.kill()

    async def take(self, request: Request, name: str) -> tuple[str, bool]:
        """The id of the table in the body of a request, and whether it is new.

        Raises `RefusedFile`, `TooLarge`, and `BadRequest` where the body broke off. Whatever it raises, and where it is
        cancelled, nothing is left behind.
        """
        check_name(name)
        declared = request.headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > self.limit:
            raise self._too_large()
        with self._library.incoming() as folder:
            await self._receive(request, folder / BODY)
            async with self._places:
                upload_id = await self._read(folder, name)
            return upload_id, await run_in_threadpool(self._library.keep, folder, upload_id)

    async def _receive(self, request: Request, path: Path) -> None:
        received, waiting = 0, bytearray()
        try:
            with path.open("wb") as file:
                async for chunk in request.stream():
                    received += len(chunk)
                    if received > self.limit:
                        raise self._too_large()
                    waiting += chunk
                    if len(waiting) >= PART:
                        await run_in_threadpool(file.write, bytes(waiting))
                        waiting.clear()
                await run_in_threadpool(file.write, bytes(waiting))
        except ClientDisconnect:
            raise BadRequest(f"the upload broke off after {received:,} bytes") from None
        except OSError as error:  # such as a disk that is full
            reason = error.strerror or str(error)
            raise Unavailable(f"the upload could not be stored: {reason}", reason=reason) from error

    async def _read(self, folder: Path, name: str) -> str:
        process = await run_in_threadpool(self._spawn, folder, name)
        try:
            said, complaints = await run_in_threadpool(process.communicate, timeout=READ_SECONDS)
        except subprocess.TimeoutExpired:
            reason = f"it took longer than {READ_SECONDS:g} s"
            raise refused("gave_up", f"the file could not be read: {reason}", reason=reason) from None
        finally:
            with self._guard:
                self._reading.discard(process)
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode != 0:
            if self._stopped:
                raise self._ending()
            last = complaints.decode("utf-8", "replace").strip().splitlines()[-1:]
            reason = describe_exit(process.returncode or 0, last[0][:300] if last else "")
            raise refused("gave_up", f"the file could not be read: the process that read it {reason}", reason=reason)
        answer = json.loads(said)
        if "errors" in answer:
            raise refusal_of(answer)
        return answer["id"]

    def _spawn(self, folder: Path, name: str) -> subprocess.Popen[bytes]:
        with self._guard:
            if self._stopped:
                raise self._ending()
            # Not the event loop's own way, which forks: this one spawns, whatever threads there are.
            process = subprocess.Popen(
                [*self._command, str(folder), name, str(UNPACKED * self.limit)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=worker_environment(os.environ),
            )
            self._reading.add(process)
            return process

    def _ending(self) -> Unavailable:
        return Unavailable("the server is ending; upload the file again when it runs")

    def _too_large(self) -> TooLarge:
        return TooLarge(
            f"the file is larger than {self.limit:,} bytes; allowed: at most that (DYNASCOPE_UPLOAD_LIMIT_MEBIBYTES)",
            maximum=self.limit,
        )
