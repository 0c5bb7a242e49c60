"""How fast the moving averages of a batch normalisation follow, and what a layer normalisation makes of a sample."""

from __future__ import annotations

import math

import numpy as np

from dynascope.catalog.normalizations import Batch, Layer, Normalization
from dynascope.catalog.preview.curve import Preview, Setting

SHOWN_SHARE = 0.99
MOST_STEPS = 10_000


def batch_preview(member: Batch, _: Setting) -> Preview:
    """The share 1 − momentum^t of a jump in the statistics that the averages have taken over after t steps."""
    if member.momentum == 0:
        until, figures = 4, {}
    else:
        rate = -math.log(member.momentum)
        until = min(max(math.ceil(-math.log(1 - SHOWN_SHARE) / rate), 4), MOST_STEPS)
        figures = {"half_life": math.log(2) / rate}
    t = np.arange(0.0, until + 1, max(1, until // 120))
    return Preview("moving_average", t, 1 - member.momentum**t, figures=figures)


def layer_preview(member: Layer, _: Setting) -> Preview:
    """The standard deviation of a sample's values after it, before γ, over that before it: s / √(s² + ε). What is wider
    than √ε comes out at 1, whatever it was."""
    s = np.linspace(0.0, 8 * math.sqrt(member.epsilon), 121)
    return Preview("sample_spread", s, s / np.sqrt(s**2 + member.epsilon))


def normalization_preview(member: Normalization, setting: Setting) -> Preview | None:
    """The drawing of either."""
    if isinstance(member, Batch):
        return batch_preview(member, setting)
    return layer_preview(member, setting) if isinstance(member, Layer) else None
