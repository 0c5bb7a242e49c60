"""What is known of an uploaded table without reading it again."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["integer", "number", "boolean", "category", "unsupported"]
Format = Literal["csv", "npz", "parquet"]
Cell = str | bool | int | float | None

MOST_VALUES = 256
"""A column with more distinct values is not listed: it can be neither the classes nor a categorical feature."""

LONGEST_VALUE = 200
"""Characters of a value that is listed."""

PREVIEW_ROWS = 20
PREVIEW_COLUMNS = 50


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(_Record):
    """A distinct value of a column, and in how many rows it stands."""

    value: str | bool | int | float
    count: int


class Column(_Record):
    """One column.

    `missing` and `infinite` count rows; `minimum`, `maximum` and `mean` are of the finite numbers (null where there are
    none, or no numbers); `values` are the distinct values, sorted, null where there are more than 256 or a long text;
    `stored_as` is the file's own name of the type.
    """

    name: str
    kind: Kind
    stored_as: str
    missing: int
    infinite: int
    minimum: float | None
    maximum: float | None
    mean: float | None
    values: tuple[Value, ...] | None


class Image(_Record):
    """Columns `first` to `first + height · width · channels` are the pixels of an image, row by row, channels last."""

    first: int
    height: int
    width: int
    channels: int


class About(_Record):
    """One uploaded table. `content` is the SHA-256 of the file as it was sent, `id` its first 16 digits; `preview` has
    the first 20 rows of the first 50 columns."""

    id: str
    name: str
    format: Format
    bytes: int
    content: str
    created_at: str
    rows: int
    columns: tuple[Column, ...]
    images: tuple[Image, ...]
    preview: tuple[tuple[Cell, ...], ...]

    def column(self, name: str) -> Column | None:
        """The column of a name, or None."""
        return next((column for column in self.columns if column.name == name), None)
