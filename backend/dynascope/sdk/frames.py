"""The frames that wait to be posted: in order per run, bounded in bytes, merged where they wait.

A telemetry block gets its `seq` only when it is taken for a batch, so blocks that wait together leave as one
frame. Nothing is dropped: where the queue is full, `put` waits.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from dynascope.telemetry import Block, DistributionBlock, Frame, SeriesBlock, merge, telemetry_frame

FRAME_BYTES = 2 * 1024 * 1024
"""A telemetry frame is cut at about this size, so that a batch stays far below what a server takes."""

BATCH_FRAMES = 1000
"""The most frames in one batch."""

ARTIFACT_PART_BYTES = 4 * 1024 * 1024
"""The largest part of an artifact in one frame."""


def size_of(block: Block) -> int:
    """Bytes of the block's arrays."""
    series = sum(one.steps.nbytes + one.values.nbytes for one in block.series.values())
    return series + sum(
        one.steps.nbytes + one.counts.nbytes + one.nonfinite.nbytes for one in block.distributions.values()
    )


def split(block: Block, limit: int = FRAME_BYTES) -> Iterator[Block]:
    """Cuts a block by steps into blocks of about `limit` bytes; rows of one step stay together, in order."""
    parts = [one.steps for one in (*block.series.values(), *block.distributions.values()) if one.rows]
    if not parts:
        return
    steps = np.unique(np.concatenate(parts))
    if len(steps) == 1 or size_of(block) <= limit:
        yield block
        return
    middle = int(steps[len(steps) // 2])
    yield from split(_between(block, None, middle), limit)
    yield from split(_between(block, middle, None), limit)


def _between(block: Block, first: int | None, end: int | None) -> Block:
    """The rows with first ≤ step < end."""
    series: dict[str, SeriesBlock] = {}
    distributions: dict[str, DistributionBlock] = {}
    for name, one in block.series.items():
        rows = _rows(one.steps, first, end)
        series[name] = SeriesBlock(one.steps[rows], one.values[rows])
    for name, histogram in block.distributions.items():
        rows = _rows(histogram.steps, first, end)
        distributions[name] = DistributionBlock(
            histogram.steps[rows], histogram.counts[rows], histogram.nonfinite[rows]
        )
    return Block(
        {name: one for name, one in series.items() if one.rows},
        {name: one for name, one in distributions.items() if one.rows},
    )


def _rows(steps: np.ndarray, first: int | None, end: int | None) -> slice:
    start = 0 if first is None else int(np.searchsorted(steps, first))
    return slice(start, len(steps) if end is None else int(np.searchsorted(steps, end)))


def artifact_frames(run: str, name: str, data: bytes) -> Iterator[Frame]:
    """An artifact as frames of at most `ARTIFACT_PART_BYTES`."""
    for offset in range(0, max(len(data), 1), ARTIFACT_PART_BYTES):
        part = data[offset : offset + ARTIFACT_PART_BYTES]
        yield {
            "type": "artifact",
            "run": run,
            "name": name,
            "offset": offset,
            "total": len(data),
            "data": part,
        }


@dataclass
class _Waiting:
    run: str | None
    size: int
    blocks: list[Block] = field(default_factory=list[Block])
    frame: Frame | None = None


class FrameQueue:
    """Frames of one producer, first in, first out; thread-safe.

    >>> queue = FrameQueue()
    >>> queue.put_frame({"type": "status", "run": None, "status": "running"})
    >>> [frame["status"] for frame in queue.take(1_000_000)]
    ['running']
    """

    def __init__(self, capacity: int = 64 * 1024 * 1024) -> None:
        self.changed = threading.Condition()
        self._capacity = capacity
        self._waiting: deque[_Waiting] = deque()
        self._last_blocks: dict[str, _Waiting] = {}
        self._last_seq: dict[str, int] = {}
        self._bytes = 0
        self._closed = False

    def __len__(self) -> int:
        return len(self._waiting)

    def put_block(self, run: str, block: Block) -> bool:
        """Adds the rows of one run. Waits while the queue is full; False where it was closed meanwhile."""
        return all(self._put_part(run, part) for part in split(block))

    def _put_part(self, run: str, block: Block) -> bool:
        size = size_of(block)
        with self.changed:
            if not self._wait_for_room(size):
                return False
            last = self._last_blocks.get(run)
            if last is not None and last.size + size <= FRAME_BYTES:
                last.blocks.append(block)
                last.size += size
            else:
                last = _Waiting(run, size, blocks=[block])
                self._waiting.append(last)
                self._last_blocks[run] = last
            self._bytes += size
            self.changed.notify_all()
            return True

    def put_frame(self, frame: Frame) -> bool:
        """Adds a status or artifact frame; it stays behind all rows that its run (or, for a job, any run) put
        before.
        """
        size = len(frame.get("data", b"")) + 256
        with self.changed:
            if not self._wait_for_room(size):
                return False
            run = frame.get("run")
            if run is None:
                self._last_blocks.clear()
            else:
                self._last_blocks.pop(run, None)
            self._waiting.append(_Waiting(run, size, frame=frame))
            self._bytes += size
            self.changed.notify_all()
            return True

    def _wait_for_room(self, size: int) -> bool:
        self.changed.wait_for(lambda: self._closed or not self._bytes or self._bytes + size <= self._capacity)
        return not self._closed

    def take(self, limit: int) -> list[Frame]:
        """Takes the oldest frames up to about `limit` bytes, at least one where there is any."""
        frames: list[Frame] = []
        taken = 0
        with self.changed:
            while self._waiting and len(frames) < BATCH_FRAMES:
                if frames and taken + self._waiting[0].size > limit:
                    break
                one = self._waiting.popleft()
                taken += one.size
                self._bytes -= one.size
                frames.append(self._finish(one))
            self.changed.notify_all()
        return frames

    def _finish(self, one: _Waiting) -> Frame:
        if one.frame is not None:
            return one.frame
        run = str(one.run)
        if self._last_blocks.get(run) is one:
            del self._last_blocks[run]
        self._last_seq[run] = self._last_seq.get(run, 0) + 1
        return telemetry_frame(run, 0, self._last_seq[run], merge(one.blocks))

    def close(self) -> None:
        """Takes nothing more; wakes everybody who waits."""
        with self.changed:
            self._closed = True
            self.changed.notify_all()
