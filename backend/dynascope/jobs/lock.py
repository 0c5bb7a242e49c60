"""One server a data folder: a lock on a file, which the system releases when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dynascope.errors import Conflict


class FolderLock:
    """The lock of a data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "server.lock"
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Takes the lock. Raises `Conflict` where another process has it."""
        descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise Conflict(
                f"another server works on {self._path.parent}; stop it, or choose another data folder"
            ) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Gives the lock back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
