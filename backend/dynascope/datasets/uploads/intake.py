"""From a file as it was sent to a table as it is kept: `data.parquet` and `about.json` in one folder.

Runs in a process of its own (`python -m dynascope.datasets.uploads.intake`): reading a large file neither slows the
server nor leaves memory behind in it, and a file that brings a parser down brings nothing else down.
"""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dynascope.datasets.uploads.about import About, Format
from dynascope.datasets.uploads.arrow import arrow, parquet
from dynascope.datasets.uploads.csv_table import CsvTable
from dynascope.datasets.uploads.files import ABOUT, BODY, DATA, ID_DIGITS, answer_of, check_name
from dynascope.datasets.uploads.npz_table import NpzTable
from dynascope.datasets.uploads.parquet_table import ParquetTable
from dynascope.datasets.uploads.profile import Table, TableProfile
from dynascope.datasets.uploads.refusal import RefusedFile, refused, shown

GROUP = 32 << 20
"""Bytes of columns that are gathered before they are written."""

MEMORY = 4 << 30
"""Address space, in bytes, beyond what a file may unpack to: libraries, threads and the blocks that are read ahead."""

_MAGIC: dict[bytes, Format] = {b"PK\x03\x04": "npz", b"PK\x05\x06": "npz", b"PAR1": "parquet"}
_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd"}
_TITLES: dict[Format, str] = {"csv": "CSV", "npz": "NPZ", "parquet": "Parquet"}


def stored_name(place: int) -> str:
    """What the stored file calls a column: Parquet reads a dot in a name as a path."""
    return f"c{place}"


def take_in(folder: Path, name: str, unpacked_limit: int) -> About:
    """Reads `folder/body` and writes the table beside it. Raises `RefusedFile`."""
    body = folder / BODY
    promised, found = check_name(name), _format_of(body)
    if promised != found:
        raise refused(
            "wrong_ending",
            f"the file is called {shown(name)}, and its content is {_TITLES[found]}; name it by its content",
            name=name,
            format=_TITLES[found],
        )
    table: Table
    if found == "npz":
        table = NpzTable(body, folder, unpacked_limit)
    elif found == "parquet":
        table = ParquetTable(body, unpacked_limit)
    else:
        table = CsvTable(body)
    profile = _write(table, folder / DATA)
    with body.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    about = About(
        id=content[:ID_DIGITS],
        name=name,
        format=found,
        bytes=body.stat().st_size,
        content=content,
        created_at=datetime.now(UTC).isoformat(),
        rows=profile.rows,
        columns=profile.columns,
        images=table.images,
        preview=profile.preview,
    )
    (folder / ABOUT).write_text(about.model_dump_json(), "utf-8")
    return about


def _format_of(body: Path) -> Format:
    with body.open("rb") as file:
        start = file.read(8)
    if not start:
        raise refused("empty", "the file is empty; needed: a header and at least one row")
    for magic, packed in _PACKED.items():
        if start.startswith(magic):
            raise refused("packed", f"the file is packed ({packed}); unpack it first", packing=packed)
    formats: list[Format] = [found for magic, found in _MAGIC.items() if start.startswith(magic)]
    return formats[0] if formats else "csv"


def _write(table: Table, path: Path) -> TableProfile:
    profile = TableProfile(table)
    places = {name: stored_name(place) for place, name in enumerate(table.names)}
    waiting: list[Any] = []
    writer: Any = None
    for batch in table.batches():
        profile.add(batch)
        waiting.append(batch.rename_columns([places[name] for name in batch.schema.names]))
        if writer is None:
            writer = parquet.ParquetWriter(path, waiting[0].schema, compression="zstd")
        if sum(one.nbytes for one in waiting) >= GROUP:
            writer.write_table(arrow.Table.from_batches(waiting).combine_chunks())
            waiting.clear()
    if waiting:
        writer.write_table(arrow.Table.from_batches(waiting).combine_chunks())
    if writer is not None:
        writer.close()
    return profile


def bound_memory(limit: int) -> None:
    """Bounds this process's address space, in bytes: what a file says of its own size need not be true."""
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = limit if most == resource.RLIM_INFINITY else min(limit, most)
        resource.setrlimit(resource.RLIMIT_AS, (bound, most))


def main(arguments: list[str]) -> int:
    """`FOLDER NAME UNPACKED_LIMIT`; prints one line of JSON: the id, or what is wrong with the file."""
    folder, name, limit = arguments
    bound_memory(int(limit) + MEMORY)
    try:
        answer: dict[str, Any] = {"id": take_in(Path(folder), name, int(limit)).id}
    except RefusedFile as error:
        answer = answer_of(error)
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
