"""Rules on what passes through the layers: every bound from both sides, and what is told."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.spec import RunSpec
from tests.diagnosis.boundaries import (
    SIGMOID,
    Series,
    above,
    below,
    bound,
    found,
    says,
    since,
    stretches,
    three_running,
    until,
)
from tests.diagnosis.made import spec, steady

RELU, TANH = spec("relu"), spec("tanh")
WARM = {"warm_start": {"run_id": "run_1", "layers": 1, "freeze": True}}
EDGE = 2.0**-24
SOUND = (1.0, 1.0, 1.0)


def shifted(mean: float, signal: float, spread: float) -> Series:
    return {
        "activation_mean": steady(0.0, mean, 0.0, rows=5),
        "signal_std": steady(1.0, signal, 1.0, rows=5),
        "activation_std": steady(1.0, spread, 1.0, rows=5),
    }


NORM, RANK, SIZE = "gradient_norm", "kernel_effective_rank", "preactivation_rms"
WEIGHTS = "weight_norm"
SHIFT = {"signal_std": steady(*SOUND, rows=7), "activation_std": steady(*SOUND, rows=7)}


BOUNDS = [
    *bound(
        "ExplodingGradient",
        "a norm above 1e3",
        {"gradient_norm__global": [1.0, above(1e3), 1.0]},
        {"gradient_norm__global": [1.0, 1e3, 1.0]},
    ),
    *bound(
        "ExplodingGradient",
        "an infinite norm",
        {"gradient_norm__global": [1.0, np.inf]},
        {"gradient_norm__global": [1.0, 1.0]},
    ),
    *bound(
        "ExplodingGradient",
        "100 times the output's",
        {"backprop_rms": steady(100.0, 1.0, 1.0, rows=4)},
        {"backprop_rms": steady(below(100.0), 1.0, 1.0, rows=4)},
    ),
    *three_running("ExplodingGradient", "backprop_rms", SOUND, (500.0, 1.0, 1.0), SIGMOID),
    *bound(
        "VanishingGradient",
        "1e-3 of the output's",
        {NORM: steady(1e-3, 1.0, 1.0, rows=4)},
        {NORM: steady(above(1e-3), 1.0, 1.0, rows=4)},
    ),
    *bound(
        "VanishingGradient",
        "above 0",
        {NORM: steady(1e-30, 1.0, 1.0, rows=4)},
        {NORM: steady(0.0, 1.0, 1.0, rows=4)},
    ),
    *bound(
        "VanishingGradient",
        "a hidden layer",
        {NORM: steady(1.0, 1e-6, 1.0, rows=4)},
        {NORM: steady(1.0, 1.0, 1e-6, rows=4)},
    ),
    *three_running("VanishingGradient", NORM, SOUND, (1.0, 1e-6, 1.0), SIGMOID),
    *bound(
        "SaturatedActivation",
        "0.65 of a layer",
        {"saturated_fraction": steady(0.0, 0.65, rows=4)},
        {"saturated_fraction": steady(0.0, below(0.65), rows=4)},
        TANH,
    ),
    *three_running("SaturatedActivation", "saturated_fraction", (0.1, 0.1), (0.9, 0.1), TANH),
    *bound(
        "DeadUnits",
        "half of a layer",
        {"dead_fraction": steady(0.0, 0.5, rows=4)},
        {"dead_fraction": steady(0.0, below(0.5), rows=4)},
        RELU,
    ),
    *bound(
        "DeadUnits",
        "a layer of ReLU",
        {"dead_fraction": steady(0.9, 0.9, rows=4)},
        {"dead_fraction": steady(0.9, 0.9, rows=4)},
        RELU,
        spec("leaky_relu"),
    ),
    *three_running("DeadUnits", "dead_fraction", (0.1, 0.1), (0.9, 0.1), RELU),
    *bound("BiasShift", "10 times the signal", shifted(10.0, 1.0, 1.0), shifted(below(10.0), 1.0, 1.0)),
    *bound("BiasShift", "10 times, below 0", shifted(-10.0, 1.0, 1.0), shifted(above(-10.0), 1.0, 1.0)),
    *bound("BiasShift", "twice the spread", shifted(10.0, 0.5, 5.0), shifted(10.0, 0.5, above(5.0))),
    *bound(
        "BiasShift",
        "a hidden layer",
        {**SHIFT, "activation_mean": steady(20.0, 0.0, 0.0, rows=7)},
        {**SHIFT, "activation_mean": steady(0.0, 0.0, 20.0, rows=7)},
    ),
    *bound(
        "BiasShift",
        "three rows running",
        {**SHIFT, "activation_mean": stretches((2, SOUND), (3, (1.0, 20.0, 1.0)), (2, SOUND))},
        {**SHIFT, "activation_mean": stretches((2, SOUND), (2, (1.0, 20.0, 1.0)), (3, SOUND))},
    ),
    *bound(
        "FrozenLayer",
        "2⁻²⁴",
        {"update_ratio": steady(EDGE, 1e-3, 1e-3, rows=10)},
        {"update_ratio": steady(above(EDGE), 1e-3, 1e-3, rows=10)},
    ),
    *bound(
        "FrozenLayer",
        "another moves by 1e-5",
        {"update_ratio": steady(0.0, 1e-7, 1e-5, rows=10)},
        {"update_ratio": steady(0.0, 1e-7, below(1e-5), rows=10)},
    ),
    *bound(
        "FrozenLayer",
        "another moves meanwhile",
        {"update_ratio": stretches((10, (0.0, 1e-3, 1e-3)), (10, SOUND))},
        {"update_ratio": stretches((10, (0.0, 0.0, 0.0)), (10, SOUND))},
    ),
    *bound(
        "FrozenLayer",
        "ten rows running",
        {"update_ratio": stretches((2, SOUND), (10, (1.0, 0.0, 1.0)), (2, SOUND))},
        {"update_ratio": stretches((2, SOUND), (9, (1.0, 0.0, 1.0)), (2, SOUND))},
    ),
]


@pytest.mark.parametrize(("rule", "of", "series", "expected"), BOUNDS)
def test_a_rule_holds_to_its_bound(rule: str, of: RunSpec | None, series: Series, expected: bool) -> None:
    assert (found(rule, of, series) is not None) == expected


def test_a_large_norm_is_told_with_the_layers_that_hold_it() -> None:
    """Of a norm of about 1,005 a tenth is 100.5."""
    layers = stretches((2, (1.0, 1.0, 1.0)), (1, (99.0, 1000.0, 103.0)), (2, (2000.0, 1.0, 1.0)))
    finding = found("ExplodingGradient", SIGMOID, {"gradient_norm__global": [1, 1, 1005, 2000, 2000], NORM: layers})
    says(finding, 20, ("hidden_2", "output"), ("gradient_norm/global", None, 20, 1005.0, 1e3))
    elsewhere = {"gradient_norm__global": [1, 1, 1005], NORM: since(1, layers)}
    says(found("ExplodingGradient", SIGMOID, elsewhere), 20, (), ("gradient_norm/global", None, 20, 1005.0, 1e3))


def test_growth_is_told_of_the_layer_that_grows_most() -> None:
    rows = stretches((3, SOUND), (4, (300.0, 800.0, 2.0)), (3, (900.0, 1.0, 1.0)))
    says(
        found("ExplodingGradient", SIGMOID, {"backprop_rms": rows}),
        30,
        ("hidden_1", "hidden_2"),
        ("backprop_rms", "hidden_2", 30, 800.0, 200.0),
        ("backprop_rms", "output", 30, 2.0, None),
    )


@pytest.mark.parametrize(("large", "code"), [(1, "exploding_gradient"), (3, "exploding_backprop")])
def test_of_two_ways_to_explode_the_first_is_told(large: int, code: str) -> None:
    norms = stretches((large, 1.0), (6 - large, 2e3))
    growing = stretches((2, SOUND), (4, (500.0, 1.0, 1.0)))
    finding = found("ExplodingGradient", SIGMOID, {"gradient_norm__global": norms, "backprop_rms": growing})
    assert finding is not None
    assert (finding.code, finding.first_step) == (code, 10 * min(large, 2))


def test_vanishing_is_told_of_the_layer_with_least() -> None:
    rows = stretches((2, SOUND), (3, (2e-4, 2e-5, 2.0)), (5, (1e-9, 2.0, 2.0)))
    says(
        found("VanishingGradient", SIGMOID, {NORM: rows}),
        20,
        ("hidden_1", "hidden_2"),
        (NORM, "hidden_2", 20, 2e-5, 2e-3),
        (NORM, "output", 20, 2.0, None),
    )


@pytest.mark.parametrize(
    ("rule", "of", "metric", "threshold"),
    [("SaturatedActivation", TANH, "saturated_fraction", 0.65), ("DeadUnits", RELU, "dead_fraction", 0.5)],
)
def test_a_share_is_told_of_every_layer_that_begins(rule: str, of: RunSpec, metric: str, threshold: float) -> None:
    finding = found(rule, of, {metric: stretches((2, (0.1, 0.9)), (1, (0.1, 0.1)), (4, (0.7, 0.8)), (2, (1.0, 0.1)))})
    told = [(metric, layer, 30, share, threshold) for layer, share in (("hidden_1", 0.7), ("hidden_2", 0.8))]
    says(finding, 30, ("hidden_1", "hidden_2"), *told)
    assert finding is not None
    assert finding.params["layer"] == "hidden_2"


def test_a_shift_is_told_of_the_layer_with_the_largest() -> None:
    """The signal is recorded at every second row only: three of those have the shift from step 40 on."""
    series = {
        "activation_mean": stretches((3, (0.0, 0.0, 0.0)), (6, (4.0, -6.0, 9.0))),
        "activation_std": steady(*SOUND, rows=9),
        "signal_std": until(80, stretches((2, SOUND), (3, (0.2, 0.1, 0.1)))),
    }
    says(
        found("BiasShift", SIGMOID, series),
        40,
        ("hidden_1", "hidden_2"),
        ("activation_mean", "hidden_2", 40, -6.0, -1.0),
        ("signal_std", "hidden_2", 40, 0.1, None),
    )


@pytest.mark.parametrize("of", [SIGMOID, None], ids=["ours", "not ours"])
def test_every_frozen_layer_is_told_with_the_first_and_what_moves(of: RunSpec | None) -> None:
    rows = stretches((2, SOUND), (3, (0.0, 1e-2, 1e-3)), (12, (0.0, 1e-9, 1e-4)))
    says(
        found("FrozenLayer", of, {"update_ratio": rows}),
        20,
        ("hidden_1", "hidden_2"),
        ("update_ratio", "hidden_1", 20, 0.0, EDGE),
        ("update_ratio", "hidden_2", 20, 1e-2, None),
    )


def test_beside_a_layer_frozen_on_purpose_the_other_is_the_fault() -> None:
    rows = stretches((3, (0.0, 1e-2, 1e-3)), (12, (0.0, 1e-9, 1e-4)))
    finding = found("FrozenLayer", spec(**WARM), {"update_ratio": rows})
    alone = found("FrozenLayer", spec(**WARM), {"update_ratio": stretches((12, (0.0, 1e-2, 1e-3)))})
    assert alone is not None
    assert (alone.severity, alone.layers) == ("note", ("hidden_1",))
    says(
        finding,
        30,
        ("hidden_2",),
        ("update_ratio", "hidden_2", 30, 1e-9, EDGE),
        ("update_ratio", "output", 30, 1e-4, None),
    )
    assert finding is not None
    assert finding.severity == "warning"
