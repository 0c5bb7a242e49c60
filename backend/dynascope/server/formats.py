"""Series in the formats that a client may ask for: JSON, CSV, Parquet."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dynascope.errors import NotAcceptable
from dynascope.server.encoding import to_json_bytes
from dynascope.server.views import SpecView, cursor_body
from dynascope.store import MetricShape, RunRecord, SeriesPage
from dynascope.store.shapes import with_clock
from dynascope.telemetry import SeriesBlock, name_non_finite

JSON = "application/json"
CSV = "text/csv"
PARQUET = "application/vnd.apache.parquet"
OFFERED = (JSON, CSV, PARQUET)
COLUMNS = ("step", "metric", "layer", "value")


def negotiate(accept: str | None, offered: tuple[str, ...] = OFFERED) -> str:
    """The offered media type that an Accept header likes best. Raises `NotAcceptable` naming those on offer."""
    if not accept or not accept.strip():
        return offered[0]
    wishes = [_wish(part) for part in accept.split(",") if part.strip()]
    scored = [(_quality(media_type, wishes), media_type) for media_type in offered]
    best = max(scored, key=lambda pair: pair[0])
    if best[0] <= 0:
        raise NotAcceptable(f"Accept: {accept[:200]!r} fits nothing on offer; allowed: {', '.join(offered)}")
    return best[1]


def _wish(part: str) -> tuple[str, float]:
    media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                quality = float(parameter[2:])
            except ValueError:
                quality = 0.0
    return media_type, quality if math.isfinite(quality) else 0.0


def _quality(media_type: str, wishes: list[tuple[str, float]]) -> float:
    """The quality of the most specific range that covers `media_type`."""
    for covering in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        fitting = [quality for wished, quality in wishes if wished == covering]
        if fitting:
            return max(fitting)
    return 0.0


@dataclass(frozen=True)
class SeriesTable:
    """Some series of one run, with what names their axes."""

    run: RunRecord
    view: SpecView
    page: SeriesPage

    def encode(self, media_type: str) -> bytes:
        """The series in one of `OFFERED`."""
        return {JSON: self._json, CSV: self._csv, PARQUET: self._parquet}[media_type]()

    def _shape(self, name: str) -> MetricShape:
        return with_clock(self.run.metrics)[name]

    def _json(self) -> bytes:
        series: dict[str, Any] = {}
        for name, block in self.page.series.items():
            shape = self._shape(name)
            layers = {} if shape.layers is None else {"layers": list(shape.layers)}
            series[name] = {
                "unit": self.view.unit(name),
                "axes": list(shape.axes),
                **layers,
                "steps": block.steps.tolist(),
                "values": block.values.tolist(),
            }
        cursor = cursor_body(self.page.cursor)
        return to_json_bytes({"run_id": self.page.run_id, "cursor": cursor, "series": series})

    def _columns(self, name: str, block: SeriesBlock) -> list[str]:
        """What the columns of `values` are called: layers, or the numbers of the cells, or nothing."""
        if block.values.ndim == 1:
            return [""]
        layers = self._shape(name).layers
        return list(layers) if layers is not None else [str(cell) for cell in range(block.values.shape[1])]

    def _rows(self) -> Iterator[tuple[int, str, str, float]]:
        for name, block in self.page.series.items():
            columns = self._columns(name, block)
            values = block.values.reshape(block.rows, len(columns)).tolist()
            for step, row in zip(block.steps.tolist(), values, strict=True):
                for column, value in zip(columns, row, strict=True):
                    yield step, name, column, value

    def _csv(self) -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows((step, name, layer, name_non_finite(value)) for step, name, layer, value in self._rows())
        return text.getvalue().encode()

    def _parquet(self) -> bytes:
        from dynascope.server.parquet import write_table

        steps: list[NDArray[np.int64]] = []
        values: list[NDArray[np.float64]] = []
        names: list[str] = []
        layers: list[str | None] = []
        for name, block in self.page.series.items():
            columns = self._columns(name, block)
            steps.append(np.repeat(block.steps, len(columns)))
            values.append(block.values.reshape(-1).astype(np.float64))
            names += [name] * (block.rows * len(columns))
            layers += [column or None for column in columns] * block.rows
        return write_table(np.concatenate(steps), names, layers, np.concatenate(values))
