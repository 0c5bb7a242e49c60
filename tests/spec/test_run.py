"""What a spec says of sizes, layers, cadence and its own identity."""

from __future__ import annotations

from typing import Any

import pytest

from dynascope.spec import RunSpec, key_of, parse_run


def spec(**fields: Any) -> RunSpec:
    return parse_run(fields)


def test_sizes_are_known_without_data() -> None:
    task = spec().task
    assert (task.samples, task.features, task.classes, task.outputs) == (1797, 64, 10, 10)
    assert (task.train_samples, task.validation_samples, task.batch_size) == (1438, 359, 64)
    full = spec(dataset={"name": "wine", "batch_size": None, "validation_fraction": 0}).task
    assert (full.train_samples, full.validation_samples, full.batch_size) == (178, 0, 178)
    assert spec(dataset={"name": "gaussian_noise", "features": 7, "classes": 3}).task.samples == 1024
    assert spec(dataset={"name": "diabetes"}).task.outputs == 1
    assert spec(dataset={"name": "spirals", "samples": 50, "batch_size": 8}).task.samples == 50


def test_cadence_is_a_thousandth_a_hundredth_and_a_two_hundredth() -> None:
    cadence = spec(steps=2500).cadence
    assert (cadence.layers_every, cadence.evaluation_every, cadence.distributions_every) == (3, 25, 13)
    assert cadence.curvature_every is None
    assert spec(steps=0).cadence.layers_every == 1
    assert spec(telemetry={"layers_every": 7}).cadence.layers_every == 7


def test_layers_with_overrides() -> None:
    one = spec(
        model={
            "name": "mlp",
            "hidden_sizes": [8, 4],
            "normalization": "batch",
            "overrides": {"hidden_2": {"activation": "tanh", "normalization": None, "dropout": 0.5}},
        }
    )
    first, second, output = one.layers
    assert (first.inputs, first.units, first.activation.name) == (64, 8, "relu")
    assert first.normalization is not None
    assert (second.activation.name, second.normalization, second.dropout) == ("tanh", None, 0.5)
    assert (output.name, output.activation.name, output.units) == ("output", "identity", 10)
    assert one.parameter_count == (64 * 8 + 8 + 16) + (8 * 4 + 4) + (4 * 10 + 10)
    assert one.activation_names == frozenset({"relu", "tanh"})


def test_equal_trainings_have_equal_keys() -> None:
    assert key_of(spec()) == key_of(spec(telemetry={"layers_every": 1}, loss="cross_entropy"))
    assert key_of(spec(seed=3)) == key_of(spec(seed={"split": 3, "initial_weights": 3, "batch_order": 3, "dropout": 3}))
    assert len(key_of(spec())) == 64


@pytest.mark.parametrize(
    "fields",
    [
        {"seed": 1},
        {"steps": 999},
        {"execution": "batched"},
        {"precision": "float64"},
        {"telemetry": {"probe_samples": 100}},
        {"dataset": {"name": "digits", "label_noise": 0.1}},
    ],
)
def test_another_training_has_another_key(fields: dict[str, Any]) -> None:
    assert key_of(spec(**fields)) != key_of(spec())


def test_an_override_that_is_written_down_and_read_again_changes_no_more_than_it_did() -> None:
    model = {"normalization": "batch", "overrides": {"hidden_1": {"initializer": "zeros"}}}
    run = parse_run({"model": model})
    again = parse_run(run.model_dump(mode="json"))
    assert again.layers == run.layers
    assert again.layers[0].normalization is not None
    without = parse_run({"model": {"normalization": "batch", "overrides": {"hidden_1": {"normalization": None}}}})
    assert parse_run(without.model_dump(mode="json")).layers[0].normalization is None
