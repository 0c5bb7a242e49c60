"""What the rules are given of a stored run, look after look."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dynascope.server.diagnoses import Diagnoses
from dynascope.store import SeriesPage, Store
from tests.store.making import LAYERS, add_job, append, append_in_chunks, block, new_run, rows


class CountingStore(Store):
    """The real store; `read_rows` counts the stored rows that were read."""

    read_rows = 0

    def series(self, run_id: str, names: Sequence[str], *arguments: Any, **options: Any) -> SeriesPage:
        page = super().series(run_id, names, *arguments, **options)
        self.read_rows += page.rows_read
        return page


def fading(first: int, count: int) -> Any:
    values = np.tile([1e-6, 0.5, 1.0], (count, 1))
    return rows(np.arange(first, first + count), values)


def test_another_look_reads_what_is_new(tmp_path: Path) -> None:
    store = CountingStore(tmp_path)
    try:
        add_job(store, "job_a", new_run(), origin="external")
        seq = append_in_chunks(store, {"gradient_norm": fading(0, 5000)}, 500)
        diagnoses = Diagnoses(store)
        (finding,) = diagnoses.body(store.run("run_a"))["diagnoses"]
        assert (finding["rule"], finding["layers"], finding["first_step"]) == ("VanishingGradient", [LAYERS[0]], 0)
        assert finding["remedies"] == [], "the training is not ours"
        whole = store.read_rows
        assert whole >= 5000
        assert diagnoses.body(store.run("run_a"))["diagnoses"] == [finding]
        assert store.read_rows == whole, "nothing is new"
        append(store, seq + 1, block(gradient_norm=fading(5000, 20)))
        assert diagnoses.body(store.run("run_a"))["diagnoses"] == [finding]
        assert store.read_rows <= whole + 20
        assert Diagnoses(store).body(store.run("run_a"))["diagnoses"] == [finding], (
            "as one who looks for the first time"
        )
    finally:
        store.close()
