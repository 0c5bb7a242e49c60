"""A slow, independent network in NumPy, float64, one layer after another: the reference for what a step measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dynascope.spec import RunSpec

EPSILON = 1e-5


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


FUNCTIONS: dict[str, tuple[Any, Any]] = {
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (_sigmoid, lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
    "elu": (lambda z: np.where(z > 0, z, np.expm1(z)), lambda z: np.where(z > 0, 1, np.exp(z))),
    "identity": (lambda z: z, np.ones_like),
}


@dataclass
class PlainPass:
    """What a forward and a backward pass leave behind, one entry a layer."""

    loss: float = 0.0
    outputs: np.ndarray = field(default_factory=lambda: np.zeros(0))
    z: list[np.ndarray] = field(default_factory=list[np.ndarray])
    a: list[np.ndarray] = field(default_factory=list[np.ndarray])
    dz: list[np.ndarray] = field(default_factory=list[np.ndarray])
    gradient: dict[str, np.ndarray] = field(default_factory=dict[str, np.ndarray])
    statistics: dict[str, np.ndarray] = field(default_factory=dict[str, np.ndarray])


class _Norm:
    """Batch normalisation, forward and backward."""

    def __init__(self, x: np.ndarray, scale: np.ndarray, shift: np.ndarray) -> None:
        self.mean, self.variance = x.mean(axis=0), x.var(axis=0)
        self.deviation = np.sqrt(self.variance + EPSILON)
        self.normal = (x - self.mean) / self.deviation
        self.scale, self.out = scale, scale * self.normal + shift

    def back(self, d: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        normal, dn = self.normal, d * self.scale
        dx = (dn - dn.mean(axis=0) - normal * (dn * normal).mean(axis=0)) / self.deviation
        return dx, (d * normal).sum(axis=0), d.sum(axis=0)


def loss_of(spec: RunSpec, outputs: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean loss and its gradient by the outputs."""
    wanted = np.eye(outputs.shape[1])[y] if y.ndim == 1 else y
    if spec.loss_or_default.name == "squared_error":
        return float(0.5 * ((outputs - wanted) ** 2).sum(axis=1).mean()), (outputs - wanted) / len(y)
    shifted = outputs - outputs.max(axis=1, keepdims=True)
    logarithms = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-(logarithms * wanted).sum(axis=1).mean()), (np.exp(logarithms) - wanted) / len(y)


def plain_pass(spec: RunSpec, weights: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray) -> PlainPass:
    """Forward and backward in training mode, penalties in the gradient, no dropout."""
    done, inputs, norms = PlainPass(), [x], dict[str, _Norm]()
    for layer in spec.layers:
        position = layer.normalization.position if layer.normalization else None
        z = inputs[-1] @ weights[f"{layer.name}.kernel"] + weights[f"{layer.name}.bias"]
        if position is not None:
            scale, shift = weights[f"{layer.name}.scale"], weights[f"{layer.name}.shift"]
        if position == "before_activation":
            norms[layer.name] = _Norm(z, scale, shift)
            z = norms[layer.name].out
        output = a = FUNCTIONS[layer.activation.name][0](z)
        if position == "after_activation":
            norms[layer.name] = _Norm(a, scale, shift)
            output = norms[layer.name].out
        done.z.append(z)
        done.a.append(a)
        inputs.append(output)
        if layer.normalization:
            share = 1 - layer.normalization.momentum
            for name, value in (("mean", norms[layer.name].mean), ("variance", norms[layer.name].variance)):
                key = f"{layer.name}.{name}"
                done.statistics[key] = weights[key] + share * (value - weights[key])
    done.outputs = inputs[-1]
    done.loss, d = loss_of(spec, done.outputs, y)
    for index in reversed(range(len(spec.layers))):
        layer, name = spec.layers[index], spec.layers[index].name
        position = layer.normalization.position if layer.normalization else None
        if position == "after_activation":
            d, done.gradient[f"{name}.scale"], done.gradient[f"{name}.shift"] = norms[name].back(d)
        dz = d * FUNCTIONS[layer.activation.name][1](done.z[index])
        done.dz.insert(0, dz)
        if position == "before_activation":
            dz, done.gradient[f"{name}.scale"], done.gradient[f"{name}.shift"] = norms[name].back(dz)
        kernel = weights[f"{name}.kernel"]
        penalty = spec.regularization.l1 * np.sign(kernel) + spec.regularization.l2 * kernel
        done.gradient[f"{name}.kernel"] = inputs[index].T @ dz + penalty
        done.gradient[f"{name}.bias"] = dz.sum(axis=0)
        d = dz @ kernel.T
    return done


def plain_outputs(spec: RunSpec, weights: dict[str, np.ndarray], x: np.ndarray) -> PlainPass:
    """Forward in evaluation mode: moving averages instead of the batch's statistics."""
    done = PlainPass()

    def normalized(name: str, values: np.ndarray) -> np.ndarray:
        deviation = np.sqrt(weights[f"{name}.variance"] + EPSILON)
        return weights[f"{name}.scale"] * (values - weights[f"{name}.mean"]) / deviation + weights[f"{name}.shift"]

    for layer in spec.layers:
        position = layer.normalization.position if layer.normalization else None
        z = x @ weights[f"{layer.name}.kernel"] + weights[f"{layer.name}.bias"]
        z = normalized(layer.name, z) if position == "before_activation" else z
        a = FUNCTIONS[layer.activation.name][0](z)
        x = normalized(layer.name, a) if position == "after_activation" else a
        done.z.append(z)
        done.a.append(a)
    done.outputs = x
    return done
