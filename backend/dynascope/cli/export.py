"""`dynascope export`: the measurements of a job, or of one run, as a table or as JSON."""

from __future__ import annotations

import csv
import importlib
import io
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from dynascope.cli.connection import DataDir, Server, Token, connect
from dynascope.cli.output import output
from dynascope.errors import BadRequest
from dynascope.sdk.bodies import Run, RunSummary
from dynascope.sdk.errors import Refused

if TYPE_CHECKING:
    from dynascope.sdk.client import Client

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
        offered = [(run, _metrics(client.run(run["id"]), metric)) for run in runs]
        writer = {Format.CSV: _csv, Format.PARQUET: _parquet, Format.JSON: _json}[form]
        content = writer(client, [(run, names) for run, names in offered if names])
    if file is None:
        output.file.write(content.decode())
    else:
        file.write_bytes(content)
        output.print(f"wrote {file}: {len(runs)} run{'' if len(runs) == 1 else 's'}")


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


def _metrics(run: Run, wanted: list[str] | None) -> list[str]:
    offered = [str(metric["name"]) for metric in run["metrics"]]
    unknown = [name for name in wanted or [] if name not in offered]
    if unknown:
        raise BadRequest(f"run {run['id']} has no metric {unknown[0]!r}; it offers {', '.join(offered)}")
    return wanted or offered


Wanted = list[tuple[RunSummary, list[str]]]


def _identity(run: RunSummary) -> tuple[str, str, int, str]:
    seed = run["seed"]
    return run["id"], run["label"], run["variant"], str(seed) if isinstance(seed, int) else json.dumps(seed)


def _csv(client: Client, wanted: Wanted) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for index, (run, names) in enumerate(wanted):
        rows = csv.reader(io.StringIO(client.table(run["id"], names, "csv").decode()))
        header = next(rows)
        if index == 0:
            writer.writerow((*RUN_COLUMNS, *header))
        writer.writerows((*_identity(run), *row) for row in rows)
    return text.getvalue().encode()


def _parquet(client: Client, wanted: Wanted) -> bytes:
    arrow: Any = importlib.import_module("pyarrow")
    parquet: Any = importlib.import_module("pyarrow.parquet")
    tables: list[Any] = []
    for run, names in wanted:
        table: Any = parquet.read_table(io.BytesIO(client.table(run["id"], names, "parquet")))
        for position, (column, value) in enumerate(zip(RUN_COLUMNS, _identity(run), strict=True)):
            table = table.add_column(position, column, arrow.array([value] * table.num_rows))
        tables.append(table)
    if not tables:
        raise BadRequest("there is nothing to export: no run offers a metric")
    buffer = io.BytesIO()
    parquet.write_table(arrow.concat_tables(tables), buffer)
    return buffer.getvalue()


def _json(client: Client, wanted: Wanted) -> bytes:
    runs = [{**run, "series": client.series(run["id"], names, max_points=1_000_000)["series"]} for run, names in wanted]
    return (json.dumps({"runs": cast("list[Any]", runs)}, indent=1, ensure_ascii=False) + "\n").encode()
