"""Which metrics a run promises, on which layers, at which steps."""

from __future__ import annotations

from typing import Any

import pytest

from dynascope.spec import RunSpec, parse_run
from dynascope.telemetry import METRICS, layers_of, metrics_of, unit_of

CONTRACT = {
    "loss/train", "loss/validation", "loss/penalty", "accuracy/train", "accuracy/validation", "learning_rate",
    "gradient_norm/global", "update_norm/global", "gradient_clip_scale",
    "gradient_norm", "weight_norm", "update_norm", "update_ratio", "gradient_rms", "backprop_rms", "backprop_gain",
    "prelu_slope", "loss/train_evaluation_mode", "running_mean_shift", "running_variance_ratio",
    "normalization_scale_mean", "normalization_scale_std", "normalization_shift_mean", "normalization_shift_std",
    "preactivation_mean", "preactivation_std", "activation_mean", "activation_std", "preactivation_rms",
    "signal_std", "signal_correlation", "saturated_fraction", "dead_fraction",
    "decision/class", "decision/confidence", "prediction/value",
    "sharpness", "sharpness_residual", "preconditioned_sharpness", "hessian_trace", "hessian_trace_error",
    "gradient_noise_scale", "example_gradient_norm/median", "example_gradient_norm/max", "gradient_alignment",
    "initial_distance", "kernel_effective_rank", "activation_effective_rank",
}  # fmt: skip


def spec(activation: str = "relu", **fields: Any) -> RunSpec:
    return parse_run({"model": {"name": "mlp", "hidden_sizes": [8, 8], "activation": activation}, **fields})


def test_the_names_are_those_of_the_contract() -> None:
    assert set(METRICS) == CONTRACT


def test_what_is_promised_follows_the_spec() -> None:
    assert "accuracy/train" in metrics_of(spec())
    regression = metrics_of(spec(dataset="diabetes"))
    assert "accuracy/train" not in regression
    assert "loss/validation" in regression
    everything = metrics_of(spec(dataset={"name": "digits", "validation_fraction": 0}))
    assert "loss/validation" not in everything
    assert "loss/penalty" not in metrics_of(spec())
    assert "loss/penalty" in metrics_of(spec(regularization={"l1": 0.1}))
    assert "decision/class" in metrics_of(spec(dataset="moons"))
    assert "decision/class" not in metrics_of(spec())
    assert "prediction/value" in metrics_of(spec(dataset="sine"))
    assert "prediction/value" not in regression
    assert "prediction/value" not in metrics_of(spec(dataset="moons"))
    curved: dict[str, Any] = {"telemetry": {"curvature_every": 10}}
    assert "sharpness" not in metrics_of(spec())
    assert {"sharpness", "preconditioned_sharpness", "kernel_effective_rank"} <= set(metrics_of(spec(**curved)))
    assert "preconditioned_sharpness" not in metrics_of(spec(**curved, optimizer="sgd"))


@pytest.mark.parametrize(
    ("activation", "saturates", "dies"),
    [("sigmoid", True, False), ("tanh", True, False), ("relu", False, True), ("gelu", False, False)],
)
def test_saturation_and_death_exist_where_they_are_defined(activation: str, saturates: bool, dies: bool) -> None:
    one = spec(activation)
    assert ("saturated_fraction" in metrics_of(one)) == saturates
    assert ("dead_fraction" in metrics_of(one)) == dies


def test_normalisation_is_watched_where_it_is() -> None:
    def of(**model: Any) -> RunSpec:
        return parse_run({"model": {"hidden_sizes": [8, 8], "overrides": {"hidden_2": model}}})

    batch, layer = of(normalization="batch"), of(normalization="layer")
    for metric in ("normalization_scale_mean", "normalization_shift_std"):
        assert layers_of(metric, batch) == layers_of(metric, layer) == ("hidden_2",)
        assert metric not in metrics_of(spec())
    for metric in ("running_mean_shift", "running_variance_ratio"):
        assert layers_of(metric, batch) == ("hidden_2",)
        assert metric not in metrics_of(layer)


@pytest.mark.parametrize(
    ("model", "differs"),
    [
        ({"normalization": "batch"}, True),
        ({"dropout": 0.1}, True),
        ({"activation": "rrelu"}, True),
        ({"normalization": "layer", "activation": "prelu"}, False),
    ],
)
def test_the_other_mode_is_watched_where_there_are_two(model: dict[str, Any], differs: bool) -> None:
    assert ("loss/train_evaluation_mode" in metrics_of(parse_run({"model": model}))) == differs


def test_a_convolutional_network_has_its_layers() -> None:
    one = parse_run({"model": {"name": "cnn", "hidden_sizes": [8]}})
    assert layers_of("gradient_norm", one) == ("conv_1", "conv_2", "hidden_1", "output")
    assert layers_of("dead_fraction", one) == ("conv_1", "conv_2", "hidden_1")


def test_layer_axes() -> None:
    one = spec()
    assert layers_of("gradient_norm", one) == ("hidden_1", "hidden_2", "output")
    assert layers_of("backprop_gain", one) == ("hidden_1", "hidden_2")
    assert layers_of("loss/train", one) == ()
    mixed = parse_run(
        {
            "model": {
                "name": "mlp",
                "hidden_sizes": [8, 8],
                "activation": "tanh",
                "overrides": {"hidden_1": {"activation": "relu"}},
            }
        }
    )
    assert layers_of("saturated_fraction", mixed) == ("hidden_2",)
    assert layers_of("dead_fraction", mixed) == ("hidden_1",)


def test_a_linear_model_has_no_hidden_metrics() -> None:
    linear = parse_run({"model": {"name": "mlp", "hidden_sizes": []}})
    assert "backprop_gain" not in metrics_of(linear)
    assert "gradient_norm" in metrics_of(linear)


def test_units_follow_the_loss() -> None:
    assert unit_of("loss/train", spec()) == "nats"
    assert unit_of("loss/train", spec(dataset="diabetes")) == "target variances"
    raw = {"name": "diabetes", "standardize": False}
    assert unit_of("loss/train", spec(dataset=raw)) == "squared units"
    one_hot = {"name": "digits", "standardize": True}
    assert unit_of("loss/train", spec(dataset=one_hot, loss="squared_error")) == "squared units"
    assert unit_of("accuracy/train", spec()) == "1"
