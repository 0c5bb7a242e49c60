"""Plain data that a request carries: texts, paths, and values of any shape, bounded."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, cast

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

DEEPEST = 32
"""Lists and objects may stand in one another so many times: what stores and prints them gives up at some depth."""


def _without_controls(text: str) -> str:
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise PydanticCustomError(
            "control_characters",
            "{sentence}",
            {"sentence": f"got {ascii(text)[:80]}; allowed: no control characters"},
        )
    return text


def _shallow(value: Any) -> Any:
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [item for one in level for item in _items(one)]
        if not level:
            return value
    raise PydanticCustomError(
        "too_deep", "{sentence}", {"sentence": f"got a value nested too deep; allowed: at most {DEEPEST} levels"}
    )


def _items(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(cast("Mapping[Any, Any]", value).values())
    return list(cast("list[Any]", value)) if isinstance(value, (list, tuple)) else []


Text = Annotated[str, Field(max_length=200), AfterValidator(_without_controls)]
Path = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_without_controls)]
Plain = Annotated[Any, AfterValidator(_shallow)]
