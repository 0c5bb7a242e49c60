"""The wire keeps every row and every kind of number."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from dynascope.errors import BadRequest
from dynascope.telemetry import (
    Block,
    DistributionBlock,
    SeriesBlock,
    block_of,
    merge,
    name_non_finite,
    pack,
    telemetry_frame,
    unpack,
)


def example(first: int = 0) -> Block:
    steps = np.array([first, first + 1], dtype=np.int64)
    return Block(
        {
            "loss/train": SeriesBlock(steps, np.array([1.5, np.nan], dtype=np.float32)),
            "gradient_norm": SeriesBlock(steps, np.array([[1, np.inf], [-np.inf, 4]], dtype=np.float32)),
        },
        {
            "weight": DistributionBlock(
                steps, np.arange(12, dtype=np.int32).reshape(2, 2, 3), np.array([[0, 1], [2, 3]], dtype=np.int32)
            )
        },
    )


def same(a: Block, b: Block) -> None:
    assert a.series.keys() == b.series.keys()
    for name, one in a.series.items():
        np.testing.assert_array_equal(one.steps, b.series[name].steps)
        np.testing.assert_array_equal(one.values, b.series[name].values)
    assert a.distributions.keys() == b.distributions.keys()
    for name, histogram in a.distributions.items():
        np.testing.assert_array_equal(histogram.counts, b.distributions[name].counts)
        np.testing.assert_array_equal(histogram.nonfinite, b.distributions[name].nonfinite)


def test_a_block_survives_msgpack_bit_for_bit() -> None:
    frame = telemetry_frame("run", 1, 7, example())
    again = unpack(pack(frame))
    assert again == frame
    same(block_of(again), example())


def test_values_are_little_endian_float32() -> None:
    frame = telemetry_frame("run", 1, 1, example())
    assert frame["series"]["gradient_norm"]["shape"] == [2, 2]
    np.testing.assert_array_equal(
        np.frombuffer(frame["series"]["gradient_norm"]["values"], "<f4"), np.float32([1, np.inf, -np.inf, 4])
    )


def test_what_json_cannot_write_is_named() -> None:
    named = name_non_finite({"loss": math.nan, "steps": [(math.inf, -math.inf), 1.5], "name": "x"})
    assert named == {"loss": "NaN", "steps": [["Infinity", "-Infinity"], 1.5], "name": "x"}


def test_merging_drops_no_row() -> None:
    merged = merge([example(0), example(2)])
    assert merged.series["loss/train"].steps.tolist() == [0, 1, 2, 3]
    assert merged.distributions["weight"].counts.shape == (4, 2, 3)
    assert merged.rows == example().rows * 2


@pytest.mark.parametrize(
    "series",
    [
        {"steps": [0], "shape": [2], "values": b"\0" * 8},
        {"steps": [0, 1], "shape": [2], "values": b"\0" * 4},
        {"steps": [1, 0], "shape": [2], "values": b"\0" * 8},
        {"steps": [-1], "shape": [1], "values": b"\0" * 4},
        {"steps": [0.5], "shape": [1], "values": b"\0" * 4},
        {"steps": [2**70], "shape": [1], "values": b"\0" * 4},
        {"steps": [0], "shape": [1]},
        {"steps": "x", "shape": [1], "values": b"\0" * 4},
        5,
    ],
)
def test_a_frame_that_contradicts_itself_is_refused(series: Any) -> None:
    with pytest.raises(BadRequest, match="cannot be read"):
        block_of({"type": "telemetry", "series": {"loss/train": series}})


def test_a_count_that_would_wrap_is_refused() -> None:
    histogram = {"steps": [0], "shape": [1, 1, 1], "counts": b"\xff" * 4, "nonfinite": [[0]]}
    with pytest.raises(BadRequest, match="outside of 0 to 2147483647"):
        block_of({"type": "telemetry", "distributions": {"weight": histogram}})


def test_what_is_not_msgpack_is_refused() -> None:
    with pytest.raises(BadRequest, match="not msgpack"):
        unpack(b"\xc1")
