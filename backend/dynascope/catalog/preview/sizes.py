"""What is cut: the size of a gradient or of a unit's weights after the bound, over its size before."""

from __future__ import annotations

import numpy as np

from dynascope.catalog.preview.curve import Preview


def bounded_preview(threshold: float) -> Preview:
    """min(x, threshold) for sizes up to three times the threshold."""
    x = np.array([0.0, threshold, 3 * threshold])
    return Preview("size", x, np.minimum(x, threshold))
