"""Landscapes in the store: they grow, end, and go with their run."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from dynascope.errors import NotFound
from dynascope.store import Store
from dynascope.store.landscapes import (
    OPEN,
    change_landscape,
    count_of,
    delete_landscape,
    insert_landscape,
    landscape_record,
    landscapes_in,
    landscapes_of,
)
from tests.store.making import NOW, add_job, new_run

PROGRESS = {"stage": "queued", "done": 0, "total": 9}


def add(store: Store, landscape_id: str, run_id: str = "run_a", step: int | None = 10) -> None:
    with store.write() as connection:
        insert_landscape(connection, landscape_id, run_id, {"kind": "random"}, step, PROGRESS, NOW)


def test_a_landscape_grows_and_ends(store: Store) -> None:
    add_job(store)
    add(store, "landscape_a")
    with store.read() as connection:
        queued = landscape_record(connection, "landscape_a")
    assert (queued.run_id, queued.status, queued.step, queued.losses.tolist()) == ("run_a", "queued", 10, [])
    assert (queued.progress, queued.frame, queued.created_at) == (PROGRESS, None, NOW)
    with store.write() as connection:
        assert change_landscape(connection, "landscape_a", ("queued",), status="running", started_at=NOW)
        assert change_landscape(connection, "landscape_a", OPEN, losses=[1.0, float("nan"), float("inf")], frame={})
        end = NOW + timedelta(seconds=1)
        assert change_landscape(connection, "landscape_a", OPEN, status="succeeded", ended_at=end)
        assert not change_landscape(connection, "landscape_a", OPEN, status="cancelled")  # it has ended
    with store.read() as connection:
        ended = landscape_record(connection, "landscape_a")
    np.testing.assert_array_equal(ended.losses, [1.0, np.nan, np.inf])
    assert (ended.status, ended.frame, ended.ended_at) == ("succeeded", {}, end)


def test_landscapes_are_listed_by_run_and_by_status(store: Store) -> None:
    add_job(store, "job_a", new_run("run_a"), new_run("run_b"))
    for landscape_id, run_id in (("one", "run_a"), ("two", "run_b"), ("three", "run_a")):
        add(store, landscape_id, run_id)
    with store.write() as connection:
        change_landscape(connection, "one", OPEN, status="failed", error="no")
        assert [one.id for one in landscapes_of(connection, "run_a")] == ["three", "one"]
        assert [one.id for one in landscapes_in(connection, OPEN)] == ["two", "three"]
        assert count_of(connection, "run_a") == 2
        delete_landscape(connection, "three")
        with pytest.raises(NotFound, match="no landscape 'three'"):
            landscape_record(connection, "three")


def test_landscapes_go_with_their_job_and_no_other(store: Store) -> None:
    add_job(store, "job_a", new_run("run_a"))
    add_job(store, "job_b", new_run("run_b"))
    add(store, "one", "run_a")
    add(store, "two", "run_b")
    store.delete("job_a")
    with store.read() as connection:
        assert [one.id for one in landscapes_in(connection, OPEN)] == ["two"]
