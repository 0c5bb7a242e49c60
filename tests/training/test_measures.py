"""Every row of a short run against an independent network in NumPy."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from dynascope.spec import LayerSpec
from dynascope.telemetry import METRICS, QUANTITIES, binning_of, metrics_of
from dynascope.training.batches import BatchOrder
from dynascope.training.datasets import prepare
from dynascope.training.plan import plan_of
from tests.training.finished import Finished, finish
from tests.training.plain_network import PlainPass, loss_of, plain_outputs, plain_pass

DATA = {"name": "digits", "samples": 90, "batch_size": 16, "validation_fraction": 0.2}
DENSE = {"layers_every": 1, "evaluation_every": 1, "distributions_every": 1, "probe_samples": 40}
STEPS = 4
CASES: dict[str, dict[str, Any]] = {
    "relu, penalties, clipping": {
        "model": {"hidden_sizes": [12, 12, 12, 7], "activation": "relu"},
        "regularization": {"l1": 1e-3, "l2": 1e-2},
        "gradient_clipping": {"name": "global_norm", "threshold": 1.0},
    },
    "tanh, batch norm before, max-norm": {
        "model": {"hidden_sizes": [12, 12, 12], "activation": "tanh", "normalization": "batch"},
        "regularization": {"max_norm": 1.5},
    },
    "sigmoid, batch norm after, squared error": {
        "model": {
            "hidden_sizes": [12, 9],
            "activation": "sigmoid",
            "normalization": {"name": "batch", "position": "after_activation"},
        },
        "loss": "squared_error",
    },
    "a layer apart, regression": {
        "dataset": {"name": "diabetes", "samples": 90, "batch_size": 16},
        "model": {
            "hidden_sizes": [12, 12, 12, 12],
            "activation": "tanh",
            "overrides": {"hidden_3": {"activation": "elu", "normalization": "batch"}},
        },
    },
    "a convolutional network": {
        "model": {
            "name": "cnn",
            "conv_layers": [{"channels": 5, "pooling": "max"}, {"channels": 4}, {"channels": 4}],
            "hidden_sizes": [6],
            "normalization": "batch",
        },
        "regularization": {"l2": 1e-2, "max_norm": 1.2},
    },
    "strides, no padding, an even kernel, average pooling, sides that are odd": {
        "model": {
            "name": "cnn",
            "conv_layers": [
                {"channels": 3, "kernel": 4, "stride": 2, "padding": "same"},
                {"channels": 4, "kernel": 2, "padding": "valid", "pooling": "average"},
            ],
            "hidden_sizes": [],
            "activation": "tanh",
            "normalization": {"name": "layer", "position": "after_activation"},
        },
    },
    "skips, layer normalisation": {
        "model": {
            "name": "cnn",
            "conv_layers": [{"channels": 3, "pooling": "max"}, {"channels": 3}, {"channels": 3}],
            "hidden_sizes": [8, 8, 8],
            "activation": "elu",
            "normalization": {"name": "layer", "epsilon": 1e-3},
            "residual": True,
        },
    },
    "nesterov": {
        "model": {"hidden_sizes": [12, 12, 12], "activation": "tanh"},
        "optimizer": {"name": "nesterov", "learning_rate": 0.2},
    },
}


class Replay:
    """The same descent in NumPy: weights, pass and update of each row."""

    def __init__(self, finished: Finished) -> None:
        spec = self.spec = finished.run.spec
        self.data = prepare(spec)
        batches = BatchOrder(plan_of(spec), spec.seeds.batch_order).batches(0, STEPS + 1, STEPS + 1)
        weights = {name: value.copy() for name, value in finished.run.weights("initial").items()}
        velocity = {name: np.zeros_like(value) for name, value in weights.items()}
        beta = 0.9 if spec.optimizer.name == "nesterov" else 0.0
        self.weights: list[dict[str, np.ndarray]] = []
        self.passes: list[PlainPass] = []
        self.at_iterate: list[PlainPass] = []
        self.updates: list[dict[str, np.ndarray]] = []
        self.inputs: list[np.ndarray] = []
        self.targets: list[np.ndarray] = []
        self.scales: list[float] = []
        for batch in batches:
            x, y = self.data.train.inputs[batch], self.data.train.targets[batch]
            point = {name: value - beta * velocity[name] for name, value in weights.items()}
            done = plain_pass(spec, point, x, y)
            learning = {n: g for n, g in done.gradient.items() if not self.layer(n).frozen}
            self.weights.append(weights)
            self.passes.append(done)
            self.at_iterate.append(plain_pass(spec, weights, x, y))
            self.inputs.append(x)
            self.targets.append(y)
            norm = np.sqrt(sum((g**2).sum() for g in learning.values()))
            clipping = spec.gradient_clipping
            self.scales.append(min(1.0, clipping.threshold / norm) if clipping else 1.0)
            rate = spec.optimizer.learning_rate * self.scales[-1]
            velocity = {
                name: beta * velocity[name] + rate * learning.get(name, np.zeros_like(value))
                for name, value in weights.items()
            }
            new = {name: value - velocity[name] for name, value in weights.items()} | done.statistics
            limit = spec.regularization.max_norm
            for name, value in new.items():
                if limit and name.endswith(".kernel") and not self.layer(name).frozen:
                    norms = np.linalg.norm(value.reshape(-1, value.shape[-1]), axis=0)
                    new[name] = value * np.minimum(1.0, limit / norms)
            self.updates.append({name: new[name] - weights[name] for name in done.gradient})
            weights = new

    def layer(self, array: str) -> LayerSpec:
        return next(layer for layer in self.spec.layers if layer.name == array.split(".", maxsplit=1)[0])

    def normalized(self, metric: str, step: int) -> list[float]:
        """Of γ and β, and of the batch's statistics against the moving averages."""
        weights, batch, values = self.weights[step], self.passes[step].batch, list[float]()
        for layer in self.spec.layers:
            if layer.normalization is None:
                continue
            of = {name: weights.get(f"{layer.name}.{name}") for name in ("scale", "shift", "mean", "variance")}
            if metric.startswith("normalization"):
                _, name, statistic = metric.split("_")
                values.append(getattr(np, statistic)(of[name]))
            elif metric == "running_mean_shift":
                deviation = np.sqrt(of["variance"] + layer.normalization.epsilon)
                values.append(np.mean(np.abs(batch[f"{layer.name}.mean"] - of["mean"]) / deviation))
            else:
                epsilon = layer.normalization.epsilon
                ratios = (batch[f"{layer.name}.variance"] + epsilon) / (of["variance"] + epsilon)
                values.append(np.prod(ratios) ** (1 / len(ratios)))
        return values

    def kernels(self, arrays: dict[str, np.ndarray]) -> list[np.ndarray]:
        return [arrays[f"{name}.kernel"] for name in self.spec.layer_names]

    def metric(self, name: str, step: int) -> Any:
        done, weights, update = self.passes[step], self.weights[step], self.updates[step]
        gradient, kernels = self.kernels(done.gradient), self.kernels(weights)
        backprop = [np.sqrt((d**2).mean()) * len(d) for d in done.dz]
        step_metrics = {
            "loss/train": lambda: done.loss,
            "loss/penalty": lambda: sum(
                self.spec.regularization.l1 * np.abs(w).sum() + self.spec.regularization.l2 / 2 * (w**2).sum()
                for w in kernels
            ),
            "accuracy/train": lambda: (done.outputs.argmax(axis=1) == self.targets[step]).mean(),
            "learning_rate": lambda: self.spec.optimizer.learning_rate,
            "gradient_norm/global": lambda: np.sqrt(sum((g**2).sum() for g in done.gradient.values())),
            "update_norm/global": lambda: np.sqrt(sum((u**2).sum() for u in update.values())),
            "gradient_clip_scale": lambda: self.scales[step],
            "gradient_norm": lambda: [np.linalg.norm(g) for g in gradient],
            "gradient_rms": lambda: [np.sqrt((g**2).mean()) for g in gradient],
            "weight_norm": lambda: [np.linalg.norm(w) for w in kernels],
            "update_norm": lambda: [np.linalg.norm(u) for u in self.kernels(update)],
            "update_ratio": lambda: [
                np.linalg.norm(u) / np.linalg.norm(w) for u, w in zip(self.kernels(update), kernels, strict=True)
            ],
            "backprop_rms": lambda: backprop,
            "backprop_gain": lambda: [one / after for one, after in pairwise(backprop)],
            "preactivation_mean": lambda: [z.mean() for z in done.z],
            "preactivation_std": lambda: [z.std() for z in done.z],
            "preactivation_rms": lambda: [np.sqrt((z**2).mean()) for z in done.z],
            "activation_mean": lambda: [a.mean() for a in done.a],
            "activation_std": lambda: [a.std() for a in done.a],
            "saturated_fraction": lambda: [
                (np.abs(a * (1 - a)) < 0.0125).mean()
                if layer.activation.name == "sigmoid"
                else (1 - a**2 < 0.05).mean()
                for layer, a in zip(self.spec.layers, done.a, strict=True)
                if layer.activation.name in ("sigmoid", "tanh")
            ],
        }
        if name in step_metrics:
            return step_metrics[name]()
        return self.normalized(name, step) if name.startswith(("norm", "run")) else self._evaluated(name, step)

    def _evaluated(self, name: str, step: int) -> Any:
        validation, weights = self.data.validation, self.weights[step]
        if name.endswith("/validation"):
            outputs = plain_outputs(self.spec, weights, validation.inputs).outputs
            if name == "loss/validation":
                return loss_of(self.spec, outputs, validation.targets)[0]
            return (outputs.argmax(axis=1) == validation.targets).mean()
        if name == "loss/train_evaluation_mode":
            outputs = plain_outputs(self.spec, weights, self.inputs[step]).outputs
            return loss_of(self.spec, outputs, self.targets[step])[0]
        probe = plain_outputs(self.spec, weights, self.data.train.inputs[:40])
        if name == "signal_std":
            return [a.std(axis=0).mean() for a in probe.a]
        if name == "signal_correlation":
            rows = [z.reshape(len(z), -1) for z in probe.z]
            unit = [z / np.linalg.norm(z, axis=1, keepdims=True) for z in rows]
            return [((u @ u.T).sum() - 40) / (40 * 39) for u in unit]
        assert name == "dead_fraction"
        rectifying = [layer.activation.name in ("relu", "elu") for layer in self.spec.layers]
        units = [z.reshape(-1, z.shape[-1]) for z in probe.z]
        return [(z <= 0).all(axis=0).mean() for z, wanted in zip(units, rectifying, strict=True) if wanted]

    def values(self, quantity: str, step: int) -> list[np.ndarray]:
        done = self.at_iterate[step]
        return {
            "activation": done.a,
            "preactivation": done.z,
            "weight": self.kernels(self.weights[step]),
            "gradient": self.kernels(done.gradient),
            "backprop": [d * len(d) for d in done.dz],
        }[quantity]


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[Finished, Replay]:
    base = {
        "dataset": DATA,
        "optimizer": {"name": "sgd", "learning_rate": 0.3},
        "precision": "float64",
        "steps": STEPS,
        "telemetry": DENSE,
        **CASES[request.param],
    }
    finished = finish(**base)
    return finished, Replay(finished)


def test_every_metric_of_every_row(case: tuple[Finished, Replay]) -> None:
    finished, replay = case
    assert set(finished.block.series) == set(metrics_of(finished.run.spec))
    for name, series in finished.block.series.items():
        last = STEPS - 1 if name in ("update_norm", "update_ratio", "update_norm/global") else STEPS
        assert series.steps.tolist() == list(range(last + 1)), name
        expected = [replay.metric(name, step) for step in series.steps]
        np.testing.assert_allclose(series.values, expected, rtol=1e-8, atol=1e-12, err_msg=name)
        assert series.values.ndim == len(METRICS[name].axes), name


def test_distributions_are_those_of_the_iterate(case: tuple[Finished, Replay]) -> None:
    finished, replay = case
    for quantity in QUANTITIES:
        block, binning = finished.block.distributions[quantity], binning_of(quantity, finished.run.spec)
        assert block.steps.tolist() == list(range(STEPS + 1))
        assert not block.nonfinite.any()
        for step in block.steps:
            for layer, values in enumerate(replay.values(quantity, step)):
                counts, _ = binning.histogram(values)
                assert block.counts[step, layer].sum() == values.size
                # The two networks agree to the last few bits: a value on an edge may fall on either side of it.
                assert np.abs(block.counts[step, layer] - counts).sum() <= 2, (quantity, step, layer)


def test_the_weights_are_those_of_the_last_row(case: tuple[Finished, Replay]) -> None:
    finished, replay = case
    final = finished.run.weights("final")
    assert final.keys() == replay.weights[-1].keys()
    for name, value in replay.weights[-1].items():
        np.testing.assert_allclose(final[name], value, rtol=1e-9, atol=1e-12, err_msg=name)
