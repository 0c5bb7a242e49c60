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


def test_a_warm_start_is_refused() -> None:
    theory = theory_of(RunSpec.model_validate({"warm_start": {"run_id": "of a test", "layers": 1}}))
    assert theory.reason is not None
    assert theory.reason.code == "warm_start"
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


@pytest.mark.parametrize("standardize", [True, False])
@pytest.mark.parametrize(
    "part",
    [
        {"name": "digits", "samples": 200},
        {"name": "digits", "validation_fraction": 0.9},
        {"name": "wine", "samples": 50},  # of one cultivar
        {"name": "breast_cancer", "samples": 100, "validation_fraction": 0.5},
    ],
    ids=str,
)
def test_part_of_a_set_is_not_known_without_the_data(part: dict[str, Any], standardize: bool) -> None:
    spec = RunSpec.model_validate({"dataset": {**part, "batch_size": None, "standardize": standardize}})
    assert input_second_moment(spec.dataset) is None
    reason = theory_of(spec).reason
    assert reason is not None
    assert reason.code == "inputs_unknown"


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "dataset",
    [
        {"name": "digits", "validation_fraction": 0.25},
        {"name": "digits", "samples": 1797, "validation_fraction": 0},
        {"name": "spirals", "samples": 20, "seed": 3},  # drawn, and none but standardised to a mean square of 1
    ],
    ids=str,
)
def test_standardised_inputs_have_the_mean_square_that_is_told(dataset: dict[str, Any], seed: int) -> None:
    settings = {**dataset, "batch_size": None, "standardize": True}
    spec = RunSpec.model_validate({"dataset": settings, "seed": seed})
    told = input_second_moment(spec.dataset)
    assert float(np.mean(prepare(spec).train.inputs ** 2)) == pytest.approx(told, rel=0.025)


def test_an_upload_of_images_has_pixels_that_may_not_vary() -> None:
    facts = {"content": "0" * 64, "target": "y", "rows": 500, "features": 64, "classes": 10}
    for image, told in (((8, 8, 1), None), (None, 1.0)):
        settings = {"name": "upload:" + "0" * 16, "facts": {**facts, "image": image}}
        assert input_second_moment(RunSpec.model_validate({"dataset": settings}).dataset) == told


@pytest.mark.parametrize(
    ("dataset", "means", "deviations"),
    [
        ("mnist", [0.1307], [0.3081]),
        ("fashion_mnist", [0.2860], [0.3530]),
        ("cifar10", [0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]),
    ],
)
def test_images_have_the_mean_and_deviation_that_are_published(
    dataset: str, means: list[float], deviations: list[float]
) -> None:
    """By channel, as they are usually normalised: E[x²] = mean² + deviation²."""
    told = input_second_moment(RunSpec.model_validate({"dataset": dataset}).dataset)
    assert told == pytest.approx(np.mean(np.square(means) + np.square(deviations)), rel=1e-3)


def test_as_many_pixels_of_images_vary_as_is_published() -> None:
    """67 of MNIST's 784 are 0 in all 60,000 images; of Fashion-MNIST and CIFAR-10 none is."""
    for dataset, varying in {"mnist": 717, "fashion_mnist": 784, "cifar10": 3072}.items():
        spec = RunSpec.model_validate({"dataset": {"name": dataset, "standardize": True}})
        assert input_second_moment(spec.dataset) == pytest.approx(varying / spec.dataset.feature_count)
