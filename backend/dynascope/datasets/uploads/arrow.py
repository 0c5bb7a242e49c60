"""Arrow, as far as it is used here. It ships no types, so all that it gives is Any."""

from importlib import import_module
from typing import Any

arrow: Any = import_module("pyarrow")
compute: Any = import_module("pyarrow.compute")
csv_reader: Any = import_module("pyarrow.csv")
parquet: Any = import_module("pyarrow.parquet")

ArrowError: type[Exception] = arrow.ArrowException
ArrowInvalid: type[Exception] = arrow.ArrowInvalid
