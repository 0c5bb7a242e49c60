"""A slow, independent network in NumPy, float64, one layer after another: the reference for what a step measures.

Convolutions are sums over windows, and their gradients scattered back window by window.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from dynascope.spec import LayerSpec, RunSpec

Weights = dict[str, np.ndarray]


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
    """What a forward and a backward pass leave behind, one entry a layer; `batch` are the batch's own statistics."""

    loss: float = 0.0
    outputs: np.ndarray = field(default_factory=lambda: np.zeros(0))
    z: list[np.ndarray] = field(default_factory=list[np.ndarray])
    a: list[np.ndarray] = field(default_factory=list[np.ndarray])
    dz: list[np.ndarray] = field(default_factory=list[np.ndarray])
    gradient: Weights = field(default_factory=dict[str, np.ndarray])
    statistics: Weights = field(default_factory=dict[str, np.ndarray])
    batch: Weights = field(default_factory=dict[str, np.ndarray])


class _Dense:
    def __init__(self, layer: LayerSpec, weights: Weights, x: np.ndarray) -> None:
        self.kernel, self.shape = weights[f"{layer.name}.kernel"], x.shape
        self.x = x.reshape(len(x), -1)
        self.out = self.x @ self.kernel + weights[f"{layer.name}.bias"]

    def back(self, d: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return (d @ self.kernel.T).reshape(self.shape), self.x.T @ d


class _Convolution:
    def __init__(self, layer: LayerSpec, weights: Weights, x: np.ndarray) -> None:
        assert layer.convolution is not None
        self.kernel, self.shape = weights[f"{layer.name}.kernel"], x.shape
        side, self.stride = layer.convolution.kernel, layer.convolution.stride
        missing = [0, 0]
        if layer.convolution.padding == "same":
            rows = [-(-n // self.stride) for n in x.shape[1:3]]
            missing = [max((r - 1) * self.stride + side - n, 0) for r, n in zip(rows, x.shape[1:3], strict=True)]
        self.before = [m // 2 for m in missing]
        pads = [(b, m - b) for b, m in zip(self.before, missing, strict=True)]
        self.padded = np.pad(x.reshape(x.shape), [(0, 0), *pads, (0, 0)])
        windows = sliding_window_view(self.padded, (side, side), axis=(1, 2))
        self.windows = windows[:, :: self.stride, :: self.stride]
        self.out = np.einsum("nijcuv,uvcd->nijd", self.windows, self.kernel) + weights[f"{layer.name}.bias"]

    def back(self, d: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        padded, (rows, columns), s = np.zeros_like(self.padded), d.shape[1:3], self.stride
        for i in range(rows):
            for j in range(columns):
                side = len(self.kernel)
                patch = np.einsum("nd,uvcd->nuvc", d[:, i, j], self.kernel)
                padded[:, i * s : i * s + side, j * s : j * s + side] += patch
        top, left = self.before
        dx = padded[:, top : top + self.shape[1], left : left + self.shape[2]]
        return dx, np.einsum("nijcuv,nijd->uvcd", self.windows, d)


class _Norm:
    """Batch or layer normalisation, forward and backward; with `fixed` moving averages in the statistics' place."""

    def __init__(self, layer: LayerSpec, weights: Weights, x: np.ndarray, training: bool) -> None:
        assert layer.normalization is not None
        moving = layer.normalization.name == "batch"
        self.axes = tuple(range(x.ndim - 1)) if moving else tuple(range(1, x.ndim))
        self.fixed = moving and (layer.frozen or not training)
        self.mean, self.variance = x.mean(axis=self.axes, keepdims=True), x.var(axis=self.axes, keepdims=True)
        self.batch = {"mean": self.mean.ravel(), "variance": self.variance.ravel()} if moving else {}
        if self.fixed:
            self.mean, self.variance = weights[f"{layer.name}.mean"], weights[f"{layer.name}.variance"]
        self.deviation = np.sqrt(self.variance + layer.normalization.epsilon)
        self.normal = (x - self.mean) / self.deviation
        self.scale = weights[f"{layer.name}.scale"]
        self.out = self.scale * self.normal + weights[f"{layer.name}.shift"]

    def back(self, d: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        normal, dn, samples = self.normal, d * self.scale, tuple(range(d.ndim - 1))
        own = (d * normal).sum(axis=samples), d.sum(axis=samples)
        if self.fixed:
            return dn / self.deviation, *own
        means = dn.mean(axis=self.axes, keepdims=True), (dn * normal).mean(axis=self.axes, keepdims=True)
        return (dn - means[0] - normal * means[1]) / self.deviation, *own


class _Pool:
    """Over windows of 2 × 2; equal maxima share the gradient."""

    def __init__(self, name: str, x: np.ndarray) -> None:
        self.shape, (rows, columns) = x.shape, (x.shape[1] // 2, x.shape[2] // 2)
        corners = [x[:, i : 2 * rows : 2, j : 2 * columns : 2] for i in (0, 1) for j in (0, 1)]
        self.out = np.max(corners, axis=0) if name == "max" else np.mean(corners, axis=0)
        share = [corner == self.out if name == "max" else np.ones_like(corner) for corner in corners]
        self.share = np.array(share) / np.sum(share, axis=0)

    def back(self, d: np.ndarray) -> np.ndarray:
        dx, (rows, columns) = np.zeros(self.shape), d.shape[1:3]
        for corner, share in enumerate(self.share):
            dx[:, corner // 2 : 2 * rows : 2, corner % 2 : 2 * columns : 2] = d * share
        return dx


class _Layer:
    """One layer's pass: what it computed, and how a gradient goes back through it."""

    def __init__(self, layer: LayerSpec, weights: Weights, x: np.ndarray, training: bool) -> None:
        self.layer = layer
        self.linear = (_Dense if layer.convolution is None else _Convolution)(layer, weights, x)
        self.before = self.after = self.pool = None
        position = layer.normalization.position if layer.normalization else None
        self.z = self.linear.out
        if position == "before_activation":
            self.before = _Norm(layer, weights, self.z, training)
            self.z = self.before.out
        self.a = self.out = FUNCTIONS[layer.activation.name][0](self.z)
        if position == "after_activation":
            self.after = _Norm(layer, weights, self.a, training)
            self.out = self.after.out
        if layer.convolution is not None and layer.convolution.pooling:
            self.pool = _Pool(layer.convolution.pooling, self.out)
            self.out = self.pool.out
        if layer.residual:
            self.out = x + self.out

    @property
    def norm(self) -> _Norm | None:
        return self.before or self.after

    def back(self, d: np.ndarray, done: PlainPass) -> np.ndarray:
        name, skip = self.layer.name, d if self.layer.residual else 0.0
        if self.pool is not None:
            d = self.pool.back(d)
        if self.after is not None:
            d, done.gradient[f"{name}.scale"], done.gradient[f"{name}.shift"] = self.after.back(d)
        d = d * FUNCTIONS[self.layer.activation.name][1](self.z)
        done.dz.insert(0, d)
        if self.before is not None:
            d, done.gradient[f"{name}.scale"], done.gradient[f"{name}.shift"] = self.before.back(d)
        done.gradient[f"{name}.bias"] = d.sum(axis=tuple(range(d.ndim - 1)))
        dx, done.gradient[f"{name}.kernel"] = self.linear.back(d)
        return dx + skip


def loss_of(spec: RunSpec, outputs: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean loss and its gradient by the outputs."""
    wanted = np.eye(outputs.shape[1])[y] if y.ndim == 1 else y
    if spec.loss_or_default.name == "squared_error":
        return float(0.5 * ((outputs - wanted) ** 2).sum(axis=1).mean()), (outputs - wanted) / len(y)
    shifted = outputs - outputs.max(axis=1, keepdims=True)
    logarithms = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-(logarithms * wanted).sum(axis=1).mean()), (np.exp(logarithms) - wanted) / len(y)


def plain_pass(spec: RunSpec, weights: Weights, x: np.ndarray, y: np.ndarray, training: bool = True) -> PlainPass:
    """Forward and backward in training (or evaluation) mode, penalties in the gradient, no dropout."""
    done, layers = _forward(spec, weights, x, training)
    done.loss, d = loss_of(spec, done.outputs, y)
    for one in reversed(layers):
        d = one.back(d, done)
        name = f"{one.layer.name}.kernel"
        done.gradient[name] += spec.regularization.l1 * np.sign(weights[name]) + spec.regularization.l2 * weights[name]
        norm = one.layer.normalization
        if one.norm is not None and one.norm.batch and norm is not None:
            for statistic, value in one.norm.batch.items():
                key = f"{one.layer.name}.{statistic}"
                share = 0.0 if one.layer.frozen else 1 - norm.momentum
                done.batch[key] = value
                done.statistics[key] = weights[key] + share * (value - weights[key])
    return done


def plain_outputs(spec: RunSpec, weights: Weights, x: np.ndarray) -> PlainPass:
    """Forward in evaluation mode: moving averages instead of the batch's statistics."""
    return _forward(spec, weights, x, training=False)[0]


def _forward(spec: RunSpec, weights: Weights, x: np.ndarray, training: bool) -> tuple[PlainPass, list[_Layer]]:
    done, layers = PlainPass(), list[_Layer]()
    x = x.reshape(len(x), *spec.layers[0].input_shape)
    for layer in spec.layers:
        layers.append(_Layer(layer, weights, x, training))
        done.z.append(layers[-1].z)
        done.a.append(layers[-1].a)
        x = layers[-1].out
    done.outputs = x
    return done, layers
