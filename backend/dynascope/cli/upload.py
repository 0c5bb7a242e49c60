"""`dynascope upload`: a table of one's own onto the server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import rich.progress
import typer
from rich.table import Table

from dynascope.cli.connection import DataDir, Server, Token, connect
from dynascope.cli.jobs import Json
from dynascope.cli.output import complaints, output, print_json
from dynascope.errors import BadRequest
from dynascope.sdk.bodies import Dataset


def upload(
    file: Annotated[Path, typer.Argument(help="CSV (UTF-8, with a header), NPZ without pickle, or Parquet.")],
    as_json: Json = False,
    server: Server = None,
    token: Token = None,
    data_dir: DataDir = None,
) -> None:
    """Upload a table; prints the name that a job gives its data set, and the columns."""
    with connect(server, token, data_dir) as client:
        try:
            with rich.progress.open(file, "rb", console=complaints, transient=True, description=file.name) as body:
                table = client.upload(body, file.name)
        except OSError as error:
            raise BadRequest(f"{file} cannot be read: {error.strerror or error}") from error
    if as_json:
        print_json(table)
    else:
        _print(table)


def _print(table: Dataset) -> None:
    output.print(f"{table['name']}: {table['rows']:,} rows, {table['column_count']:,} columns", style="bold")
    output.print(f"dataset: {{name: {table['dataset']}, target: {table['target']}}}", markup=False)
    columns = Table("column", "holds", "gaps", "distinct", "as a target")
    for column in table["columns"]:
        distinct = "many" if column["distinct"] is None else str(column["distinct"])
        columns.add_row(column["name"], column["kind"], str(column["missing"]), distinct, column["task"] or "no")
    output.print(columns)
