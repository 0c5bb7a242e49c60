"""Every row of a series, once and in order, a part at a time."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.errors import NotFound
from dynascope.store import Store, series_in_pages
from tests.store.making import add_job, append, append_in_chunks, block, rows


@pytest.mark.parametrize("most", [1, 7, 100, 1000])
@pytest.mark.parametrize("from_step", [0, 333, 2000])
def test_pages_together_are_the_series(store: Store, most: int, from_step: int) -> None:
    add_job(store)
    whole = rows(np.arange(0, 2100, 3), np.arange(700.0))
    append_in_chunks(store, {"loss/train": whole}, 25)
    pages = [page.series["loss/train"] for page in series_in_pages(store, "run_a", "loss/train", from_step, most)]
    wanted = whole.steps >= from_step
    assert np.concatenate([page.steps for page in pages]).tolist() == whole.steps[wanted].tolist()
    assert np.concatenate([page.values for page in pages]).tolist() == whole.values[wanted].tolist()
    assert max(page.rows for page in pages) < most + 25, "a page ends with the batch that fills it"


def test_a_series_without_rows_has_no_page(store: Store) -> None:
    add_job(store)
    assert list(series_in_pages(store, "run_a", "loss/train", 0, 10)) == []
    append(store, 1, block(loss__train=rows([0, 1], [2, 1])))
    assert list(series_in_pages(store, "run_a", "loss/train", 2, 10)) == [], "nothing is new"


def test_pages_of_no_run(store: Store) -> None:
    with pytest.raises(NotFound):
        list(series_in_pages(store, "run_b", "loss/train", 0, 10))
