"""Fetches the files of a downloaded set: checked, atomic, once for all threads and processes of a data folder.

A file arrives under a name of its own beside its place, is checked there, and takes its place in one move; what a
killed process left of it is overwritten by the next one. A file that the user put there by hand is checked too.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import httpx

from dynascope.datasets.sources import RemoteFile, Source
from dynascope.errors import DatasetUnavailable

PART = 1 << 20
"""Bytes that are read and checked at a time."""

TIMEOUT = httpx.Timeout(30.0, connect=10.0)

Progress = Callable[[int, int], None]
"""Called with the bytes that are here and the bytes of all files."""


@dataclass(frozen=True)
class Shelf:
    """Where data sets lie, and where they are fetched from: `mirror`, an address below which a set's files lie as
    `<set>/<file>`, takes the place of the official addresses."""

    folder: Path
    mirror: str | None = None

    def addresses(self, source: Source, file: RemoteFile) -> tuple[str, ...]:
        """Where a file is asked for, in this order."""
        return file.addresses if self.mirror is None else (f"{self.mirror.rstrip('/')}/{source.dataset}/{file.name}",)


def fetch(source: Source, shelf: Shelf, progress: Progress = lambda _here, _whole: None) -> None:
    """Sees to it that all files of a set are there and whole.

    Raises `DatasetUnavailable` with what was tried, why it failed, and which files can be put where by hand.
    """
    paths = source.paths(shelf.folder)
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    with _alone(paths[0].parent):
        here = 0
        for file, path in zip(source.files, paths, strict=True):
            if path.exists():
                _check_present(source, file, path)
            else:
                _provide(source, file, path, shelf, lambda received, here=here: progress(here + received, source.size))
            here += file.size


def _provide(source: Source, file: RemoteFile, path: Path, shelf: Shelf, report: Callable[[int], None]) -> None:
    part = path.with_name(f".{path.name}.part")
    failures: list[str] = []
    for address in shelf.addresses(source, file):
        try:
            _download(address, file, part, report)
        except (httpx.HTTPError, httpx.InvalidURL, _Wrong) as error:
            failures.append(f"{address}: {_reason(error)}")
        else:
            part.replace(path)
            return
        finally:
            part.unlink(missing_ok=True)
    raise DatasetUnavailable(_by_hand(source, shelf, failures), dataset=source.dataset, file=file.name)


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Waits until no other thread or process fetches into this folder. The system lets go of it, however we end."""
    with (folder / ".lock").open("ab") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


class _Wrong(Exception):
    """What came is not the file."""


def _download(address: str, file: RemoteFile, part: Path, report: Callable[[int], None]) -> None:
    digest, received = hashlib.sha256(), 0
    with httpx.stream("GET", address, timeout=TIMEOUT, follow_redirects=True) as answer, part.open("wb") as stream:
        if answer.status_code != HTTPStatus.OK:
            raise _Wrong(f"answered {answer.status_code} {answer.reason_phrase}".strip())
        for chunk in answer.iter_raw(PART):
            received += len(chunk)
            if received > file.size:
                raise _Wrong(f"sent more than the {file.size:,} bytes of the file")
            digest.update(chunk)
            stream.write(chunk)
            report(received)
        stream.flush()
        os.fsync(stream.fileno())
    _check(file, received, digest.hexdigest())


def _check_present(source: Source, file: RemoteFile, path: Path) -> None:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    try:
        _check(file, path.stat().st_size, digest)
    except _Wrong as error:
        raise DatasetUnavailable(
            f"{path} is not the {file.name} of {source.dataset}: {error}; remove it, and it is downloaded again",
            dataset=source.dataset,
            file=file.name,
        ) from None


def _check(file: RemoteFile, size: int, digest: str) -> None:
    if size != file.size:
        raise _Wrong(f"it has {size:,} bytes; expected {file.size:,}")
    if digest != file.sha256:
        raise _Wrong(f"its SHA-256 is {digest}; expected {file.sha256}")


def _reason(error: Exception) -> str:
    if isinstance(error, _Wrong):
        return str(error)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _by_hand(source: Source, shelf: Shelf, failures: list[str]) -> str:
    files = " and ".join(f"{file.name} (SHA-256 {file.sha256})" for file in source.files)
    return (
        f"the data set {source.dataset} could not be downloaded. Tried {'; '.join(failures)}. "
        f"Without a network: put {files} into {shelf.folder / source.dataset}, "
        f"or name an address that serves {source.dataset}/{source.files[0].name} in DYNASCOPE_DATASET_MIRROR"
    )
