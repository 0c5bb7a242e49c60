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
    ("change", "says"),
    [
        ({"shape": [2], "values": b"\0" * 8}, r"shape: got \[2\]; allowed: .* a row for each of the 1 steps"),
        ({"shape": [-1]}, r"shape: got \[-1\]; allowed: \[rows\] or \[rows, width\], whole numbers"),
        ({"shape": [1, -1]}, r"shape: got \[1, -1\]"),
        ({"shape": [1, 1, 1]}, r"shape: got \[1, 1, 1\]"),
        ({"shape": [True]}, r"shape: got \[True\]"),
        ({"shape": None}, "shape: got None"),
        (
            {"shape": [1, 2**40]},
            r"values: got 4 bytes; allowed: 4398046511104, 4 a number of shape \[1, 1099511627776\]",
        ),
        ({"values": b"\0" * 3}, r"values: got 3 bytes; allowed: 4, 4 a number of shape \[1\]"),
        ({"values": [1.0]}, r"values: got \[1.0\]; allowed: the 4 bytes of an array"),
        ({"values": "abcd"}, "values: got 'abcd'; allowed: the 4 bytes"),
        ({"values": None}, "values: got None"),
        ({"steps": [1, 0], "shape": [2], "values": b"\0" * 8}, "steps: got 0 after 1; allowed: .* increasing"),
        ({"steps": [0, 0], "shape": [2], "values": b"\0" * 8}, "steps: got 0 after 0"),
        ({"steps": [-1]}, "steps: got -1; allowed: a list of whole numbers from 0 to"),
        ({"steps": [0.5]}, r"steps: got \[0.5\]"),
        ({"steps": [True]}, r"steps: got \[True\]"),
        ({"steps": [2**70]}, "steps: got 1180591620717411303424"),
        ({"steps": "x"}, "steps: got 'x'"),
    ],
)
def test_a_frame_that_contradicts_itself_is_refused(change: dict[str, Any], says: str) -> None:
    series = {"steps": [0], "shape": [1], "values": b"\0" * 4, **change}
    with pytest.raises(BadRequest, match=f"^frames.3.series.loss/train.{says}"):
        block_of({"type": "telemetry", "series": {"loss/train": series}}, "frames.3.")


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        ({"series": 3}, "series: got 3; allowed: a map"),
        ({"series": {"a": 5}}, "series.a: got 5; allowed: a map with steps"),
        ({"distributions": []}, r"distributions: got \[\]"),
        ({"distributions": {"\x1b": None}}, r"distributions.'\\x1b': got None"),
    ],
)
def test_what_is_no_map_is_refused(frame: dict[str, Any], says: str) -> None:
    with pytest.raises(BadRequest, match=f"^{says}"):
        block_of(frame)


HISTOGRAM = {"steps": [0], "shape": [1, 2, 1], "counts": b"\0" * 8}


@pytest.mark.parametrize("nonfinite", [[0, 0], [[0.5, 0]], [[-1, 0]], [[2**31, 0]], [[0], [0]], [[0, 0], 1], "x", [[]]])
def test_non_finite_counts_that_cannot_be_stored_are_refused(nonfinite: Any) -> None:
    with pytest.raises(BadRequest, match=r"^distributions.weight.nonfinite: got .*; allowed: lists of shape \[1, 2\]"):
        block_of({"distributions": {"weight": {**HISTOGRAM, "nonfinite": nonfinite}}})


def test_a_histogram_without_non_finite_counts_has_none() -> None:
    """The contract of the stream names steps, shape and counts alone."""
    assert block_of({"distributions": {"weight": HISTOGRAM}}).distributions["weight"].nonfinite.tolist() == [[0, 0]]


def test_a_count_that_would_wrap_is_refused() -> None:
    histogram = {"steps": [0], "shape": [1, 1, 1], "counts": b"\xff" * 4, "nonfinite": [[0]]}
    with pytest.raises(BadRequest, match="outside of 0 to 2147483647"):
        block_of({"type": "telemetry", "distributions": {"weight": histogram}})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"\xc1", "it has a byte that begins no value"),
        (b"\x92\x01", "incomplete input"),
        (b"\x01\x02", "more follows after the first value"),
        (b"\x91" * 100_000, "it is nested too deeply"),
        (b"\xa1\xff", "invalid start byte"),
    ],
)
def test_what_is_not_msgpack_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(BadRequest, match=f"not msgpack: .*{says}"):
        unpack(data)
