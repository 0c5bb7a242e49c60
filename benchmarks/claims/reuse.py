"""Reuse of a trained network: lower layers learned on the digits 0 to 4, for telling 5 to 9 apart from few samples."""

from __future__ import annotations

import csv
import io
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits

from benchmarks.claims.study import Comparison, Effect, Setting, last, paired, train
from tests.running import RunningServer

SAMPLES = 150
NET: dict[str, Any] = {"name": "mlp", "hidden_sizes": [64] * 3}


def _upload(server: RunningServer, name: str, low: int, high: int) -> str:
    """Digits `low` to `high` as a table of the server's; its name as a data set."""
    digits = cast("Any", load_digits())
    pixels: NDArray[np.float64] = digits.data
    labels: NDArray[np.int64] = digits.target
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*(f"pixel_{index}" for index in range(pixels.shape[1])), "digit"])
    for row, label in zip(pixels / 16, labels, strict=True):
        if low <= label <= high:
            writer.writerow([*np.round(row, 4), f"digit {label}"])
    with server.client() as client:
        answer = client.post("/datasets", params={"name": name}, content=text.getvalue().encode())
        answer.raise_for_status()
        return f"upload:{answer.json()['id']}"


def effects(server: RunningServer) -> list[Effect]:
    """Validation loss of nets that reuse two layers, frozen or not, over that of nets trained from scratch."""
    source = {"name": _upload(server, "digits-0-4.csv", 0, 4), "target": "digit", "standardize": False}
    scarce = {
        "name": _upload(server, "digits-5-9.csv", 5, 9),
        "target": "digit",
        "samples": SAMPLES,
        "batch_size": 32,
        "standardize": False,
    }
    trained = server.train({"base": {"dataset": source, "model": NET, "steps": 1000}})["runs"][0]["id"]
    variants: dict[str, dict[str, Any]] = {"from scratch": {}}
    for label, freeze in (("two layers reused", False), ("two layers reused and frozen", True)):
        variants[label] = {"warm_start": {"run_id": trained, "layers": 2, "freeze": freeze}}
    base = {"dataset": scarce, "model": NET, "steps": 300}
    runs = train(server, Setting(f"{SAMPLES} of the digits 5 to 9", base, variants))
    measure = last("loss/validation")
    found = {label: [measure(server, run) for run in one] for label, one in runs.items()}
    return [
        paired(found[label], found["from scratch"], Comparison(label, "from scratch"))
        for label in variants
        if label != "from scratch"
    ]
