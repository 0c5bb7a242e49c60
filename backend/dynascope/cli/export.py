"""`dynascope export`: the measurements of a job, or of one run, as a table or as JSON."""

from __future__ import annotations

import csv
import importlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dynascope.cli.connection import DataDir, Server, Token, connect
from dynascope.cli.output import output
from dynascope.errors import BadRequest
from dynascope.sdk.bodies import Run, RunSummary
from dynascope.sdk.errors import Refused

if TYPE_CHECKING:
    from dynascope.sdk.client import Client

MOST_ROWS = 1_000_000
"""Of one metric in one answer: a server thins a read of more."""

RUN_COLUMNS = ("run", "label", "variant", "seed")


class Format(StrEnum):
    """What can be written."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


def export(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Id of a job or of a run.")],
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.CSV,
    file: Annotated[Path | None, typer.Option("--output", "-o", help="File; default: standard output.")] = None,
    metric: Annotated[
        list[str] | None, typer.Option(help="Only this metric; may be given again. Default: all.")
    ] = None,
    server: Server = None,
    token: Token = None,
    data_dir: DataDir = None,
) -> None:
    """Write every row of a job's metrics; each with the run, its label, variant and seed."""
    if form is Format.PARQUET and file is None:
        raise BadRequest("Parquet is not text: name a file with --output")
    with connect(server, token, data_dir) as client:
        runs = _runs(client, identifier)
        wanted = [_wanted(run, client.run(run["id"]), metric) for run in runs]
        writer = {Format.CSV: _csv, Format.PARQUET: _parquet, Format.JSON: _json}[form]
        pieces = writer(client, [one for one in wanted if one.metrics])
        if file is None:
            for piece in pieces:
                output.file.write(piece.decode())
            return
        _write(file, pieces)
    output.print(f"wrote {file}: {len(runs)} run{'' if len(runs) == 1 else 's'}")


@dataclass(frozen=True)
class _Wanted:
    """What is exported of a run."""

    run: RunSummary
    metrics: list[str]
    last_step: int

    @property
    def identity(self) -> tuple[str, str, int, str]:
        """The columns before its rows."""
        seed = self.run["seed"]
        text = str(seed) if isinstance(seed, int) else json.dumps(seed)
        return self.run["id"], self.run["label"], self.run["variant"], text

    def windows(self) -> Iterator[tuple[int, int]]:
        """Ranges of steps, each short enough to be answered whole."""
        for first in range(0, self.last_step + 1, MOST_ROWS):
            yield first, min(first + MOST_ROWS - 1, self.last_step)


def _wanted(summary: RunSummary, run: Run, metrics: list[str] | None) -> _Wanted:
    offered = [str(metric["name"]) for metric in run["metrics"]]
    unknown = [name for name in metrics or [] if name not in offered]
    if unknown:
        raise BadRequest(f"run {run['id']} has no metric {unknown[0]!r}; it offers {', '.join(offered)}")
    return _Wanted(summary, metrics or offered, run["step"])


def _write(file: Path, pieces: Iterator[bytes]) -> None:
    """All pieces, or no file."""
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as sink:
            sink.writelines(pieces)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _runs(client: Client, identifier: str) -> list[RunSummary]:
    try:
        return client.job(identifier)["runs"]
    except Refused as error:
        if error.answered != 404:
            raise
    try:
        return [client.run(identifier)]
    except Refused as error:
        if error.answered != 404:
            raise
        raise BadRequest(f"there is no job and no run {identifier!r}") from None


def _csv(client: Client, wanted: Sequence[_Wanted]) -> Iterator[bytes]:
    header_due = True
    for one in wanted:
        for window in one.windows():
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            rows = csv.reader(io.StringIO(client.table(one.run["id"], one.metrics, "csv", *window).decode()))
            header = next(rows)
            if header_due:
                writer.writerow((*RUN_COLUMNS, *header))
                header_due = False
            writer.writerows((*one.identity, *row) for row in rows)
            yield text.getvalue().encode()


def _parquet(client: Client, wanted: Sequence[_Wanted]) -> Iterator[bytes]:
    arrow: Any = importlib.import_module("pyarrow")
    parquet: Any = importlib.import_module("pyarrow.parquet")
    if not wanted:
        raise BadRequest("there is nothing to export: no run offers a metric")
    buffer = io.BytesIO()
    writer: Any = None
    for one in wanted:
        for window in one.windows():
            answer = client.table(one.run["id"], one.metrics, "parquet", *window)
            # By this thread alone: Arrow's own that have read can abort the process as it ends (its issue 50482).
            table: Any = parquet.ParquetFile(arrow.BufferReader(answer)).read(use_threads=False)
            for position, (column, value) in enumerate(zip(RUN_COLUMNS, one.identity, strict=True)):
                table = table.add_column(position, column, arrow.array([value] * table.num_rows))
            writer = writer or parquet.ParquetWriter(buffer, table.schema)
            writer.write_table(table)
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    writer.close()
    yield buffer.getvalue()


def _json(client: Client, wanted: Sequence[_Wanted]) -> Iterator[bytes]:
    runs: list[dict[str, Any]] = []
    for one in wanted:
        series: dict[str, Any] = {}
        for first, last in one.windows():
            page = client.series(one.run["id"], one.metrics, first, last, max_points=MOST_ROWS)["series"]
            for name, block in page.items():
                known = series.setdefault(name, {**block, "steps": [], "values": []})
                known["steps"] += block["steps"]
                known["values"] += block["values"]
        runs.append({**one.run, "series": series})
    yield (json.dumps({"runs": runs}, indent=1, ensure_ascii=False) + "\n").encode()
