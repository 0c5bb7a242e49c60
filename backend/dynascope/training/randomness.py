"""Random draws keyed by (seed, purpose), never by order of use.

Two runs that share a seed and a purpose share the draws, whatever else they do: that is what makes pairs
matched.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray


def generator(seed: int, *purpose: str | int) -> np.random.Generator:
    """A NumPy generator that depends on the seed and the purpose alone.

    >>> a = generator(0, "batch_order", 3).integers(0, 100, 4)
    >>> b = generator(0, "batch_order", 3).integers(0, 100, 4)
    >>> bool((a == b).all())
    True
    """
    return np.random.Generator(np.random.Philox(key=np.frombuffer(_digest(seed, purpose)[:16], dtype=np.uint64)))


def device_key(seed: int, *purpose: str | int) -> NDArray[np.uint32]:
    """The raw key, uint32 [2], of a stream of draws made on the device (Threefry)."""
    return np.frombuffer(_digest(seed, purpose)[:8], dtype=np.uint32).copy()


def standard_normals(seed: int, layer: str, part: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """The standardised draws behind a layer's initial `kernel` or `bias`, float64, not truncated."""
    return generator(seed, "initial_weights", layer, part).standard_normal(shape)


def permutation(seed: int, epoch: int, samples: int) -> NDArray[np.int32]:
    """The order in which an epoch visits the training split, int32 [samples]."""
    return generator(seed, "batch_order", epoch).permutation(samples).astype(np.int32)


def _digest(seed: int, purpose: tuple[str | int, ...]) -> bytes:
    return hashlib.sha256("/".join(str(part) for part in (seed, *purpose)).encode()).digest()
