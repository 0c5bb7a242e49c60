import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynascope.sdk.frames import ARTIFACT_PART_BYTES, FrameQueue, artifact_frames, size_of, split
from dynascope.telemetry import Block, DistributionBlock, SeriesBlock, block_of, merge


def rows(first: int, end: int, width: int = 3) -> Block:
    steps = np.arange(first, end)
    wide = np.outer(steps, np.ones(width)).astype(np.float32)
    sparse = steps[steps % 5 == 0]
    counts = np.ones((len(sparse), 2, 4), np.int32) * sparse[:, None, None].astype(np.int32)
    return Block(
        {"loss/train": SeriesBlock(steps, wide[:, 0]), "gradient_norm": SeriesBlock(steps, wide)},
        {"weight": DistributionBlock(sparse, counts, np.zeros((len(sparse), 2), np.int32))},
    )


def assert_equal(left: Block, right: Block) -> None:
    assert left.series.keys() == right.series.keys()
    for name, one in left.series.items():
        np.testing.assert_array_equal(one.steps, right.series[name].steps)
        np.testing.assert_array_equal(one.values, right.series[name].values)
    for name, one in left.distributions.items():
        np.testing.assert_array_equal(one.steps, right.distributions[name].steps)
        np.testing.assert_array_equal(one.counts, right.distributions[name].counts)


@given(st.integers(1, 80), st.integers(1, 4000))
def test_splitting_drops_and_reorders_nothing(count: int, limit: int) -> None:
    block = rows(0, count)
    parts = list(split(block, limit))
    assert_equal(merge(parts), block)
    assert all(size_of(part) <= limit or len(part.series["loss/train"].steps) == 1 for part in parts)


def test_an_empty_block_splits_into_nothing() -> None:
    assert list(split(Block())) == []


def test_blocks_that_wait_leave_as_one_frame_with_the_next_seq() -> None:
    queue = FrameQueue()
    for first in range(0, 30, 10):
        queue.put_block("a", rows(first, first + 10))
    (frame,) = queue.take(10**6)
    assert frame["seq"] == 1
    assert_equal(block_of(frame), rows(0, 30))
    queue.put_block("a", rows(30, 31))
    assert queue.take(10**6)[0]["seq"] == 2


def test_a_status_keeps_its_place_among_the_rows_of_its_run() -> None:
    queue = FrameQueue()
    queue.put_block("a", rows(0, 1))
    queue.put_frame({"type": "status", "run": "a", "status": "paused"})
    queue.put_block("b", rows(0, 1))
    queue.put_block("a", rows(1, 2))
    queue.put_frame({"type": "status", "run": None, "status": "paused"})
    queue.put_block("b", rows(1, 2))
    order = [(frame["type"], frame["run"]) for frame in queue.take(10**6)]
    assert order == [
        ("telemetry", "a"),
        ("status", "a"),
        ("telemetry", "b"),
        ("telemetry", "a"),
        ("status", None),
        ("telemetry", "b"),
    ]


def test_a_batch_keeps_to_its_size_but_is_never_empty() -> None:
    queue = FrameQueue()
    for run in "abc":
        queue.put_block(run, rows(0, 10))
    size = size_of(rows(0, 10))
    assert [frame["run"] for frame in queue.take(2 * size)] == ["a", "b"]
    assert [frame["run"] for frame in queue.take(1)] == ["c"]
    assert queue.take(1) == []


def test_a_full_queue_makes_its_writer_wait_until_there_is_room() -> None:
    queue = FrameQueue(capacity=size_of(rows(0, 10)))
    assert queue.put_block("a", rows(0, 10))
    put: list[bool] = []
    writer = threading.Thread(target=lambda: put.append(queue.put_block("b", rows(0, 10))))
    writer.start()
    writer.join(0.05)
    assert writer.is_alive()
    assert [frame["run"] for frame in queue.take(1)] == ["a"]
    writer.join(60)
    assert put == [True]


def test_closing_frees_a_waiting_writer_with_a_no() -> None:
    queue = FrameQueue(capacity=1)
    assert queue.put_block("a", rows(0, 10))
    put: list[bool] = []
    writer = threading.Thread(target=lambda: put.append(queue.put_block("a", rows(10, 20))))
    writer.start()
    queue.close()
    writer.join(60)
    assert put == [False]
    assert not queue.put_frame({"type": "status", "run": None, "status": "running"})


@pytest.mark.parametrize("size", [0, 1, ARTIFACT_PART_BYTES, 2 * ARTIFACT_PART_BYTES + 1])
def test_an_artifact_travels_in_parts_that_cover_it(size: int) -> None:
    data = bytes(size)
    parts = list(artifact_frames("a", "weights/final", data))
    assert parts
    assert b"".join(part["data"] for part in parts) == data
    assert all(len(part["data"]) <= ARTIFACT_PART_BYTES and part["total"] == size for part in parts)
