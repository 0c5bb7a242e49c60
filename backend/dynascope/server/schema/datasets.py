"""Bodies about uploaded data sets."""

from typing import Literal

from dynascope.server.schema.base import Body, Number

Cell = str | bool | int | float | None
ColumnKind = Literal["integer", "number", "boolean", "category", "unsupported"]


class ColumnValue(Body):
    """A distinct value of a column, and in how many rows it stands."""

    value: str | bool | int | float
    count: int


class DatasetColumn(Body):
    """One column of a table.

    `missing` and `infinite` count rows; `minimum`, `maximum` and `mean` are of the finite numbers; `distinct` is null
    where there are more than 256 values, and `values` are the first 20 of them; `task` is what the column is as a
    target where a job leaves it open, null where it can be none; `stored_as` is the file's own name of its type.
    """

    name: str
    kind: ColumnKind
    stored_as: str
    missing: int
    infinite: int
    minimum: Number | None
    maximum: Number | None
    mean: Number | None
    distinct: int | None
    values: list[ColumnValue]
    task: Literal["classification", "regression"] | None


class DatasetSummary(Body):
    """An uploaded table as it stands in the list; `dataset` is its name in a job."""

    id: str
    dataset: str
    name: str
    format: Literal["csv", "npz", "parquet"]
    bytes: int
    rows: int
    column_count: int
    created_at: str


class DatasetPreview(Body):
    """The first rows of the first columns."""

    columns: list[str]
    rows: list[list[Cell]]


class Dataset(DatasetSummary):
    """An uploaded table with its columns; `target` is the column that a job predicts where it names none."""

    target: str
    columns: list[DatasetColumn]
    preview: DatasetPreview


class DatasetList(Body):
    """All uploaded tables, newest first; a file may have `limit_bytes`, and a name that ends in one of `endings`."""

    datasets: list[DatasetSummary]
    limit_bytes: int
    endings: list[str]
