"""Activation functions drawn with their derivatives."""

from __future__ import annotations

import numpy as np

from dynascope.catalog.activations import Activation
from dynascope.catalog.mathematics.activations import activation_at, moments_of
from dynascope.catalog.preview.curve import Preview, Setting

POINTS = 121
LIMIT = 6.0
# Where derivatives jump; each is drawn as a vertical line.
KINKS: dict[str, tuple[float, ...]] = {"hard_tanh": (-1.0, 1.0)}
BESIDE = 1e-9


def activation_preview(member: Activation, _: Setting) -> Preview:
    """f and f' for z in [-6, 6], with the moments of `moments_of`, and max |f'|."""
    kinks = np.array(KINKS.get(member.name, (0.0,)))
    z = np.union1d(np.linspace(-LIMIT, LIMIT, POINTS), np.concatenate([kinks - BESIDE, kinks + BESIDE]))
    y, dy = activation_at(member, z)
    mean, second, slope = moments_of(member, 1.0)
    figures = {
        "mean": mean,
        "second_moment": second,
        "slope_second_moment": slope,
        "steepest_slope": float(np.abs(activation_at(member, np.linspace(-12, 12, 2401))[1]).max()),
    }
    return Preview("activation", z, y, dy, figures=figures)
