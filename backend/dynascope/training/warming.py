"""Getting ready before a job comes: imports, the backend, the machine's fingerprint."""

from __future__ import annotations

import jax

from dynascope.training.datasets import bundled
from dynascope.training.machine import fingerprint


def warm() -> None:
    """Imports everything a training needs and starts the backend: about three seconds in a fresh process."""
    jax.device_put(0.0).block_until_ready()
    fingerprint()
    bundled.digits()
