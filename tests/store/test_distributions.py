import numpy as np
import pytest

from dynascope.errors import BadRequest, InvalidRequest, UnknownMetric
from dynascope.store import Cursor, Store
from dynascope.telemetry import Block
from tests.store.making import BINS, add_job, append, histograms


@pytest.fixture
def filled(store: Store) -> Store:
    add_job(store)
    append(store, 1, Block({}, {"weight": histograms([0, 5])}))
    append(store, 2, Block({}, {"weight": histograms([10])}))
    append(store, 3, Block({}, {"weight": histograms([15, 20, 25])}))
    return store


@pytest.mark.parametrize(("step", "found"), [(0, 0), (4, 0), (5, 5), (9, 5), (12, 10), (24, 20), (10**9, 25)])
def test_the_nearest_recorded_step_at_or_before(filled: Store, step: int, found: int) -> None:
    page = filled.distributions("run_a", "weight", step)
    assert page.steps.tolist() == [found]
    assert page.counts.shape == (1, 3, BINS)
    assert page.cursor == Cursor(0, 3)


def test_counts_come_back_exactly(store: Store) -> None:
    add_job(store)
    sent = histograms([3, 4])
    append(store, 1, Block({}, {"weight": sent}))
    page = store.distributions("run_a", "weight", 4)
    assert page.counts.dtype == np.int32
    assert np.array_equal(page.counts, sent.counts[1:])
    assert np.array_equal(page.nonfinite, sent.nonfinite[1:])


def test_without_a_step_it_is_the_latest(filled: Store) -> None:
    assert filled.distributions("run_a", "weight").steps.tolist() == [25]


def test_before_the_first_there_is_none(store: Store) -> None:
    add_job(store)
    append(store, 1, Block({}, {"weight": histograms([7])}))
    page = store.distributions("run_a", "weight", 6)
    assert page.counts.shape == (0, 3, BINS)
    assert page.nonfinite.shape == (0, 3)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (None, None, [25]),
        (0, 100, [0, 5, 10, 15, 20, 25]),
        (5, 16, [5, 10, 15]),
        (None, 9, [0, 5]),
        (21, None, [25]),
        (1, 4, []),
    ],
)
def test_a_range(filled: Store, first: int | None, last: int | None, found: list[int]) -> None:
    assert filled.distributions("run_a", "weight", None, first, last).steps.tolist() == found


def test_a_step_and_a_range_do_not_go_together(filled: Store) -> None:
    with pytest.raises(InvalidRequest, match="one step, or a range"):
        filled.distributions("run_a", "weight", 3, from_step=1)


def test_an_unknown_quantity_names_those_on_offer(filled: Store) -> None:
    with pytest.raises(UnknownMetric, match="'mood' is not one of this run; on offer: weight"):
        filled.distributions("run_a", "mood")


def test_steps_that_go_back_are_refused(filled: Store) -> None:
    with pytest.raises(BadRequest, match="goes on at step 25; allowed: after 25"):
        append(filled, 4, Block({}, {"weight": histograms([25, 30])}))
    assert filled.cursor("run_a") == Cursor(0, 3)
