"""Curvature, noise and ranks against dense references: Hessians by differences of a NumPy network's gradients."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import jax
import numpy as np
import pytest

from dynascope.spec import RunSpec
from dynascope.training import curvature
from dynascope.training.chunk import initial_state
from dynascope.training.data import data_of
from dynascope.training.datasets import prepare
from dynascope.training.figures import figures_of
from dynascope.training.plan import plan_of
from dynascope.training.precision import precision
from dynascope.training.rows import CURVATURE_COLUMNS, SPECTRUM_COLUMNS
from dynascope.training.weights import initial_weights, named
from tests.training.finished import spec_of
from tests.training.plain_network import plain_outputs, plain_pass

CASES: dict[str, dict[str, Any]] = {
    "convolutions, pooling, batch and layer normalisation, skips, adam": {
        "dataset": {"name": "digits", "samples": 60, "batch_size": 16},
        "model": {
            "name": "cnn",
            "conv_layers": [{"channels": 2, "pooling": "max"}],
            "hidden_sizes": [4, 4],
            "activation": "tanh",
            "normalization": "batch",
            "residual": True,
            "overrides": {"hidden_2": {"normalization": "layer", "activation": "sigmoid"}},
        },
        "optimizer": {"name": "adam", "form": "optax", "epsilon": 0.1},
        "telemetry": {"curvature_every": 1, "probe_samples": 30},
    },
    "stacked dense layers, regression, gradient descent, in slices": {
        "dataset": {"name": "diabetes", "samples": 60, "batch_size": 16},
        "model": {"hidden_sizes": [5, 5, 5], "activation": "elu"},
        "optimizer": "sgd",
        "regularization": {"l2": 0.5},
        "telemetry": {"curvature_every": 1, "probe_samples": 20},
    },
}
DENOMINATOR = 0.25  # of the preconditioner: what the second moment's root is set to, where there is one


@dataclass
class Measured:
    """What the program says of a network, and the network: its weights at the row, at the next, and at the start."""

    spec: RunSpec
    values: dict[str, Any]
    now: dict[str, np.ndarray]
    after: dict[str, np.ndarray]
    initial: dict[str, np.ndarray]

    @property
    def samples(self) -> tuple[np.ndarray, np.ndarray]:
        train, count = prepare(self.spec).train, plan_of(self.spec).probe_samples
        return train.inputs[:count], train.targets[:count]

    @property
    def learned(self) -> list[str]:
        """The arrays that are differentiated by; moving averages are not."""
        return [name for name in self.now if not name.endswith((".mean", ".variance"))]

    def gradient(self, weights: dict[str, np.ndarray], rows: slice = slice(None)) -> np.ndarray:
        """Of the data loss over some of the samples, by all that is learned, one after another."""
        x, y = self.samples
        data = self.spec.model_copy(update={"regularization": RunSpec().regularization})
        gradient = plain_pass(data, weights, x[rows], y[rows], training=False).gradient
        return np.concatenate([gradient[name].ravel() for name in self.learned])

    def hessian(self) -> np.ndarray:
        """Central differences of the gradient, one parameter after another."""
        columns = []
        for name in self.learned:
            for index in np.ndindex(self.now[name].shape):
                moved = [dict(self.now), dict(self.now)]
                for weights, by in zip(moved, (1e-5, -1e-5), strict=True):
                    weights[name] = weights[name].copy()
                    weights[name][index] += by
                columns.append((self.gradient(moved[0]) - self.gradient(moved[1])) / 2e-5)
        return np.array(columns)


def measure(spec: RunSpec, disturb: float = 0.3) -> Measured:
    """Measures a network some way off its first weights, with an update ahead, at its optimizer's third step."""
    plan, random = plan_of(spec), np.random.default_rng(0)

    def moved(tree: Any) -> Any:
        return jax.tree.map(lambda leaf: (leaf + disturb * random.random(leaf.shape)).astype(leaf.dtype), tree)

    with precision(spec.precision):
        first, figures = initial_weights(spec, plan), figures_of(spec, plan)
        state = initial_state(plan, (moved(first[0]), moved(first[1])), figures)
        leaves = [np.full_like(leaf, 3 if leaf.dtype == np.int32 else DENOMINATOR**2) for leaf in state.optimizer]
        state = replace(state, update=moved(state.update), optimizer=tuple(leaves))
        reference = curvature.first_reference(spec, plan, first[0])
        data = data_of(spec, plan, prepare(spec))
        (columns, layers), _ = jax.jit(curvature.curvature_of(plan))(state, reference, data, figures)
    values = dict(zip(CURVATURE_COLUMNS, np.asarray(columns).tolist(), strict=True))
    values |= dict(zip(SPECTRUM_COLUMNS, np.asarray(layers), strict=True))
    after = jax.tree.map(np.add, state.parameters, state.update)
    networks = ((state.parameters, state.statistics), (after, state.statistics), first)
    return Measured(spec, values, *(named(plan, spec.layer_names, *one) for one in networks))


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES.keys())
def measured(request: pytest.FixtureRequest) -> Measured:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(curvature, "MOST", {True: 512, False: 8})
        return measure(spec_of(precision="float64", **request.param))


@pytest.fixture(scope="module")
def hessian(measured: Measured) -> np.ndarray:
    return measured.hessian()


def test_sharpness_is_the_largest_eigenvalue(measured: Measured, hessian: np.ndarray) -> None:
    largest = np.linalg.eigvalsh(hessian)[-1]
    assert measured.values["sharpness"] == pytest.approx(largest, rel=1e-3)
    assert measured.values["sharpness_residual"] <= 5e-3 * largest


def test_preconditioned_sharpness(measured: Measured, hessian: np.ndarray) -> None:
    """All second moments are one number here, so P is one number: √(ν / (1 − β₂³)) + ε, times 1 − β₁³."""
    if not measured.spec.optimizer.preconditioned:
        assert np.isnan(measured.values["preconditioned_sharpness"])
        return
    scale = (1 - 0.9**3) * (DENOMINATOR / np.sqrt(1 - 0.999**3) + 0.1)
    assert measured.values["preconditioned_sharpness"] == pytest.approx(
        np.linalg.eigvalsh(hessian)[-1] / scale, rel=1e-3
    )


def test_the_trace_lies_within_its_error(measured: Measured, hessian: np.ndarray) -> None:
    off = abs(measured.values["hessian_trace"] - np.trace(hessian))
    assert off <= 3 * measured.values["hessian_trace_error"]
    assert measured.values["hessian_trace_error"] <= 0.25 * np.linalg.norm(hessian)


def test_noise_is_that_of_all_gradients_one_by_one(measured: Measured) -> None:
    count = len(measured.samples[0])
    gradients = np.array([measured.gradient(measured.now, slice(i, i + 1)) for i in range(count)])
    norms, mean = np.linalg.norm(gradients, axis=1), gradients.mean(axis=0)
    variance = np.square(gradients - mean).sum(axis=1).mean()
    assert measured.values["gradient_noise_scale"] == pytest.approx(variance / (mean @ mean), rel=1e-9)
    assert measured.values["example_gradient_norm/median"] == pytest.approx(np.median(norms), rel=1e-9)
    assert measured.values["example_gradient_norm/max"] == pytest.approx(norms.max(), rel=1e-9)


def test_layers(measured: Measured) -> None:
    """Alignment, distance and ranks, layer by layer, from the definitions."""
    x, y = measured.samples
    data = measured.spec.model_copy(update={"regularization": RunSpec().regularization})
    gradients = [plain_pass(data, weights, x, y, training=False).gradient for weights in (measured.now, measured.after)]
    activations = plain_outputs(measured.spec, measured.now, x).a
    for index, layer in enumerate(measured.spec.layer_names):
        one, other = (gradient[f"{layer}.kernel"].ravel() for gradient in gradients)
        kernel, start = measured.now[f"{layer}.kernel"], measured.initial[f"{layer}.kernel"]
        rows = activations[index].reshape(-1, activations[index].shape[-1])
        expected = {
            "gradient_alignment": one @ other / np.linalg.norm(one) / np.linalg.norm(other),
            "initial_distance": np.linalg.norm(kernel - start) / np.linalg.norm(start),
            "kernel_effective_rank": _effective_rank(kernel.reshape(-1, kernel.shape[-1])),
            "activation_effective_rank": _effective_rank(rows - rows.mean(axis=0)),
        }
        for metric, value in expected.items():
            assert measured.values[metric][index] == pytest.approx(value, rel=1e-6), (metric, layer)


def _effective_rank(matrix: np.ndarray) -> float:
    singular = np.linalg.svd(matrix, compute_uv=False)
    share = singular[singular > 0] / singular.sum()
    return float(np.exp(-(share * np.log(share)).sum()))


def test_softmax_regression_on_digits() -> None:
    """At weights of 0 the Hessian is C ⊗ (I − 11ᵀ/10) / 10, with C the second moments of the inputs and a 1."""
    spec = spec_of(
        dataset={"name": "digits", "batch_size": None, "validation_fraction": 0},
        model={"hidden_sizes": [], "initializer": "zeros"},
        optimizer="sgd",
        telemetry={"curvature_every": 1, "probe_samples": None},
    )
    values = measure(spec, disturb=0.0).values
    assert values["sharpness"] == pytest.approx(1.144353, rel=1e-5)
    assert values["hessian_trace"] == pytest.approx(14.4128, rel=0.04)
    train = prepare(spec).train
    inputs = np.column_stack([train.inputs, np.ones(len(train.inputs))])
    errors = 0.1 - np.eye(10)[train.targets.astype(int)]
    squares = np.square(inputs).sum(axis=1) * np.square(errors).sum(axis=1)
    mean = np.square(inputs.T @ errors / len(inputs)).sum()
    assert values["gradient_noise_scale"] == pytest.approx(squares.mean() / mean - 1, rel=1e-4)
