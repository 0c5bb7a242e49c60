"""Penalties of one weight with their derivatives, and the bound on a unit's weights."""

from __future__ import annotations

import numpy as np

from dynascope.catalog.preview.curve import Preview, Setting
from dynascope.catalog.preview.sizes import bounded_preview
from dynascope.catalog.regularizations import L1, L2, MaxNorm, Regularization


def regularization_preview(member: Regularization, _: Setting) -> Preview | None:
    """What a weight costs (kind "penalty"), or how long a unit's weights may be (kind "size"); else None."""
    w = np.union1d(np.linspace(-2, 2, 81), [-1e-9, 1e-9])
    if isinstance(member, L1):
        return Preview("penalty", w, member.strength * np.abs(w), member.strength * np.sign(w))
    if isinstance(member, L2):
        return Preview("penalty", w, member.strength / 2 * w**2, member.strength * w)
    if isinstance(member, MaxNorm):
        return bounded_preview(member.bound)
    return None
