"""A file that holds room on the disk, given up where what frees room needs some: a deletion writes before it frees."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

RESERVE_BYTES = 8 * 1024 * 1024
"""What the deletion of about three gigabytes of rows writes."""


class Reserve:
    """The file at `path`. Where the disk has no room for it, there is none, and nothing else changes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self) -> None:
        """Makes the file where it is not there, and leaves as much room beside it."""
        with suppress(OSError):
            if self._path.exists() or self._free() < 2 * RESERVE_BYTES:
                return
            with self._path.open("wb") as file:
                try:
                    _fill(file.fileno())
                except OSError:
                    self._path.unlink()

    def release(self) -> None:
        """Removes the file where the disk has no other room."""
        with suppress(OSError):
            if self._free() < RESERVE_BYTES:
                self._path.unlink(missing_ok=True)

    def _free(self) -> int:
        return shutil.disk_usage(self._path.parent).free


def _fill(file: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, 0, RESERVE_BYTES)
    else:
        os.write(file, bytes(RESERVE_BYTES))
