"""The folder of uploads: one folder a table, there whole or not at all.

What is on its way lies in folders whose names begin with a dot; a server that starts removes what an earlier one left.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Generator
from functools import lru_cache
from pathlib import Path

from dynascope.catalog.uploads import PREFIX, Upload, UploadFacts, problem_of_upload
from dynascope.datasets.uploads.about import About
from dynascope.datasets.uploads.files import ABOUT, DATA, ID_DIGITS
from dynascope.datasets.uploads.selection import facts_of
from dynascope.errors import NotFound

_ID = re.compile(rf"[0-9a-f]{{{ID_DIGITS}}}")


class Library:
    """All uploads below the folder of data sets."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "uploads"

    def open(self) -> None:
        """Makes the folder, and removes what was on its way when an earlier server ended."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for entry in self._folder.glob(".*"):
            shutil.rmtree(entry, ignore_errors=True)

    @contextlib.contextmanager
    def incoming(self) -> Generator[Path]:
        """An empty folder for a table on its way; gone afterwards, unless it was kept."""
        folder = self._folder / f".incoming-{secrets.token_hex(8)}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, incoming: Path, upload_id: str) -> bool:
        """Gives a table its place; False where the same file has been uploaded before, which then stays."""
        for name in (DATA, ABOUT):
            with (incoming / name).open("rb") as file:
                os.fsync(file.fileno())
        for entry in incoming.iterdir():
            if entry.name not in (DATA, ABOUT):
                entry.unlink()
        try:
            incoming.rename(self._folder / upload_id)
        except OSError:
            if not (self._folder / upload_id / ABOUT).exists():
                raise
            return False
        return True

    def all(self) -> list[About]:
        """All uploads, newest first."""
        found = [self._read(entry.name) for entry in self._folder.iterdir() if _ID.fullmatch(entry.name)]
        return sorted((about for about in found if about is not None), key=lambda one: one.created_at, reverse=True)

    def about(self, upload_id: str) -> About:
        """What is known of an upload. Raises `NotFound`."""
        found = self._read(upload_id) if _ID.fullmatch(upload_id) else None
        if found is None:
            raise NotFound(f"there is no upload {upload_id[:80]!r}; GET /datasets lists those that there are")
        return found

    def data(self, upload_id: str) -> Path:
        """Where an upload's rows lie. Raises `NotFound`."""
        self.about(upload_id)
        return self._folder / upload_id / DATA

    def remove(self, upload_id: str) -> None:
        """Removes an upload. Raises `NotFound`."""
        self.about(upload_id)
        going = self._folder / f".removed-{secrets.token_hex(8)}"
        (self._folder / upload_id).rename(going)
        shutil.rmtree(going, ignore_errors=True)

    def resolve(self, upload: Upload) -> UploadFacts:
        """What a spec's choices make of an upload: the resolver that validation takes."""
        try:
            about = self.about(upload.id)
        except NotFound:
            raise problem_of_upload(
                "name",
                "unknown_upload",
                f"there is no {PREFIX}{upload.id}; allowed: an upload that GET /datasets lists",
                value=upload.name,
            ) from None
        return facts_of(upload, about)

    def _read(self, upload_id: str) -> About | None:
        path = self._folder / upload_id / ABOUT
        try:
            return _parsed(path, path.stat().st_mtime_ns)
        except FileNotFoundError:
            return None


@lru_cache(maxsize=64)
def _parsed(path: Path, _changed: int) -> About:
    return About.model_validate_json(path.read_bytes())
