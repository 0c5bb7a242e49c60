"""Rows in, the same rows out: exactly, in order, once, however they are read."""

import numpy as np
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from dynascope.errors import BadRequest, Conflict, InvalidRequest, NotFound, UnknownMetric
from dynascope.store import Cursor, Store
from dynascope.telemetry import Block, SeriesBlock
from tests.store.making import add_job, append, append_in_chunks, block, new_run, rows
from tests.store.test_decimation import musts


def test_rows_come_back_bit_for_bit(store: Store) -> None:
    add_job(store)
    values = np.array([0.1, np.nan, np.inf, -np.inf, -0.0, 1e-45, 3.4e38], np.float32)
    values = np.concatenate([values, np.array([0x7FC00123], np.uint32).view(np.float32)])
    append(store, 1, block(loss__train=SeriesBlock(np.arange(8), values)))
    read = store.series("run_a", ["loss/train"]).series["loss/train"]
    assert read.steps.tolist() == list(range(8))
    assert read.values.dtype == np.float32
    assert read.values.tobytes() == values.tobytes()


def test_float64_stays_float64(store: Store) -> None:
    add_job(store)
    values = np.array([1.0 + 1e-15, np.pi])
    append(store, 1, block(loss__train=SeriesBlock(np.arange(2), values)))
    assert store.series("run_a", ["loss/train"]).series["loss/train"].values.tolist() == values.tolist()


@pytest.mark.parametrize("steps", [[0], [0, 1, 2], [0, 5, 10, 15], [3, 4, 9], [0, 10**15]])
def test_steps_come_back_whatever_their_spacing(store: Store, steps: list[int]) -> None:
    add_job(store)
    append(store, 1, block(loss__train=rows(steps, np.ones(len(steps)))))
    assert store.series("run_a", ["loss/train"]).series["loss/train"].steps.tolist() == steps


def test_metrics_keep_their_own_steps_and_shapes(store: Store) -> None:
    add_job(store)
    append(
        store,
        1,
        block(
            loss__train=rows([0, 1, 2], [3, 2, 1]),
            gradient_norm=rows([0, 2], [[1, 2, 3], [4, 5, 6]]),
            decision__class=rows([0], np.zeros((1, 2304))),
        ),
    )
    page = store.series("run_a", ["loss/train", "gradient_norm", "decision/class", "backprop_gain"])
    assert page.series["gradient_norm"].values.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert page.series["gradient_norm"].steps.tolist() == [0, 2]
    assert page.series["decision/class"].values.shape == (1, 2304)
    assert page.series["backprop_gain"].values.shape == (0, 2)


def test_a_batch_that_comes_again_changes_nothing(store: Store) -> None:
    add_job(store)
    batch = block(loss__train=rows([0, 1], [2, 1]))
    assert append(store, 1, batch) is True
    assert append(store, 1, batch) is False
    page = store.series("run_a", ["loss/train"])
    assert page.series["loss/train"].steps.tolist() == [0, 1]
    assert page.cursor == Cursor(0, 1)


def test_a_gap_names_the_expected_batch(store: Store) -> None:
    add_job(store)
    append(store, 1, block(loss__train=rows([0], [1])))
    with pytest.raises(Conflict, match="got batch 3; expected 2"):
        append(store, 3, block(loss__train=rows([1], [1])))
    assert store.cursor("run_a") == Cursor(0, 1)


@pytest.mark.parametrize("steps", [[4], [3, 4], [5, 6]])
def test_rows_that_go_back_are_refused_whole(store: Store, steps: list[int]) -> None:
    add_job(store)
    append(store, 1, block(loss__train=rows([4, 5], [1, 1]), learning_rate=rows([4], [1])))
    with pytest.raises(BadRequest, match="allowed: after 5"):
        append(store, 2, block(learning_rate=rows([9], [1]), loss__train=rows(steps, np.ones(len(steps)))))
    assert store.series("run_a", ["learning_rate"]).series["learning_rate"].steps.tolist() == [4]
    assert store.cursor("run_a") == Cursor(0, 1)


def test_a_series_keeps_its_width(store: Store) -> None:
    add_job(store)
    append(store, 1, block(decision__class=rows([0], np.zeros((1, 9)))))
    with pytest.raises(BadRequest, match="16 values a row; allowed: 9"):
        append(store, 2, block(decision__class=rows([1], np.zeros((1, 16)))))


def test_an_unknown_metric_names_those_on_offer(store: Store) -> None:
    add_job(store)
    with pytest.raises(UnknownMetric, match="'loss/test' is not one of this run; on offer: loss/train"):
        store.series("run_a", ["loss/test"])


@pytest.mark.parametrize("max_points", [3, 0, -1, 1_000_001])
def test_max_points_has_limits(store: Store, max_points: int) -> None:
    add_job(store)
    with pytest.raises(BadRequest, match=f"got {max_points}; allowed: 4 to 1000000"):
        store.series("run_a", ["loss/train"], max_points=max_points)


def test_an_upside_down_range_is_refused(store: Store) -> None:
    add_job(store)
    with pytest.raises(InvalidRequest, match="from_step: got 9, after to_step 3"):
        store.series("run_a", ["loss/train"], 9, 3)


def test_an_unknown_run_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="no run 'run_x'"):
        store.series("run_x", ["loss/train"])


@given(
    seed=st.integers(0, 2**32 - 1),
    total=st.integers(1, 6000),
    batch=st.integers(40, 700),
    width=st.sampled_from([None, 1, 3]),
    bad=st.sampled_from([0.0, 0.001, 0.3]),
    ends=st.tuples(st.integers(-100, 7000), st.integers(-100, 7000)),
    max_points=st.integers(4, 3000),
)
@example(seed=29112, total=5573, batch=249, width=3, bad=0.3, ends=(3668, 512), max_points=2186)
@settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_any_range_keeps_its_first_last_extremes_and_stretches(
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    total: int,
    batch: int,
    width: int | None,
    bad: float,
    ends: tuple[int, int],
    max_points: int,
) -> None:
    """Read through the levels, a range shows what its own rows hold, and enough points give exactly them."""
    random = np.random.default_rng(seed)
    steps = np.cumsum(random.integers(1, 3, size=total)) - 1
    values = random.normal(size=total if width is None else (total, width)).astype(np.float32)
    values[random.random(values.shape) < bad] = random.choice([np.nan, np.inf])
    store = Store(tmp_path_factory.mktemp("laws"))
    add_job(store)
    name = "loss/train" if width is None else "gradient_norm"
    append_in_chunks(store, {name: SeriesBlock(steps, values)}, batch)
    first, last = min(ends), max(ends)
    page = store.series("run_a", [name], first, last, max_points)
    read = page.series[name]
    inside = (steps >= first) & (steps <= last)
    own_steps, own = steps[inside], values[inside]
    where = np.searchsorted(own_steps, read.steps)
    assert np.array_equal(own_steps[where], read.steps)
    assert np.array_equal(own[where], read.values, equal_nan=True)
    if len(own):
        assert {int(own_steps[row]) for row in musts(own)} <= set(read.steps.tolist())
    if len(own) <= max_points:
        assert np.array_equal(read.steps, own_steps)
    every = store.series("run_a", [name], max_points=None).series[name]
    assert every.values.tobytes() == values.tobytes()
    store.close()


@pytest.mark.parametrize("batch", [2_000, 250_000])
def test_an_overview_reads_a_few_thousand_rows_of_a_million(store: Store, batch: int) -> None:
    add_job(store)
    total = 1_000_000
    values = np.random.default_rng(0).normal(size=total).astype(np.float32)
    values[765_432] = 99.0
    append_in_chunks(store, {"loss/train": SeriesBlock(np.arange(total), values)}, batch)
    page = store.series("run_a", ["loss/train"], max_points=2000)
    assert page.rows_read <= 12_000
    assert 1800 <= page.series["loss/train"].rows <= 2000
    assert 765_432 in page.series["loss/train"].steps
    detail = store.series("run_a", ["loss/train"], 400_000, 401_000, 2000)
    assert detail.rows_read <= max(12_000, batch)
    assert detail.series["loss/train"].steps.tolist() == list(range(400_000, 401_001))


def test_rows_that_change_class_throughout_are_stored_a_few_times_only(store: Store) -> None:
    add_job(store)
    values = np.where(np.arange(40_000) % 2, np.nan, 1.0).astype(np.float32)
    append_in_chunks(store, {"loss/train": SeriesBlock(np.arange(40_000), values)}, 400)
    page = store.series("run_a", ["loss/train"], max_points=10)
    assert page.series["loss/train"].rows >= 20_000
    assert page.rows_read <= 41_000
    files = sum(file.stat().st_size for file in store.data_dir.glob("dynascope.sqlite3"))
    assert files < 12 * 40_000 * 12


def test_an_empty_batch_moves_the_cursor_alone(store: Store) -> None:
    add_job(store, "job_a", new_run())
    append(store, 1, Block())
    append(store, 2, block(loss__train=rows([], [])))
    assert store.cursor("run_a") == Cursor(0, 2)
    assert store.series("run_a", ["loss/train"]).series["loss/train"].rows == 0
