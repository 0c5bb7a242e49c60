import numpy as np

from dynascope.training.randomness import device_key, generator, permutation, standard_normals


def test_draws_depend_on_seed_and_purpose_alone() -> None:
    first = standard_normals(3, "hidden_2", "kernel", (4, 5))
    generator(3, "split").random(100)  # using another stream in between changes nothing
    np.testing.assert_array_equal(first, standard_normals(3, "hidden_2", "kernel", (4, 5)))
    for other in (
        standard_normals(4, "hidden_2", "kernel", (4, 5)),
        standard_normals(3, "hidden_1", "kernel", (4, 5)),
        standard_normals(3, "hidden_2", "bias", (4, 5)),
    ):
        assert not np.any(first == other)


def test_purposes_do_not_run_into_one_another() -> None:
    assert generator(1, "a", "b").random() != generator(1, "a/b", "").random()
    assert generator(1, 2).random() != generator(12).random()
    assert device_key(0, "dropout").tolist() != device_key(1, "dropout").tolist()


def test_every_epoch_is_a_permutation_of_its_own() -> None:
    orders = [permutation(0, epoch, 50) for epoch in range(3)]
    for order in orders:
        assert sorted(order.tolist()) == list(range(50))
    assert len({tuple(order) for order in orders}) == 3


def test_normals_are_standard_and_not_truncated() -> None:
    draws = standard_normals(0, "hidden_1", "kernel", (500, 400))
    assert abs(draws.mean()) < 0.01
    assert abs(draws.std() - 1.0) < 0.01
    assert abs((np.abs(draws) > 2.0).mean() - 0.0455) < 0.003
