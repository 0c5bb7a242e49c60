"""Files of runs: gathered part by part; a file is there from the moment when its row is stored, which its last part
does after flushing the file to the disk. Until then nobody sees it, and after that nothing writes to it. Parts may come
twice.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from dynascope.errors import BadRequest, Conflict, NotFound, TooLarge
from dynascope.store.safetensors import check_safetensors
from dynascope.store.tables import Artifact, Run

NAMES = ("weights/initial", "weights/final", "weights/best", "points")
"""What producers post."""

SOURCE = "weights/source"
"""What a run starts from: a link to the weights of another, given when its job is launched."""

PART_BYTES = 4 * 1024 * 1024
TOTAL_BYTES = 2 * 1024**3


class ArtifactFiles:
    """The folder of all artifacts: one folder a run, one file a name and epoch."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add_part(
        self,
        connection: Connection,
        run: tuple[int, str, int],
        name: str,
        offset: int,
        total: int,
        data: bytes,
        now: datetime,
    ) -> None:
        """Takes one part of an artifact of `run` (number, id, epoch); with the last one, stores the artifact's row.

        Raises `BadRequest`, also where the whole is no file of safetensors, `TooLarge`, and `Conflict` where a part is
        missing before this one.
        """
        _check_part(name, offset, total, data)
        number, run_id, epoch = run
        stored = connection.execute(
            select(Artifact.size).where(Artifact.run_number == number, Artifact.name == name, Artifact.epoch == epoch)
        ).scalar_one_or_none()
        if stored is not None:
            if stored != total:
                raise Conflict(f"artifact {name} of run {run_id} is stored with {stored} bytes, not {total}")
            return
        file = self._file(run_id, epoch, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        have = file.stat().st_size if file.exists() else 0
        if offset > have:
            raise Conflict(
                f"artifact {name} of run {run_id}: got the part at byte {offset}; expected the one at {have}",
                expected_offset=have,
            )
        whole = offset + len(data) == total
        _write(file, offset, data, whole=whole)
        if whole:
            check_safetensors(file, name)
            connection.execute(delete(Artifact).where(Artifact.run_number == number, Artifact.name == name))
            connection.execute(
                insert(Artifact).values(run_number=number, name=name, epoch=epoch, size=total, created_at=now)
            )

    def link(self, connection: Connection, run: tuple[int, str], name: str, path: Path, now: datetime) -> None:
        """Gives a run (number, id) a whole file that is stored already, under a name of its own."""
        number, run_id = run
        file = self._file(run_id, 0, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, file)
        except OSError:  # a file system without links
            shutil.copyfile(path, file)
        size = file.stat().st_size
        connection.execute(insert(Artifact).values(run_number=number, name=name, epoch=0, size=size, created_at=now))

    def find(self, connection: Connection, run_id: str, name: str) -> Path:
        """The file of a whole artifact. Raises `NotFound`."""
        row = connection.execute(
            select(Artifact.epoch)
            .join(Run, Run.number == Artifact.run_number)
            .where(Run.id == run_id, Artifact.name == name)
        ).one_or_none()
        if row is None:
            raise NotFound(f"run {run_id} has no artifact {name!r} (yet); there may be {', '.join(NAMES)}")
        return self._file(run_id, row.epoch, name)

    def remove(self, run_ids: Iterable[str]) -> None:
        """Removes all files of some runs."""
        for run_id in run_ids:
            shutil.rmtree(self._folder / run_id, ignore_errors=True)

    def sweep(self, known: frozenset[str]) -> None:
        """Removes the files of runs that are not `known`: those that a crash left behind a deletion."""
        self.remove(entry.name for entry in self._folder.iterdir() if entry.name not in known)

    def _file(self, run_id: str, epoch: int, name: str) -> Path:
        return self._folder / run_id / f"{epoch}-{name.replace('/', '-')}"


def _check_part(name: str, offset: int, total: int, data: bytes) -> None:
    if name not in NAMES:
        raise BadRequest(f"artifact {name[:80]!r} is not known; allowed: {', '.join(NAMES)}")
    if total > TOTAL_BYTES or len(data) > PART_BYTES:
        raise TooLarge(
            f"artifact {name}: got a part of {len(data)} bytes of {total}; "
            f"allowed: parts of {PART_BYTES} and {TOTAL_BYTES} bytes in all"
        )
    if offset < 0 or total < 0 or offset + len(data) > total or (not data and total):
        raise BadRequest(f"artifact {name}: a part of {len(data)} bytes at {offset} does not fit into {total} bytes")


def _write(path: Path, offset: int, data: bytes, *, whole: bool) -> None:
    with path.open("r+b" if path.exists() else "wb") as file:
        file.seek(offset)
        file.write(data)
        if whole:
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
