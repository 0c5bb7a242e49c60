import numpy as np

from dynascope.training.batches import BatchOrder
from dynascope.training.plan import Plan, plan_of
from tests.training.finished import spec_of


def plan(batch_size: int | None, samples: int = 50) -> Plan:
    return plan_of(
        spec_of(dataset={"name": "digits", "samples": samples, "validation_fraction": 0, "batch_size": batch_size})
    )


def test_an_epoch_visits_each_sample_at_most_once_and_drops_the_rest() -> None:
    order = BatchOrder(plan(8), seed=0)
    assert order.epoch_steps == 6
    batches = order.batches(0, 12, capacity=12)
    for epoch in (batches[:6], batches[6:]):
        assert len(set(epoch.reshape(-1).tolist())) == 48
    assert not np.array_equal(batches[:6], batches[6:])


def test_steps_see_the_same_batch_however_they_are_cut() -> None:
    whole = BatchOrder(plan(8), seed=3).batches(0, 40, capacity=40)
    order, at = BatchOrder(plan(8), seed=3), 0
    for count in (1, 8, 3, 17, 11):
        table = order.batches(at, count, capacity=20)
        assert table.shape == (20, 8)
        np.testing.assert_array_equal(table[:count], whole[at : at + count])
        at += count


def test_batches_depend_on_the_seed() -> None:
    first, second = (BatchOrder(plan(8), seed).batches(0, 6, capacity=6) for seed in (0, 1))
    assert not np.array_equal(first, second)


def test_a_full_batch_needs_no_order() -> None:
    for batch_size in (None, 50):
        order = BatchOrder(plan(batch_size), seed=0)
        assert order.epoch_steps == 1
        assert order.batches(0, 5, capacity=7).shape == (7, 0)
