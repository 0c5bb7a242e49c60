"""How fast the moving averages of a batch normalisation follow."""

from __future__ import annotations

import math

import numpy as np

from dynascope.catalog.normalizations import Batch
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
