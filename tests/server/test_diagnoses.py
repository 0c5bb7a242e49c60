"""What the rules are given of a stored run, look after look."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dynascope.diagnosis.kept import KeptRows
from dynascope.server.diagnoses import Diagnoses
from dynascope.store import SeriesPage, Store
from tests.store.making import LAYERS, add_job, append, append_in_chunks, block, new_run, rows


class CountingStore(Store):
    """The real store; `read_rows` counts the stored rows that were read."""

    read_rows = 0
    most_at_once = 0

    def series(self, run_id: str, names: Sequence[str], *arguments: Any, **options: Any) -> SeriesPage:
        page = super().series(run_id, names, *arguments, **options)
        self.read_rows += page.rows_read
        self.most_at_once = max(self.most_at_once, *(block.rows for block in page.series.values()))
        return page


class HeldStore(Store):
    """The real store, where whoever reads rows of `run_a` waits until `let` is set."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir)
        self.asked, self.let = threading.Event(), threading.Event()

    def series(self, run_id: str, names: Sequence[str], *arguments: Any, **options: Any) -> SeriesPage:
        if run_id == "run_a":
            self.asked.set()
            assert self.let.wait(PATIENCE)
        return super().series(run_id, names, *arguments, **options)


PATIENCE = 60.0


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


def test_a_long_run_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dynascope.server.diagnoses.PAGE_CELLS", 100 * len(LAYERS))
    store = CountingStore(tmp_path)
    try:
        add_job(store, "job_a", new_run(), origin="external")
        late = fading(0, 5000)
        late.values[:4000, 0] = 0.5
        append_in_chunks(store, {"gradient_norm": late}, 50)
        (finding,) = Diagnoses(store).body(store.run("run_a"))["diagnoses"]
        assert finding["first_step"] == 4000
        assert store.read_rows == 5000
        assert store.most_at_once == 100
    finally:
        store.close()


def test_a_run_that_is_being_read_does_not_keep_others_waiting(tmp_path: Path) -> None:
    store = HeldStore(tmp_path)
    try:
        add_job(store, "job_a", new_run(), new_run("run_b"), origin="external")
        for run in ("run_a", "run_b"):
            append(store, 1, block(gradient_norm=fading(0, 20)), run)
        diagnoses, bodies = Diagnoses(store), list[Any]()
        first = threading.Thread(target=lambda: bodies.append(diagnoses.body(store.run("run_a"))), daemon=True)
        first.start()
        assert store.asked.wait(PATIENCE)
        other = diagnoses.body(store.run("run_b"))
        assert [finding["rule"] for finding in other["diagnoses"]] == ["VanishingGradient"]
        assert not bodies, "the first is still being read"
        store.let.set()
        first.join(PATIENCE)
        assert bodies == [other]
    finally:
        store.let.set()
        store.close()


def test_what_is_kept_of_all_runs_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = CountingStore(tmp_path)
    try:
        names = ("run_a", "run_b", "run_c")
        add_job(store, "job_a", *map(new_run, names), origin="external")
        for name in names:
            append(store, 1, block(gradient_norm=fading(0, 100)), name)
        one = KeptRows()
        one.extend(fading(0, 100))
        monkeypatch.setattr("dynascope.server.diagnoses.KEPT_BYTES", 2 * one.nbytes + 100)
        diagnoses = Diagnoses(store)

        def rows_read(*looks: str) -> int:
            before = store.read_rows
            for name in looks:
                assert diagnoses.body(store.run(name))["diagnoses"]
            return store.read_rows - before

        assert rows_read(*names) == 300
        assert rows_read("run_b", "run_c") == 0, "two fit"
        assert rows_read("run_a") == 100, "the first had to go"
        assert rows_read("run_c", "run_a") == 0
        monkeypatch.setattr("dynascope.server.diagnoses.KEPT_BYTES", 0)
        assert rows_read("run_c", "run_c") == 0, "the last one stays, however large"
    finally:
        store.close()
