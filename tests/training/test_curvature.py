"""Curvature, noise and ranks against dense references: Hessians by differences of a NumPy network's gradients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import jax
import numpy as np
import pytest

from dynascope.probes import eigenvalue
from dynascope.spec import RunSpec
from dynascope.training import curvature, open_run
from dynascope.training.chunk import State, initial_state
from dynascope.training.data import data_of
from dynascope.training.datasets import prepare
from dynascope.training.figures import figures_of
from dynascope.training.network import learning, with_frozen
from dynascope.training.plan import plan_of
from dynascope.training.precision import precision
from dynascope.training.randomness import device_key
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
    "a frozen layer, textbook adam": {
        "dataset": {"name": "digits", "samples": 60, "batch_size": 16},
        "model": {"hidden_sizes": [6, 5], "activation": "tanh"},
        "optimizer": {"name": "adam", "form": "textbook"},
        "warm_start": {"run_id": "of a test", "layers": 1, "freeze": True},
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
COUNT = 3  # steps of the optimizer
BETAS = 0.9, 0.999

Arguments = tuple[State, curvature.Reference, Any, Any]
Run = Callable[..., tuple[dict[str, Any], np.ndarray]]


@dataclass
class Measured:
    """What the program says of a network, and the network: its weights at the row, at the next, and at the start, and
    Adam's second moments of them."""

    spec: RunSpec
    arguments: Arguments
    run: Run
    values: dict[str, Any]
    vectors: np.ndarray
    now: dict[str, np.ndarray]
    after: dict[str, np.ndarray]
    initial: dict[str, np.ndarray]
    second: dict[str, np.ndarray]

    @property
    def samples(self) -> tuple[np.ndarray, np.ndarray]:
        train, count = prepare(self.spec).train, plan_of(self.spec).probe_samples
        return train.inputs[:count], train.targets[:count]

    @property
    def learned(self) -> list[str]:
        """The arrays that are differentiated by; moving averages are not, nor is what is frozen."""
        still = tuple(f"{layer.name}." for layer in self.spec.layers if layer.frozen)
        return [name for name in self.now if not name.endswith((".mean", ".variance")) and not name.startswith(still)]

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

    def roots(self) -> np.ndarray:
        """D^½ of Adam, entry by entry: D is 1 / (1 − β₁³) over √(ν / (1 − β₂³)) + ε, of the textbook √(ν / (1 − β₂³) +
        ε)."""
        nu = np.concatenate([self.second[name].ravel() for name in self.learned]) / (1 - BETAS[1] ** COUNT)
        epsilon = float(self.spec.optimizer.parameters["epsilon"])
        textbook = self.spec.optimizer.rule == "textbook"
        denominator = np.sqrt(nu + epsilon) if textbook else np.sqrt(nu) + epsilon
        return 1 / np.sqrt((1 - BETAS[0] ** COUNT) * denominator)


def measure(spec: RunSpec, disturb: float = 0.3) -> Measured:
    """Measures a network some way off its first weights, with an update ahead, at its optimizer's third step and with
    another second moment for each entry."""
    plan, random = plan_of(spec), np.random.default_rng(0)

    def moved(tree: Any) -> Any:
        return jax.tree.map(lambda leaf: (leaf + disturb * random.random(leaf.shape)).astype(leaf.dtype), tree)

    def moment(leaf: np.ndarray) -> np.ndarray:
        return np.full_like(leaf, COUNT) if leaf.dtype == np.int32 else 10.0 ** random.uniform(-3, 1, leaf.shape)

    with precision(spec.precision):
        free = spec_of(**{**spec.model_dump(mode="json"), "warm_start": None})
        source = named(plan, spec.layer_names, *initial_weights(free, plan_of(free)))
        first, figures = initial_weights(spec, plan, source), figures_of(spec, plan)
        state = initial_state(plan, (moved(first[0]), moved(first[1])), figures)
        update = with_frozen(plan, learning(plan, moved(state.update)), state.update)
        moments = tuple(moment(leaf).astype(leaf.dtype) for leaf in state.optimizer)
        state = replace(state, update=update, optimizer=moments)
        reference = curvature.first_reference(spec, plan, first[0])
        arguments = state, reference, data_of(spec, plan, prepare(spec)), figures
        run = program(spec)
        values, vectors = run(*arguments)
    after = jax.tree.map(np.add, state.parameters, state.update)
    own = jax.tree.structure(learning(plan, state.parameters))
    second = state.parameters
    if spec.optimizer.preconditioned:  # its last leaves are the second moments
        second = with_frozen(plan, jax.tree.unflatten(own, moments[-own.num_leaves :]), state.parameters)
    networks = ((state.parameters, state.statistics), (after, state.statistics), first, (second, state.statistics))
    return Measured(spec, arguments, run, values, vectors, *(named(plan, spec.layer_names, *one) for one in networks))


def program(spec: RunSpec) -> Run:
    """From the arguments of a measurement to its figures, and the eigenvectors for the next."""
    compiled = jax.jit(curvature.curvature_of(plan_of(spec)))

    def run(*arguments: Any) -> tuple[dict[str, Any], np.ndarray]:
        with precision(spec.precision):
            (columns, layers), vectors = compiled(*arguments)
        values = dict(zip(CURVATURE_COLUMNS, np.asarray(columns).tolist(), strict=True))
        return values | dict(zip(SPECTRUM_COLUMNS, np.asarray(layers), strict=True)), np.asarray(vectors)

    return run


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


def test_preconditioned_sharpness_is_the_largest_eigenvalue_with_roots_on_both_sides(
    measured: Measured, hessian: np.ndarray
) -> None:
    if not measured.spec.optimizer.preconditioned:
        assert np.isnan(measured.values["preconditioned_sharpness"])
        return
    roots = measured.roots()
    assert roots.max() > 3 * roots.min()
    largest = np.linalg.eigvalsh(roots[:, None] * hessian * roots)[-1]
    assert measured.values["preconditioned_sharpness"] == pytest.approx(largest, rel=1e-3)


def test_a_measurement_starts_from_the_eigenvectors_of_the_one_before(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a single step of Lanczos the value is the start's own Rayleigh quotient: nearly that of the vector."""
    if not measured.spec.warm_start:
        return  # one program more to compile is enough
    monkeypatch.setattr(eigenvalue, "DIMENSIONS", 1)
    state, reference, *others = measured.arguments
    names = ["sharpness", "preconditioned_sharpness"]
    run = program(measured.spec)
    carried = replace(reference, vectors=measured.vectors)
    found = [[run(state, one, *others)[0][name] for name in names] for one in (carried, reference)]
    for name, warm, cold in zip(names, *found, strict=True):
        assert warm >= 0.97 * measured.values[name]
        assert cold < 0.8 * measured.values[name]


def test_random_vectors_are_those_of_the_key(measured: Measured) -> None:
    """The same at every measurement, of runs that share a split, and others with another key."""
    state, reference, *others = measured.arguments
    later = replace(state, step=state.step + 1)
    again, _ = measured.run(later, replace(reference, vectors=measured.vectors), *others)
    other, _ = measured.run(state, replace(reference, key=reference.key + np.uint32(1)), *others)
    assert again["hessian_trace"] == measured.values["hessian_trace"]
    assert other["hessian_trace"] != measured.values["hessian_trace"]
    assert other["sharpness"] == pytest.approx(measured.values["sharpness"], rel=1e-3)


def test_the_key_is_that_of_the_split() -> None:
    def key_of(**seeds: int) -> list[int]:
        spec = spec_of(seed={"split": 0, "initial_weights": 0, "batch_order": 0, "dropout": 0, **seeds})
        plan = plan_of(spec)
        return curvature.first_reference(spec, plan, initial_weights(spec, plan)[0]).key.tolist()

    assert key_of() == key_of(initial_weights=1, batch_order=1, dropout=1)
    assert key_of() != key_of(split=1)
    assert key_of() != device_key(0, "dropout").tolist()


def test_a_run_carries_its_eigenvectors_on() -> None:
    run = open_run(
        spec_of(
            dataset={"name": "diabetes", "samples": 60, "batch_size": 16},
            model={"hidden_sizes": []},
            optimizer="adam",
            telemetry={"curvature_every": 1},
            steps=3,
        )
    )
    found: list[np.ndarray] = []
    while not run.finished:
        run.advance(0.0)
        found.append(np.asarray(run._reference.vectors))
    np.testing.assert_allclose(np.linalg.norm(found[-1], axis=1), 1.0, rtol=1e-5)
    assert not np.array_equal(found[0], found[-1])


def test_an_eigenvalue_lies_within_the_residual_in_single_precision() -> None:
    """Of least squares with eleven parameters: Lanczos has all directions, and its recurrence says nothing of rounding.
    The Hessian is that of the inputs and a 1, exactly."""
    spec = spec_of(
        dataset={"name": "diabetes", "batch_size": 32, "standardize": False},
        model={"hidden_sizes": []},
        optimizer="sgd",
        telemetry={"curvature_every": 1, "probe_samples": None},
    )
    found = measure(spec)
    assert found.learned == ["output.bias", "output.kernel"]
    inputs = found.samples[0].astype(np.float32).astype(np.float64)
    inputs = np.column_stack([np.ones(len(inputs)), inputs])
    exact = inputs.T @ inputs / len(inputs)
    value, residual = found.values["sharpness"], found.values["sharpness_residual"]
    rounding = 4 * float(np.spacing(np.float32(value)))
    assert np.abs(np.linalg.eigvalsh(exact) - value).min() <= residual + rounding
    vector = found.vectors[0].astype(np.float64)
    assert residual == pytest.approx(np.linalg.norm(exact @ vector - value * vector), rel=0.5)


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
    frozen = [layer.frozen for layer in measured.spec.layers]
    np.testing.assert_array_equal(np.isnan(measured.values["gradient_alignment"]), frozen)
    for index, layer in enumerate(measured.spec.layer_names):
        one, other = (gradient[f"{layer}.kernel"].ravel() for gradient in gradients)
        kernel, start = measured.now[f"{layer}.kernel"], measured.initial[f"{layer}.kernel"]
        rows = activations[index].reshape(-1, activations[index].shape[-1])
        expected = {
            "gradient_alignment": np.nan
            if frozen[index]
            else one @ other / np.linalg.norm([one, other], axis=1).prod(),
            "initial_distance": np.linalg.norm(kernel - start) / np.linalg.norm(start),
            "kernel_effective_rank": _effective_rank(kernel.reshape(-1, kernel.shape[-1])),
            "activation_effective_rank": _effective_rank(rows - rows.mean(axis=0)),
        }
        for metric, value in expected.items():
            assert measured.values[metric][index] == pytest.approx(value, rel=1e-6, nan_ok=True), (metric, layer)


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
