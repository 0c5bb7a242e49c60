# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""A series table as Parquet. pyarrow has no complete types and takes long to import: it is used here only."""

import io
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray


def write_table(
    steps: NDArray[np.int64], metrics: Sequence[str], layers: Sequence[str | None], values: NDArray[np.float64]
) -> bytes:
    """A Parquet file with the columns step (int64), metric, layer (strings, dictionary-encoded), value (double)."""
    table = pa.table(
        {
            "step": pa.array(steps, pa.int64()),
            "metric": pa.array(metrics, pa.string()).dictionary_encode(),
            "layer": pa.array(layers, pa.string()).dictionary_encode(),
            "value": pa.array(values, pa.float64()),
        }
    )
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()
