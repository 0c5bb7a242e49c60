"""Labels made of what differs."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any, cast

LONGEST = 200


def label_of(
    settings: Mapping[str, Any], plain: Container[str] = (), shared: Mapping[str, Container[str]] | None = None
) -> str:
    """`sigmoid`, `adam · learning_rate 0.01`: member names stand alone, other values behind their field's name.

    Members at paths in `plain` are told apart by their names: their parameters are left out. So is, of an object at a
    path in `shared`, what is named there.
    """
    parts = [
        _part(path.rsplit(".", 1)[-1], value, path in plain, (shared or {}).get(path, ()))
        for path, value in settings.items()
    ]
    label = " · ".join(parts)
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def shared_by(values: Sequence[Any]) -> frozenset[str]:
    """What several objects have in common and a label need not say: the fields of one value in all of them.

    A name is common only where every object has something else to say.
    """
    objects = [cast("Mapping[str, Any]", value) for value in values if isinstance(value, Mapping)]
    if len(objects) < 2 or any(isinstance(value, str) for value in values):
        return frozenset()
    first = objects[0]
    common = {key for key in first if all(key in other and other[key] == first[key] for other in objects)}
    if "name" in common and any(not other.keys() - common for other in objects):
        common.discard("name")
    return frozenset(common)


def names_differ(values: Sequence[Any]) -> bool:
    """Whether all values are members and no two have the same name."""
    names = [cast("Mapping[str, Any]", value).get("name") if isinstance(value, Mapping) else value for value in values]
    return all(isinstance(name, str) for name in names) and len(set(names)) == len(names)


def _part(field: str, value: Any, plain: bool, shared: Container[str]) -> str:
    if isinstance(value, Mapping):
        given = cast("Mapping[str, Any]", value)
        name = str(given.get("name", field))
        shown = [f"{key} {text_of(item)}" for key, item in given.items() if key != "name" and key not in shared]
        parameters = ", ".join(shown)
        if "name" in shared:
            return parameters
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
