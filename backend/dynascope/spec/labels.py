"""Labels made of what differs."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any, cast

LONGEST = 200


def label_of(settings: Mapping[str, Any], plain: Container[str] = ()) -> str:
    """`sigmoid`, `adam · learning_rate 0.01`: member names stand alone, other values behind their field's name.

    Members at paths in `plain` are told apart by their names: their parameters are left out.
    """
    parts = [_part(path.rsplit(".", 1)[-1], value, path in plain) for path, value in settings.items()]
    label = " · ".join(parts)
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def names_differ(values: Sequence[Any]) -> bool:
    """Whether all values are members and no two have the same name."""
    names = [cast("Mapping[str, Any]", value).get("name") if isinstance(value, Mapping) else value for value in values]
    return all(isinstance(name, str) for name in names) and len(set(names)) == len(names)


def _part(field: str, value: Any, plain: bool) -> str:
    if isinstance(value, Mapping):
        given = cast("Mapping[str, Any]", value)
        name = str(given.get("name", field))
        parameters = ", ".join(f"{key} {text_of(item)}" for key, item in given.items() if key != "name")
        return f"{name} ({parameters})" if parameters and not plain else name
    if isinstance(value, str):
        return value
    return f"{field} {text_of(value)}"


def text_of(value: Any) -> str:
    """A value in a label: `10 × 64` for equal layers, `none` for null."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, (list, tuple)):
        items = [text_of(item) for item in cast("Sequence[Any]", value)]
        if len(items) > 1 and len(set(items)) == 1:
            return f"{len(items)} × {items[0]}"
        return "-".join(items) or "linear"
    return str(value)
