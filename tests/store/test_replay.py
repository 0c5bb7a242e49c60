import numpy as np
import pytest

from dynascope.errors import NotFound
from dynascope.store import Store
from dynascope.store.jobs import reset_runs
from dynascope.store.replay import PORTION
from dynascope.telemetry import Block
from tests.store.making import add_job, append, histograms, rows


def batch(seq: int) -> Block:
    series = {"loss/train": rows([2 * seq, 2 * seq + 1], [seq, np.nan])}
    if seq % 3 == 0:
        series["gradient_norm"] = rows([2 * seq], [[1, 2, seq]])
    return Block(series, {"weight": histograms([seq])} if seq % 5 == 0 else {})


def test_batches_come_again_as_they_were_over_several_portions(store: Store) -> None:
    add_job(store)
    count = 2 * PORTION + 3
    for seq in range(1, count + 1):
        append(store, seq, batch(seq))
    frames = list(store.frames_after("run_a", 0, 0))
    assert [frame.seq for frame in frames] == list(range(1, count + 1))
    for frame in frames:
        expected = batch(frame.seq)
        assert sorted(frame.block.series) == sorted(expected.series)
        for name, one in expected.series.items():
            assert np.array_equal(frame.block.series[name].values, one.values, equal_nan=True)
            assert np.array_equal(frame.block.series[name].steps, one.steps)
        assert list(frame.block.distributions) == list(expected.distributions)


def test_replay_goes_on_after_the_cursor_of_a_read(store: Store) -> None:
    add_job(store)
    for seq in (1, 2, 3):
        append(store, seq, batch(seq))
    cursor = store.series("run_a", ["loss/train"]).cursor
    append(store, 4, batch(4))
    assert [frame.seq for frame in store.frames_after("run_a", cursor.epoch, cursor.seq)] == [4]


def test_only_what_is_chosen_is_read_but_every_batch_comes(store: Store) -> None:
    add_job(store)
    for seq in range(1, 7):
        append(store, seq, batch(seq))
    frames = list(store.frames_after("run_a", 0, 0, series=["gradient_norm"], quantities=[]))
    assert [frame.seq for frame in frames] == [1, 2, 3, 4, 5, 6]
    assert [frame.seq for frame in frames if frame.block.series] == [3, 6]
    assert not any(frame.block.distributions for frame in frames)


def test_another_epoch_ends_the_replay(store: Store) -> None:
    add_job(store)
    for seq in range(1, PORTION + 10):
        append(store, seq, batch(seq))
    replay = store.frames_after("run_a", 0, 0)
    assert next(replay).seq == 1
    with store.write() as connection:
        assert reset_runs(connection, "job_a") == (("run_a", 1),)
    assert len(list(replay)) == PORTION - 1
    assert list(store.frames_after("run_a", 0, 0)) == []
    assert store.series("run_a", ["loss/train"]).series["loss/train"].rows == 0


def test_a_run_that_is_deleted_meanwhile_is_not_found(store: Store) -> None:
    add_job(store)
    append(store, 1, batch(1))
    replay = store.frames_after("run_a", 0, 0)
    store.delete("job_a")
    with pytest.raises(NotFound):
        next(replay)
