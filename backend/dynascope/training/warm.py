"""Getting ready before a job comes: imports, the backend, the compilation cache."""

from __future__ import annotations

from pathlib import Path

import jax
import sklearn.datasets  # noqa: F401  # pyright: ignore


def warm() -> None:
    """Imports everything a training needs and starts the backend: about three seconds in a fresh process."""
    jax.devices()


def configure_cache(directory: Path | str) -> None:
    """Keeps compiled programs in this folder, so that a shape that was compiled once starts at once."""
    jax.config.update("jax_compilation_cache_dir", str(directory))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
