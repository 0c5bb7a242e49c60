"""`python -m dynascope.worker.landscape NICENESS`: computes loss landscapes, one at a time, until its input ends.

A line in is an `Order` as JSON, or `{"cancel": id}`. It says `ready` first; then its lines are JSON: `progress`,
`frame` and `values` as they come, and `end` (`succeeded`, `failed` with its `error`, or `cancelled`) last, each with
the `id`.
Its standard error carries what Python and JAX have to say.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import traceback
from pathlib import Path
from typing import IO, Any, cast

from pydantic import BaseModel, ConfigDict

from dynascope.errors import DynascopeError
from dynascope.spec import LandscapeRequest, RunSpec
from dynascope.telemetry import name_non_finite


class Order(BaseModel):
    """One landscape to compute. `weights` and `source` are files of weights, see `training.landscape.survey.Question`;
    data sets that are files lie in `datasets_dir`, and `dataset_mirror` takes the place of their official addresses.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    spec: RunSpec
    request: LandscapeRequest
    step: int | None
    weights: Path | None
    source: Path | None
    cache_dir: Path
    datasets_dir: Path
    dataset_mirror: str | None


class Desk:
    """Orders as they come in, and which of them nobody wants any more. Thread-safe."""

    def __init__(self) -> None:
        self._orders: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        self._cancelled: set[str] = set()

    def read(self, lines: IO[str]) -> None:
        """Takes lines until they end; then there is nobody left to work for, and the process ends at once.

        So it does after a line that names no order: whoever wrote it would wait for an answer for ever.
        """
        try:
            for line in lines:
                said = cast("dict[str, Any]", json.loads(line))
                if "cancel" in said:
                    self._cancelled.add(str(said["cancel"]))
                else:
                    self._orders.put((str(said["id"]), line))
        except Exception:  # noqa: BLE001  (a thread that ends is not noticed)
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    def next(self) -> tuple[str, str]:
        """The id of the next order, and its line; waits for it."""
        return self._orders.get()

    def is_cancelled(self, order: Order) -> bool:
        """Whether an order was taken back."""
        return order.id in self._cancelled


def serve(lines: IO[str], answers: IO[str]) -> None:
    """Computes one order after the other."""
    from dynascope.training import warm

    warm()
    desk = Desk()
    answers.write("ready\n")
    answers.flush()
    threading.Thread(target=desk.read, args=(lines,), name="orders", daemon=True).start()
    while True:
        landscape_id, line = desk.next()

        def tell(said: dict[str, Any], landscape: str = landscape_id) -> None:
            named = name_non_finite({"id": landscape, **said})
            answers.write(json.dumps(named, allow_nan=False, separators=(",", ":")) + "\n")
            answers.flush()

        try:
            ended = _compute(Order.model_validate_json(line), desk, tell)
        except DynascopeError as error:
            tell({"end": "failed", "error": error.detail})
        except Exception as error:  # noqa: BLE001  (whatever it is, it is told, and the next order has its turn)
            tell({"end": "failed", "error": f"{type(error).__name__}: {error}"[:2000]})
        else:
            tell({"end": ended})


def _compute(order: Order, desk: Desk, tell: Any) -> str:
    from dynascope.datasets.download import Shelf, fetch
    from dynascope.datasets.sources import SOURCES
    from dynascope.training import configure_cache, configure_datasets
    from dynascope.training.landscape.survey import Frame, Progress, Question, survey

    configure_cache(order.cache_dir)
    configure_datasets(order.datasets_dir)
    source = SOURCES.get(order.spec.dataset.name)
    if source is not None:
        fetch(source, Shelf(order.datasets_dir, order.dataset_mirror), lambda _here, _whole: None)
    question = Question(order.spec, order.request, order.step, _weights(order.weights), _weights(order.source))
    for event in survey(question):
        if desk.is_cancelled(order):
            return "cancelled"
        if isinstance(event, Progress):
            tell({"progress": {"stage": event.stage, "done": event.done, "total": event.total}})
        elif isinstance(event, Frame):
            tell({"frame": event.body})
        else:
            tell({"values": event.losses})
    return "succeeded"


def _weights(path: Path | None) -> Any:
    import safetensors.numpy

    return None if path is None else safetensors.numpy.load(path.read_bytes())


if __name__ == "__main__":
    if sys.platform != "win32":
        os.nice(int(sys.argv[1]))  # before XLA starts its threads, which each have a niceness of their own
    serve(sys.stdin, sys.stdout)
