"""Plain data that a request carries: texts, paths, numbers, and values of any shape, bounded."""

from __future__ import annotations

import json
import math
import sys
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Self, cast

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

DEEPEST = 32
"""Lists and objects may stand in one another so many times: what stores and prints them gives up at some depth."""

LARGEST = int(sys.float_info.max)
"""The largest number that a double holds."""

FINITE = "a finite number, from -1.8e308 to 1.8e308"


class BeyondDouble(float):
    """A number that no double holds: infinite, so that no field takes it, and shown as it was `written`."""

    written: str

    def __new__(cls, written: str) -> Self:
        """The number as JSON has it."""
        number = super().__new__(cls, written)
        number.written = written
        return number


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
        _check_sizes(level)
        level = [item for one in level for item in _items(one)]
        if not level:
            return value
    raise PydanticCustomError(
        "too_deep", "{sentence}", {"sentence": f"got a value nested too deep; allowed: at most {DEEPEST} levels"}
    )


def _check_sizes(values: list[Any]) -> None:
    for value in values:
        if isinstance(value, BeyondDouble):
            got = value.written
        elif isinstance(value, int) and abs(value) > LARGEST:
            got = str(value)
        else:
            continue
        got = got if len(got) <= 80 else f"{got[:79]}…"
        raise PydanticCustomError(
            "finite_number",
            "{sentence}",
            {"sentence": f"got {got}; allowed: {FINITE}", "value": got, "allowed": FINITE},
        )


def _storable(value: Any) -> Any:
    for text in _texts(value):
        _check_characters(text)
    if isinstance(value, float) and not math.isfinite(value):
        got = json.dumps(value)
        raise PydanticCustomError(
            "finite_number",
            "{sentence}",
            {"sentence": f"got {got}; allowed: {FINITE}", "value": got, "allowed": FINITE},
        )
    for item in _items(value):
        _storable(item)
    return value


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return list(cast("Mapping[str, Any]", value)) if isinstance(value, Mapping) else []


def _check_characters(text: str) -> None:
    """What no JSON, or no database, takes. Texts of several lines are good here."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        sentence = f"got {ascii(text)[:80]}; allowed: text without NUL and lone surrogates"
        raise PydanticCustomError("control_characters", "{sentence}", {"sentence": sentence})


def _items(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(cast("Mapping[Any, Any]", value).values())
    return list(cast("list[Any]", value)) if isinstance(value, (list, tuple)) else []


Text = Annotated[str, Field(max_length=200), AfterValidator(_without_controls)]
Path = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_without_controls)]
Plain = Annotated[Any, AfterValidator(_shallow)]
FinitePlain = Annotated[Plain, AfterValidator(_storable)]
"""The same where nobody else looks at its numbers and texts."""
