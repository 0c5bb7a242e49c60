"""Mean-field curves against published figures, against sampled networks, and where they are refused."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from dynascope.spec import RunSpec
from dynascope.theory import Curve, Statement, mean_field, theory_of
from dynascope.theory.inputs import input_second_moment
from dynascope.training.datasets import prepare

DEPTH, WIDTH = 30, 300


def spec_with(**model: Any) -> RunSpec:
    base = {"name": "mlp", "hidden_sizes": [WIDTH] * DEPTH}
    data = {"name": "gaussian_noise", "features": WIDTH, "batch_size": 256, "validation_fraction": 0}
    return RunSpec.model_validate({"dataset": data, "model": base | model})


def curves_of(spec: RunSpec) -> dict[str, Curve]:
    curves = mean_field(spec)
    assert not isinstance(curves, Statement), curves
    return {curve.metric: curve for curve in curves}


@pytest.mark.parametrize(
    ("activation", "initializer", "chi", "q"),
    [
        ("tanh", {"name": "mean_field", "sigma_w": 1.761**0.5, "sigma_b": 0.05**0.5}, 1.0, 0.570),
        ("tanh", {"name": "mean_field", "sigma_w": 2.5**0.5, "sigma_b": 0.05**0.5}, 1.1335, None),
        ("relu", "he_normal", 1.0, 2.0),
    ],
)
def test_published_figures(activation: str, initializer: Any, chi: float, q: float | None) -> None:
    """Rows 1 to 3 of the reference: the ratio per layer, and where q settles."""
    curves = curves_of(spec_with(activation=activation, initializer=initializer))
    gains = np.array(curves["backprop_gain"].values)
    # The last gain is that of the output layer, which is narrower.
    assert gains[-2] ** 2 == pytest.approx(chi, abs=2e-3)
    if q is not None:
        assert curves["preactivation_rms"].values[DEPTH - 1] ** 2 == pytest.approx(q, rel=5e-3)


@pytest.mark.parametrize(
    ("activation", "initializer"),
    [
        ("tanh", "uniform_fan_in"),
        ("sigmoid", {"name": "normal", "stddev": 0.1}),
        ({"name": "leaky_relu", "negative_slope": 0.2}, "xavier_uniform"),
        ("gelu", {"name": "orthogonal", "gain": 1.3}),
        ("prelu", {"name": "mean_field", "sigma_w": 1.2, "sigma_b": 0.3}),
    ],
)
def test_curves_are_those_of_sampled_networks(activation: Any, initializer: Any) -> None:
    """Against networks drawn and differentiated here, in float64, from the initialisers' and activations' formulas."""
    sizes = [400, 300, 500, 200, 10]
    spec = RunSpec.model_validate(
        {
            "dataset": {"name": "gaussian_noise", "features": sizes[0]},
            "model": {"hidden_sizes": sizes[1:-1], "activation": activation, "initializer": initializer},
        }
    )
    curves = curves_of(spec)
    measured = [_sampled(spec, sizes, seed) for seed in range(8)]
    rms = np.sqrt(np.mean([one[0] for one in measured], axis=0))
    gain = np.sqrt(np.exp(np.mean([np.log(one[1]) for one in measured], axis=0)))
    # Ten outputs alone end the net, and carry the gradient into the last hidden layer.
    np.testing.assert_allclose(curves["preactivation_rms"].values[:-1], rms[:-1], rtol=0.04)
    np.testing.assert_allclose(curves["preactivation_rms"].values[-1], rms[-1], rtol=0.12)
    np.testing.assert_allclose(curves["backprop_gain"].values[:-1], gain[:-1], rtol=0.04)
    np.testing.assert_allclose(curves["backprop_gain"].values[-1], gain[-1], rtol=0.12)
    whole = np.append(np.cumprod(np.array(curves["backprop_gain"].values)[::-1])[::-1], 1.0)
    np.testing.assert_allclose(curves["backprop_rms"].values, whole)
    assert curves["backprop_rms"].relative_to == "output"


def _sampled(spec: RunSpec, sizes: list[int], seed: int) -> tuple[list[float], list[float]]:
    """Mean squares of the pre-activations, and their ratios of the back-propagated signal."""
    random = np.random.default_rng(seed)
    signal = random.standard_normal((200, sizes[0]))
    weights, values = [], []
    for layer, (n, m) in enumerate(itertools.pairwise(sizes)):
        kernel, bias = _drawn(spec, random, n, m)
        weights.append(kernel)
        values.append(signal @ kernel + bias)
        signal = values[-1] if layer == len(sizes) - 2 else _f(spec, values[-1])
    back, ratios = random.standard_normal((200, sizes[-1])), []
    for kernel, z in zip(weights[:0:-1], values[-2::-1], strict=True):
        slope = (_f(spec, z + 1e-6) - _f(spec, z - 1e-6)) / 2e-6
        below = (back @ kernel.T) * slope
        ratios.append(np.mean(below**2) / np.mean(back**2))
        back = below
    return [float(np.mean(z**2)) for z in values], ratios[::-1]


def _drawn(spec: RunSpec, random: np.random.Generator, n: int, m: int) -> tuple[np.ndarray, np.ndarray]:
    bias = np.zeros(m)
    match spec.model.initializer.name:
        case "uniform_fan_in":
            return random.uniform(-(n**-0.5), n**-0.5, (n, m)), bias
        case "normal":
            return 0.1 * random.standard_normal((n, m)), bias
        case "xavier_uniform":
            limit = (6 / (n + m)) ** 0.5
            return random.uniform(-limit, limit, (n, m)), bias
        case "orthogonal":
            q, _ = np.linalg.qr(random.standard_normal((max(n, m), min(n, m))))
            return 1.3 * (q if n >= m else q.T), bias
        case _:
            return 1.2 * n**-0.5 * random.standard_normal((n, m)), 0.3 * random.standard_normal(m)


def _f(spec: RunSpec, z: np.ndarray) -> np.ndarray:
    match spec.model.activation.name:
        case "tanh":
            return np.tanh(z)
        case "sigmoid":
            return 1 / (1 + np.exp(-z))
        case "gelu":
            return 0.5 * z * (1 + np.tanh((2 / np.pi) ** 0.5 * (z + 0.044715 * z**3)))
        case "leaky_relu":
            return np.where(z > 0, z, 0.2 * z)
        case _:
            return np.where(z > 0, z, 0.25 * z)


@pytest.mark.parametrize(
    ("model", "code", "layer"),
    [
        ({"normalization": "batch"}, "normalization", "hidden_1"),
        ({"normalization": "layer"}, "normalization", "hidden_1"),
        ({"residual": True}, "residual", "hidden_2"),
        ({"overrides": {"hidden_7": {"dropout": 0.5}}}, "dropout", "hidden_7"),
        ({"activation": "rrelu"}, "drawn_activation", "hidden_1"),
        ({"overrides": {"hidden_3": {"initializer": "zeros"}}}, "equal_weights", "hidden_3"),
    ],
)
def test_curves_are_refused_where_their_assumptions_fail(model: dict[str, Any], code: str, layer: str) -> None:
    reason = theory_of(spec_with(**model)).reason
    assert reason is not None
    assert (reason.code, reason.params) == (code, {"layer": layer})
    assert layer in reason.message


def test_a_convolution_is_refused() -> None:
    theory = theory_of(RunSpec.model_validate({"model": "cnn"}))
    assert theory.reason is not None
    assert theory.reason.code == "convolution"
    assert theory.curves == ()


def test_a_linear_model_has_its_output_alone() -> None:
    curves = curves_of(RunSpec.model_validate({"model": {"hidden_sizes": []}}))
    assert curves["preactivation_rms"].layers == ("output",)
    assert curves["backprop_gain"].values == ()


def test_an_override_is_felt_above_it() -> None:
    """A layer of five times the weights: its own q is 25 times as large, and that of the layers below is as before."""
    plain = curves_of(spec_with(initializer="he_normal"))["preactivation_rms"].values
    wide = {"name": "mean_field", "sigma_w": 5 * 2**0.5}
    changed = spec_with(initializer="he_normal", overrides={"hidden_7": {"initializer": wide}})
    ratio = np.array(curves_of(changed)["preactivation_rms"].values) / np.array(plain)
    np.testing.assert_allclose(ratio[:6], 1.0)
    np.testing.assert_allclose(ratio[6:], 5.0)


@pytest.mark.parametrize(
    "dataset", ["digits", "wine", "breast_cancer", "diabetes", "spirals", "moons", "circles", "xor", "gaussians"]
)
@pytest.mark.parametrize("standardize", [True, False])
def test_the_mean_square_of_the_inputs_is_that_of_the_data(dataset: str, standardize: bool) -> None:
    spec = RunSpec.model_validate({"dataset": {"name": dataset, "standardize": standardize}})
    expected = input_second_moment(spec.dataset)
    assert float(np.mean(prepare(spec).train.inputs ** 2)) == pytest.approx(expected, rel=0.05)
