"""Float64 for one run, while others of the process stay in float32."""

from __future__ import annotations

from contextlib import AbstractContextManager

import jax


def precision(name: str) -> AbstractContextManager[None]:
    """A context in which JAX keeps `float32` or `float64` arrays as they are. It holds for this thread alone."""
    return jax.enable_x64(name == "float64")
