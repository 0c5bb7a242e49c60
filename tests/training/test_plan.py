from typing import Any

import pytest

from dynascope.training import program_key
from dynascope.training.figures import grid_every
from dynascope.training.plan import plan_of
from tests.training.finished import spec_of


def groups(**model: Any) -> list[tuple[int, int]]:
    """First layer and number of layers of each group."""
    return [(group.first, group.count) for group in plan_of(spec_of(model=model)).groups]


def test_a_few_equal_layers_stand_apart() -> None:
    assert groups(hidden_sizes=[32] * 4) == [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)]
    assert groups(hidden_sizes=[]) == [(0, 1)]


def test_many_equal_hidden_layers_are_one_group() -> None:
    assert groups(hidden_sizes=[32] * 100) == [(0, 1), (1, 99), (100, 1)]
    assert groups(hidden_sizes=[32] * 18) == [(0, 1), (1, 17), (18, 1)]
    assert len(groups(hidden_sizes=[32] * 17)) == 18


def test_a_first_layer_as_wide_as_the_inputs_joins_the_others() -> None:
    assert groups(hidden_sizes=[64] * 20) == [(0, 20), (20, 1)]


def test_the_output_layer_stands_alone_even_where_it_looks_like_the_others() -> None:
    assert groups(hidden_sizes=[10] * 18, activation="identity") == [(0, 1), (1, 17), (18, 1)]


def test_layers_of_another_structure_break_a_group() -> None:
    overrides = {"hidden_18": {"activation": "tanh"}}
    assert groups(hidden_sizes=[32] * 35, overrides=overrides) == [
        (0, 1),
        *((i, 1) for i in range(1, 18)),
        (18, 17),
        (35, 1),
    ]
    only_numbers = {"hidden_18": {"initializer": {"name": "normal", "stddev": 5.0}}}
    assert groups(hidden_sizes=[32] * 35, overrides=only_numbers) == [(0, 1), (1, 34), (35, 1)]


BASE: dict[str, Any] = {
    "model": {"hidden_sizes": [16], "activation": "leaky_relu", "normalization": "batch", "dropout": 0.1},
    "optimizer": "adam",
    "schedule": {"name": "exponential", "decay_steps": 10.0},
    "gradient_clipping": "global_norm",
    "regularization": {"l2": 0.1, "max_norm": 1.0},
}


def changed(**other: Any) -> str:
    return program_key(spec_of(**{**BASE, **other}))


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 7},
        {"steps": 5},
        {"telemetry": {"layers_every": 3, "evaluation_every": 4, "distributions_every": 5}},
        {"optimizer": {"name": "adam", "learning_rate": 0.5, "beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.1}},
        {"schedule": {"name": "exponential", "decay_steps": 99.0}},
        {"gradient_clipping": {"name": "global_norm", "threshold": 9.0}},
        {"regularization": {"l1": 0.5, "l2": 0.0, "max_norm": 3.0}},
        {
            "model": {
                "hidden_sizes": [16],
                "activation": {"name": "leaky_relu", "negative_slope": 0.3},
                "normalization": {"name": "batch", "momentum": 0.5, "epsilon": 0.1},
                "dropout": 0.6,
                "initializer": "zeros",
            }
        },
        {"dataset": {"name": "digits", "label_noise": 0.3, "split": "stratified"}},
    ],
)
def test_numbers_share_a_program(other: dict[str, Any]) -> None:
    assert changed(**other) == changed()


@pytest.mark.parametrize(
    "other",
    [
        {"model": {"hidden_sizes": [17]}},
        {"optimizer": "sgd"},
        {"optimizer": {"name": "adam", "form": "optax"}},
        {"schedule": "constant"},
        {"gradient_clipping": None},
        {"regularization": {}},
        {"loss": "squared_error"},
        {"precision": "float64"},
        {"dataset": {"name": "digits", "batch_size": 32}},
        {"dataset": "breast_cancer"},
        {"telemetry": {"probe_samples": 100}},
    ],
)
def test_structure_makes_another_program(other: dict[str, Any]) -> None:
    assert changed(**other) != changed()


@pytest.mark.parametrize(
    ("steps", "every", "expected"), [(1000, None, 10), (1000, 1, 10), (50, 1, 1), (0, None, 1), (10_000, 7, 105)]
)
def test_decisions_are_drawn_about_a_hundred_times_at_most(steps: int, every: int | None, expected: int) -> None:
    spec = spec_of(dataset="moons", steps=steps, telemetry={"evaluation_every": every})
    assert grid_every(spec) == expected
    assert steps // expected <= 100
    assert expected % spec.cadence.evaluation_every == 0
