"""Jobs expand into runs as the contract says."""

from __future__ import annotations

from typing import Any

import pytest

from dynascope.errors import SpecError
from dynascope.spec import Limits, PlannedRun, Source, expand_job, parse_job, parse_run


def runs(**body: object) -> tuple[PlannedRun, ...]:
    return expand_job(parse_job(body))


def test_an_empty_base_is_one_run_with_the_documented_defaults() -> None:
    (run,) = runs(base={})
    spec = run.spec
    assert run.variant == 0
    assert run.seed == 0
    assert spec.dataset.name == "digits"
    assert spec.dataset.batch_size == 64
    assert spec.model.hidden_sizes == (64, 64, 64)
    assert spec.model.activation.name == "relu"
    assert spec.model.initializer.name == "he_normal"
    assert spec.optimizer.name == "adam"
    assert spec.optimizer.learning_rate == 0.001
    assert spec.loss is None
    assert spec.loss_or_default.name == "cross_entropy"
    assert spec.steps == 1000
    assert spec.telemetry.probe_samples == 512


def test_axes_are_a_product_with_the_last_fastest_and_seeds_innermost() -> None:
    planned = runs(
        vary=[
            {"path": "optimizer", "values": ["sgd", "adam"]},
            {"path": "model.activation", "values": ["tanh", "relu"]},
        ],
        seeds=[3, 1],
    )
    seen = [(p.spec.optimizer.name, p.spec.model.activation.name, p.seed, p.variant) for p in planned]
    assert seen == [
        ("sgd", "tanh", 3, 0),
        ("sgd", "tanh", 1, 0),
        ("sgd", "relu", 3, 1),
        ("sgd", "relu", 1, 1),
        ("adam", "tanh", 3, 2),
        ("adam", "tanh", 1, 2),
        ("adam", "relu", 3, 3),
        ("adam", "relu", 1, 3),
    ]


def test_a_value_replaces_what_stands_at_the_path_whole() -> None:
    (run,) = runs(
        base={"optimizer": {"name": "sgd", "learning_rate": 0.5}}, vary=[{"path": "optimizer", "values": ["momentum"]}]
    )
    assert run.spec.optimizer.learning_rate == 0.01, "a bare name takes that member's defaults"


def test_shorter_paths_are_applied_first_whatever_the_order() -> None:
    (run,) = runs(variants=[{"set": {"optimizer.beta": 0.5, "optimizer": "momentum"}}])
    assert run.spec.optimizer.model_dump()["beta"] == 0.5


def test_a_default_that_depends_on_another_field_follows_it() -> None:
    optax, textbook = runs(
        base={"optimizer": "adagrad"}, vary=[{"path": "optimizer.form", "values": ["optax", "textbook"]}]
    )
    assert optax.spec.optimizer.model_dump()["initial_accumulator"] == 0.1
    assert optax.spec.optimizer.model_dump()["epsilon"] == 1e-7
    assert textbook.spec.optimizer.model_dump()["initial_accumulator"] == 0.0
    assert textbook.spec.optimizer.model_dump()["epsilon"] == 1e-10


def test_a_path_below_a_default_member_keeps_the_member() -> None:
    (run,) = runs(vary=[{"path": "optimizer.beta_1", "values": [0.8]}])
    assert run.spec.optimizer.name == "adam"
    assert run.spec.optimizer.model_dump()["beta_1"] == 0.8


def test_overrides_may_name_a_layer_that_has_none_yet() -> None:
    (run,) = runs(vary=[{"path": "model.overrides.hidden_2.initializer", "values": [{"name": "normal", "stddev": 5}]}])
    assert [layer.initializer.name for layer in run.spec.layers] == ["he_normal", "normal", "he_normal", "he_normal"]


@pytest.mark.parametrize(
    ("path", "value", "label"),
    [
        ("model.activation", "sigmoid", "sigmoid"),
        ("model.activation", {"name": "leaky_relu", "negative_slope": 0.2}, "leaky_relu (negative_slope 0.2)"),
        ("optimizer.learning_rate", 0.01, "learning_rate 0.01"),
        ("model.hidden_sizes", [64, 64], "hidden_sizes 2 × 64"),
        ("model.hidden_sizes", [], "hidden_sizes linear"),
        ("model.normalization", None, "normalization none"),
    ],
)
def test_labels_say_what_differs(path: str, value: object, label: str) -> None:
    assert runs(vary=[{"path": path, "values": [value]}])[0].label == label


def test_parameters_are_left_out_of_labels_where_names_tell_apart() -> None:
    sgd = {"name": "sgd", "learning_rate": 0.1}
    assert [p.label for p in runs(vary=[{"path": "optimizer", "values": [sgd, "adam"]}])] == ["sgd", "adam"]
    twice = runs(vary=[{"path": "optimizer", "values": [sgd, "sgd"]}])
    assert [p.label for p in twice] == ["sgd (learning_rate 0.1)", "sgd"]


SHAPES = {
    f"{layer.name}.{name}": shape
    for layer in parse_run({}).layers
    for name, shape in (layer.parameters | layer.statistics).items()
}
WARM = {"run_id": "run_1", "layers": 2}


@pytest.mark.parametrize(
    ("path", "values", "labels"),
    [
        (
            "model.normalization",
            [None, {"name": "batch", "momentum": 0.9}, {"name": "batch", "momentum": 0.5}],
            ["normalization none", "momentum 0.9", "momentum 0.5"],
        ),
        (
            "optimizer",
            [{"name": "sgd", "learning_rate": 0.1}, {"name": "sgd", "learning_rate": 0.1, "form": "optax"}],
            ["sgd", "sgd (form optax)"],
        ),
        (
            "warm_start",
            [None, WARM, {**WARM, "freeze": True}],
            ["warm_start none", "warm_start", "warm_start (freeze true)"],
        ),
        ("warm_start", [None, WARM], ["warm_start none", "warm_start (run_id run_1, layers 2)"]),
    ],
)
def test_what_all_values_share_is_left_out_of_labels(path: str, values: list[Any], labels: list[str]) -> None:
    request = parse_job({"vary": [{"path": path, "values": values}]})
    planned = expand_job(request, sources=lambda _: Source("0" * 64, SHAPES))
    assert [run.label for run in planned] == labels


def test_seed_parts_vary_one_source_of_chance() -> None:
    first, second = runs(seeds=[{"initial_weights": 0}, {"initial_weights": 1}])
    assert first.spec.seeds.split == second.spec.seeds.split == 0
    assert (first.spec.seeds.initial_weights, second.spec.seeds.initial_weights) == (0, 1)


def test_settings_can_lower_the_limits() -> None:
    with pytest.raises(SpecError, match="6 runs; allowed: at most 5"):
        expand_job(parse_job({"seeds": list(range(6))}), Limits(runs=5))
    with pytest.raises(SpecError, match="allowed: at most 1,000"):
        expand_job(parse_job({}), Limits(parameters=1000))


def test_the_specs_survive_their_own_json() -> None:
    from dynascope.spec import parse_run

    for run in runs(vary=[{"path": "schedule", "values": ["constant", "exponential", "piecewise_constant"]}]):
        assert parse_run(run.spec.model_dump(mode="json")) == run.spec
