"""The reference values, computed in float64 outside the project."""

import json
from functools import cache
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[1] / "reference" / "vectors.json"


@cache
def _vectors() -> Any:
    return json.loads(VECTORS.read_text())


def vectors(*keys: str) -> Any:
    """A part of the file, by its keys."""
    part = _vectors()
    for key in keys:
        part = part[key]
    return part
