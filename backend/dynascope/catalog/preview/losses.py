"""Losses of one number, with their derivatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from dynascope.catalog.losses import Huber, Loss
from dynascope.catalog.mathematics.arrays import Array
from dynascope.catalog.preview.curve import Kind, Preview, Setting

Curve = Callable[[Array, Any], tuple[Array, Array]]


def _cross_entropy(margin: Array, _: Loss) -> tuple[Array, Array]:
    """Of two classes, by how far the right one's output lies above the other: log(1 + exp(−margin))."""
    return np.logaddexp(0, -margin), -0.5 * (1 - np.tanh(margin / 2))


def _squared_error(error: Array, _: Loss) -> tuple[Array, Array]:
    return error**2 / 2, error


def _huber(error: Array, member: Huber) -> tuple[Array, Array]:
    slope = np.clip(error, -member.delta, member.delta)
    return slope * (error - slope / 2), slope


LOSS_CURVES: dict[str, tuple[Kind, float, Curve]] = {
    "cross_entropy": ("loss_of_margin", 6.0, _cross_entropy),
    "huber": ("loss_of_error", 3.0, _huber),
    "squared_error": ("loss_of_error", 3.0, _squared_error),
}


def loss_preview(member: Loss, _: Setting) -> Preview:
    """The loss of one sample, and its derivative, over the margin or the error of one output."""
    kind, limit, curve = LOSS_CURVES[member.name]
    x = np.linspace(-limit, limit, 121)
    y, dy = curve(x, member)
    return Preview(kind, x, y, dy)
