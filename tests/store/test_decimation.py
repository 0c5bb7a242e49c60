"""The laws of decimation, for any values."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dynascope.store.decimation import REDUCTION, decimate, thin

VALUES = st.one_of(
    st.floats(-4, 4, width=32).map(lambda value: round(value, 1)),
    st.sampled_from([np.nan, np.inf, -np.inf, 0.0, -0.0]),
    st.floats(width=32),
)
SCALARS = hnp.arrays(np.float32, st.integers(1, 200), elements=VALUES)
TABLES = hnp.arrays(np.float32, st.tuples(st.integers(1, 120), st.integers(1, 4)), elements=VALUES)
SERIES = st.one_of(SCALARS, TABLES)


def kinds(column: np.ndarray) -> list[str]:
    return ["finite" if np.isfinite(value) else str(value) for value in column.tolist()]


def musts(values: np.ndarray) -> set[int]:
    """What must stay, found the slow way."""
    table = values.reshape(len(values), -1)
    found = {0, len(table) - 1}
    for column in table.T:
        names = kinds(column)
        finite = [row for row, name in enumerate(names) if name == "finite"]
        if finite:
            found.add(min(finite, key=lambda row: (column[row], row)))
            found.add(min(finite, key=lambda row: (-column[row], row)))
        for row, name in enumerate(names):
            first = row == 0 or names[row - 1] != name
            last = row == len(names) - 1 or names[row + 1] != name
            if name != "finite" and (first or last):
                found.add(row)
    return found


@given(SERIES, st.integers(4, 220))
def test_first_last_extremes_and_ends_of_non_finite_stretches_stay(values: np.ndarray, max_points: int) -> None:
    kept = decimate(np.arange(len(values)), values, max_points)
    assert musts(values) <= set(kept.tolist())


@given(SERIES, st.integers(4, 220))
def test_rows_are_distinct_and_in_order(values: np.ndarray, max_points: int) -> None:
    kept = decimate(np.arange(len(values)), values, max_points)
    assert np.all(np.diff(kept) > 0)


@given(SERIES, st.integers(4, 220))
def test_no_more_rows_than_asked_unless_what_must_stay_is_more(values: np.ndarray, max_points: int) -> None:
    kept = decimate(np.arange(len(values)), values, max_points)
    assert len(kept) <= max(max_points, len(musts(values)))


@given(SERIES)
def test_enough_points_give_every_row(values: np.ndarray) -> None:
    kept = decimate(np.arange(len(values)), values, max(4, len(values)))
    assert kept.tolist() == list(range(len(values)))


@pytest.mark.parametrize("width", [None, 1, 8])
def test_the_room_is_used(width: int | None) -> None:
    shape = 5000 if width is None else (5000, width)
    values = np.random.default_rng(0).normal(size=shape).astype(np.float32)
    kept = decimate(np.arange(5000), values, 1000)
    assert 900 <= len(kept) <= 1000


def test_rows_spread_over_the_steps_not_over_the_rows() -> None:
    """A coarse past and a dense end (as levels give them) are drawn equally dense."""
    steps = np.concatenate([np.arange(0, 90_000, 100), np.arange(90_000, 100_000)])
    kept = steps[decimate(steps, np.sin(steps / 500.0), 400)]
    assert np.count_nonzero(kept < 50_000) >= 150


def test_a_spike_of_one_row_in_a_layer_stays() -> None:
    values = np.zeros((10_000, 6), np.float32)
    values[7_777, 4] = 1.0
    assert 7_777 in decimate(np.arange(10_000), values, 20)


@given(SERIES)
@settings(max_examples=60)
def test_thinning_keeps_what_must_stay_at_every_level(values: np.ndarray) -> None:
    """Thinned again and again, a series has the same non-finite stretches and the same extremes."""
    steps = np.arange(len(values))
    coarse_steps, coarse = steps, values
    for _ in range(4):
        kept = thin(coarse)
        coarse_steps, coarse = coarse_steps[kept], coarse[kept]
        assert {int(coarse_steps[row]) for row in musts(coarse)} == musts(values)


@pytest.mark.parametrize("shape", [(512,), (4096,), (4096, 10), (1000, 100)])
@pytest.mark.parametrize("kind", ["noise", "constant", "rising"])
def test_thinning_leaves_a_quarter(shape: tuple[int, ...], kind: str) -> None:
    noise = np.random.default_rng(0).normal(size=shape)
    values = {"noise": noise, "constant": np.ones(shape), "rising": np.cumsum(np.abs(noise), axis=0)}[kind]
    assert len(thin(values)) <= shape[0] / REDUCTION + 8 + 2 * values.reshape(shape[0], -1).shape[1]
    assert len(thin(values)) >= shape[0] / REDUCTION


def test_a_column_that_is_never_finite_has_no_extremes() -> None:
    values = np.full((100, 2), np.nan, np.float32)
    values[:, 1] = np.arange(100)
    assert decimate(np.arange(100), values, 4).tolist()[:1] == [0]
    assert len(decimate(np.arange(100), values, 4)) <= 4
