"""The reference values, computed elsewhere."""

import json
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[1] / "reference" / "vectors.json"


def vectors(*keys: str) -> Any:
    """A part of the file, by its keys."""
    part: Any = json.loads(VECTORS.read_text())
    for key in keys:
        part = part[key]
    return part
