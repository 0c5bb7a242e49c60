"""Setting values at dotted paths of a base, as `vary` and `variants` do.

A value replaces what stands at the path, whole; shorter paths are applied first. A path must exist in the spec as it
stands then, defaults included: `gradient_clipping.threshold` exists only where there is a clipping.
"""

from __future__ import annotations

import copy
import difflib
from collections.abc import Mapping
from typing import Any, cast

from pydantic import ValidationError

from dynascope.errors import FieldError, SpecError
from dynascope.spec.errors import dotted, shown, spec_error
from dynascope.spec.run import BaseSpec

# Below this path keys are layers' names: a variant may add one.
OPEN = ("model", "overrides")


def apply(
    raw: Mapping[str, Any], settings: Mapping[str, Any], where: str, context: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A copy of `raw` (what the request gave of the base) with every setting made. Raises `SpecError`.

    `context` is what validation needs to know beside the values.
    """
    result = copy.deepcopy(dict(raw))
    for path in sorted(settings, key=lambda one: one.count(".")):
        parts = path.split(".")
        full = _validated(result, where, context)
        _check_path(full, parts, path, where)
        _set(result, full, parts, copy.deepcopy(settings[path]))
    return result


def _validated(raw: Mapping[str, Any], where: str, context: Mapping[str, Any] | None) -> dict[str, Any]:
    """The whole spec as plain data. A set that only fits together with later settings is completed by them."""
    try:
        return BaseSpec.model_validate(raw, context=context).model_dump(mode="json")
    except ValidationError as error:
        fits = [detail for detail in error.errors(include_url=False) if not _between_fields(detail)]
        if fits:
            raise spec_error(error, prefix=where, model=BaseSpec) from error
        return _merged(BaseSpec().model_dump(mode="json"), raw)


def _between_fields(detail: Any) -> bool:
    return "path" in cast("Mapping[str, Any]", detail.get("ctx") or {})


def _merged(defaults: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(defaults)
    for key, value in raw.items():
        under = merged.get(key)
        if isinstance(under, Mapping) and isinstance(value, Mapping):
            value = _merged(cast("Mapping[str, Any]", under), cast("Mapping[str, Any]", value))  # noqa: PLW2901
        merged[key] = value
    return merged


def _check_path(full: Mapping[str, Any], parts: list[str], path: str, where: str) -> None:
    here: Any = full
    for depth, part in enumerate(parts):
        if tuple(parts[:2]) == OPEN and depth >= len(OPEN):
            return
        if not isinstance(here, Mapping) or part not in here:
            raise SpecError([_no_path(here, parts, depth, path, where)])
        here = cast("Mapping[str, Any]", here)[part]


def _no_path(here: Any, parts: list[str], depth: int, path: str, where: str) -> FieldError:
    at = dotted([where, path])
    above = ".".join(parts[:depth]) or "the base"
    if not isinstance(here, Mapping):
        message = f"{at}: the path {shown(path)} does not exist: {above} is {shown(here)} and has no fields"
        return FieldError(at, "unknown_path", message, {"path": path})
    known = sorted(str(key) for key in cast("Mapping[str, Any]", here))
    guess = difflib.get_close_matches(parts[depth], known, 1)
    hint = f"; did you mean {guess[0]!r}?" if guess else ""
    message = f"{at}: the path {shown(path)} does not exist{hint}; allowed in {above}: {', '.join(known)}"
    return FieldError(at, "unknown_path", message, {"path": path, "allowed": known})


def _set(raw: dict[str, Any], full: Mapping[str, Any], parts: list[str], value: Any) -> None:
    """Sets the value, making the parents that the request left to the defaults."""
    here = raw
    defaults: Any = full
    for part in parts[:-1]:
        defaults = cast("Mapping[str, Any]", defaults).get(part) if isinstance(defaults, Mapping) else None
        under = here.get(part)
        if isinstance(under, str):
            under = {"name": under}
        if not isinstance(under, dict):
            named = isinstance(defaults, Mapping) and "name" in defaults
            under = {"name": cast("Mapping[str, Any]", defaults)["name"]} if named else {}
        here[part] = under
        here = cast("dict[str, Any]", under)
    here[parts[-1]] = value
