"""The reference values, computed in float64 outside the project."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "reference"


@cache
def _file(name: str) -> Any:
    return json.loads((FOLDER / name).read_text())


def _part(name: str, keys: tuple[str, ...]) -> Any:
    part = _file(name)
    for key in keys:
        part = part[key]
    return part


def vectors(*keys: str) -> Any:
    """A part of vectors.json, by its keys."""
    return _part("vectors.json", keys)


def pytorch(*keys: str) -> Any:
    """A part of pytorch.json, by its keys: what PyTorch computes, where the other file has no value."""
    return _part("pytorch.json", keys)
