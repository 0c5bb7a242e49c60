"""What a compiled program depends on besides its plan: sources, libraries, options of the compiler, the machine."""

from __future__ import annotations

import hashlib
import os
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

import jax

_LIBRARIES = ("jax", "jaxlib", "flax", "optax", "numpy")


def fingerprint() -> str:
    """Equal only where a compiled program may be loaded again: same engine, libraries, options, processor."""
    optimized = not jax.config.read("jax_disable_most_optimizations")
    return f"{_fixed()} {optimized} {os.environ.get('XLA_FLAGS', '')}"


@cache
def _fixed() -> str:
    """Of what does not change while a process lives."""
    digest = hashlib.sha256()
    package = Path(__file__).parent.parent
    for folder in ("training", "probes", "telemetry"):
        for source in sorted((package / folder).rglob("*.py")):
            digest.update(source.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for device in jax.devices():
        digest.update(f"{device.platform} {device.device_kind}\n".encode())
    digest.update(_processor().encode())
    return digest.hexdigest()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    return "\n".join(sorted({line for line in lines if line.startswith(("flags", "Features", "model name"))}))
