"""Logs of worker processes: one file an attempt, bounded in size and in number.

The file is the process's own standard error, so that it outlives the server. What bounds it therefore works from
outside: where it has grown too long, its end is moved to `<name>.1` and the file is emptied (the process appends, so it
goes on at the start).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

FILE_BYTES = 8 * 1024 * 1024
KEPT_BYTES = 1024 * 1024
FILES = 500
TAIL_BYTES = 16 * 1024
LINE_CHARACTERS = 500
SENTENCE = ("event", "problem", "error")
"""The fields of a structured line that make its sentence."""


class Logs:
    """The folder of the logs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def open(self, name: str) -> BinaryIO:
        """A file for a process to append to."""
        descriptor = os.open(self._path(name), os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "wb", buffering=0)

    def rename(self, name: str, new_name: str) -> str:
        """Gives a log its final name, while a process writes to it; answers the name that it has then (the old one
        where the system does not rename open files)."""
        try:
            self._path(name).rename(self._path(new_name))
        except PermissionError:
            return name
        return new_name

    def last_line(self, name: str) -> str:
        """The last line that says something, of a structured one its sentence; empty where there is none."""
        try:
            with self._path(name).open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL_BYTES))
                lines = file.read().decode("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return ""
        spoken = [line.strip() for line in lines if line.strip()]
        return _sentence(spoken[-1])[:LINE_CHARACTERS] if spoken else ""

    def remove(self, names: Iterable[str]) -> None:
        """Removes logs."""
        for name in names:
            for path in (self._path(name), self._older(name)):
                path.unlink(missing_ok=True)

    def remove_like(self, prefix: str) -> None:
        """Removes the logs whose names begin in a certain way."""
        self.remove([path.stem for path in self._folder.glob(f"{prefix}*.log")])

    def bound(self) -> None:
        """Shortens files that have grown too long, and removes the oldest where there are too many."""
        found = [(path, _stat(path)) for path in self._folder.glob("*.log")]
        files = [(status.st_mtime, status.st_size, path) for path, status in found if status is not None]
        for _, size, path in files:
            if size > FILE_BYTES:
                with path.open("r+b") as file:
                    file.seek(-KEPT_BYTES, os.SEEK_END)
                    self._older(path.stem).write_bytes(file.read())
                    file.truncate(0)
        self.remove(path.stem for _, _, path in sorted(files)[: max(0, len(files) - FILES)])

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def _older(self, name: str) -> Path:
        return self._folder / f"{name}.log.1"


def _sentence(line: str) -> str:
    try:
        entry: Any = json.loads(line)
    except ValueError:
        return line
    if not isinstance(entry, dict):
        return line
    said = [str(value) for name in SENTENCE if (value := cast("dict[str, Any]", entry).get(name))]
    return ": ".join(said) or line


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:  # removed meanwhile
        return None
