"""What a training's rows depend on beside its spec, as a name: rows kept under another are those of another engine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

import dynascope

SOURCES = Path(dynascope.__file__).parent
PACKAGES = ("catalog", "datasets", "probes", "spec", "telemetry", "training")
LIBRARIES = ("flax", "jax", "jaxlib", "numpy", "optax", "scikit-learn", "scipy")


@cache
def engine() -> str:
    """SHA-256, in hexadecimal, of the sources that train and measure, and of the versions of what they compute with.

    Read once a process: it is what was imported, whatever is edited while it runs.
    """
    return digest(SOURCES, PACKAGES, [f"{library} {version(library)}" for library in LIBRARIES])


def digest(sources: Path, packages: Sequence[str], versions: Sequence[str]) -> str:
    """SHA-256 of every Python file of the packages under `sources`, by its path and content, and of the versions."""
    whole = hashlib.sha256("\n".join(versions).encode())
    for path in sorted(path for package in packages for path in (sources / package).rglob("*.py")):
        content = path.read_bytes()
        whole.update(f"\n{path.relative_to(sources).as_posix()} {len(content)}\n".encode() + content)
    return whole.hexdigest()
