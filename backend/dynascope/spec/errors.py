"""Turns pydantic's errors into sentences that name the field, the value and what is allowed."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dynascope.catalog.families import FAMILIES
from dynascope.catalog.uploads import UPLOAD_PATTERN
from dynascope.errors import FieldError, SpecError
from dynascope.spec.plain import FINITE, BeyondDouble

LONGEST_VALUE = 80
MOST_ERRORS = 50

# Reserved by the contract: refused with their own sentence until they are built.
RESERVED = frozenset({"interventions", "parent"})

_TAGS = frozenset(
    name for family in FAMILIES.values() for name in (*family.names, *(family.open[:1] if family.open else ()))
)
_UNION_ARMS = frozenset({"one seed", "seed parts"})

_KINDS = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "a string",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "string_unicode": "text without lone surrogates",
    "finite_number": FINITE,
}


def shown(value: Any) -> str:
    """The value as the user wrote it, shortened, in characters that every encoding has."""
    if isinstance(value, BeyondDouble):
        text = value.written
    elif isinstance(value, str):
        text = repr(value) if value.isprintable() else ascii(value)
    else:
        try:
            text = json.dumps(value)
        except (TypeError, ValueError, RecursionError):
            text = f"a value of type {type(value).__name__}"
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def spec_error(error: ValidationError, prefix: str = "", model: type[BaseModel] | None = None) -> SpecError:
    """All errors of a validation as one `SpecError`; `prefix` is where the validated value stands in the request."""
    return SpecError(field_errors(error.errors(include_url=False), prefix, model))


def field_errors(
    details: Sequence[ErrorDetails], prefix: str = "", model: type[BaseModel] | None = None
) -> list[FieldError]:
    """One `FieldError` a field; of more than 50 the last says how many further ones there are."""
    seen: dict[tuple[str, str], FieldError] = {}
    for detail in details:
        if _echoes(detail):
            continue
        error = _field_error(detail, prefix, model)
        seen.setdefault((error.path, error.code), error)
    errors = list(seen.values())
    further = len(errors) - MOST_ERRORS
    if further > 0:
        message = f"{prefix or 'body'}: {further} further fields are wrong"
        errors[MOST_ERRORS:] = [FieldError(prefix or "body", "further_errors", message, {"count": further})]
    return errors


def _echoes(detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because its items were refused."""
    least = cast("Mapping[str, Any]", detail.get("ctx") or {}).get("min_length", 0)
    return detail["type"] == "too_short" and len(detail["input"]) >= least


def _field_error(detail: ErrorDetails, prefix: str, model: type[BaseModel] | None) -> FieldError:
    context: Mapping[str, Any] = cast("Mapping[str, Any]", detail.get("ctx") or {})
    kind, value = detail["type"], detail["input"]
    path = dotted([prefix, *_location(detail["loc"]), str(context.get("path", ""))]) or "body"
    if "sentence" in context:
        params = {k: v for k, v in context.items() if k not in ("sentence", "path", "error")}
        return FieldError(path, kind, f"{path}: {context['sentence']}", params)
    got = shown(value)
    if kind == "float_type" and isinstance(value, int) and not isinstance(value, bool):
        kind = "finite_number"  # a whole number, but larger than any double
    if kind == "extra_forbidden":
        return _unknown_field(path, detail["loc"], model)
    if kind == "missing":
        return FieldError(path, kind, f"{path}: this field is needed, and is missing", {})
    if kind == "union_tag_invalid":
        return _unknown_member(path, context)
    if kind == "union_tag_not_found":
        return FieldError(path, kind, f"{path}: got {got}; allowed: a name, or an object with a name", {"value": got})
    allowed = _allowed(kind, context, detail["msg"])
    return FieldError(path, kind, f"{path}: got {got}; allowed: {allowed}", {"value": got, "allowed": allowed})


def _allowed(kind: str, context: Mapping[str, Any], message: str) -> str:
    bounds = {
        "greater_than": ("above", "gt"),
        "greater_than_equal": ("at least", "ge"),
        "less_than": ("below", "lt"),
        "less_than_equal": ("at most", "le"),
    }
    if kind in bounds:
        word, key = bounds[kind]
        return f"{word} {context[key]}"
    if kind in ("literal_error", "enum"):
        return str(context["expected"]).replace("True", "true").replace("False", "false")
    if kind in ("too_long", "string_too_long"):
        return f"at most {context.get('max_length')} {'characters' if 'string' in kind else 'items'}"
    if kind in ("too_short", "string_too_short"):
        return f"at least {context.get('min_length')} {'characters' if 'string' in kind else 'items'}"
    if kind == "value_error":
        return str(context.get("error", message))
    if kind == "string_pattern_mismatch" and context.get("pattern") == UPLOAD_PATTERN:
        return "'upload:' and the 16 hexadecimal characters of an uploaded table's id"
    return _KINDS.get(kind, message)


def _unknown_field(path: str, location: Sequence[int | str], model: type[BaseModel] | None) -> FieldError:
    name = str(location[-1])
    if name in RESERVED:
        return FieldError(path, "reserved", f"{path}: reserved for a later version, and refused until it is built", {})
    known = _siblings(location, model) if model else ()
    guess = difflib.get_close_matches(name, known, 1)
    hint = f"; did you mean {guess[0]!r}?" if guess else ""
    allowed = f"; allowed: {', '.join(known)}" if known else ""
    return FieldError(
        path,
        "unknown_field",
        f"{path}: there is no field {shown(name)}{hint}{allowed}",
        {"allowed": list(known)},
    )


def _siblings(location: Sequence[int | str], model: type[BaseModel]) -> tuple[str, ...]:
    """Names of the fields that stand where an unknown one was found, as far as the models tell."""
    current: Any = model
    for part in location[:-1]:
        current = _step_into(current, part)
        if current is None:
            return ()
    return tuple(current.model_fields)


def _step_into(current: type[BaseModel], part: int | str) -> Any:
    if isinstance(part, int):  # an item of a list
        return current
    for family in FAMILIES.values():
        model = family.model(str(part))
        if model is not None and current in (model, AnyMember):
            return model
    field = current.model_fields.get(str(part)) if hasattr(current, "model_fields") else None
    if field is None:
        return None
    return _model_in(field.annotation)


class AnyMember(BaseModel):
    """Marks a place where a family's member stands; the next part of the location names the member."""


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    arguments = [_model_in(argument) for argument in get_args(annotation)]
    models = [argument for argument in arguments if argument is not None]
    return None if not models else (models[0] if len(models) == 1 else AnyMember)


def _unknown_member(path: str, context: Mapping[str, Any]) -> FieldError:
    tag = str(context.get("tag", ""))
    allowed = [name.strip().strip("'") for name in str(context.get("expected_tags", "")).split(",")]
    guess = difflib.get_close_matches(tag, allowed, 1)
    hint = f"; did you mean {guess[0]!r}?" if guess else ""
    return FieldError(
        path,
        "unknown_name",
        f"{path}: there is no {shown(tag)}{hint}; allowed: {', '.join(allowed)}",
        {"value": shown(tag), "allowed": allowed},
    )


def _location(location: Iterable[int | str]) -> list[str]:
    """The location without the unions' own parts."""
    parts: list[str] = []
    place = False  # whether a member stands here, or a list of members
    for part in location:
        text = str(part)
        if text in _UNION_ARMS:
            continue
        if text in _TAGS and place:
            place = False
            continue
        place = text in _PLACES or (place and isinstance(part, int))
        parts.append(text)
    return parts


_PLACES = frozenset(FAMILIES) | {"optimizers"}


def dotted(parts: Iterable[str]) -> str:
    """`a.b.c`, empty parts left out; characters that no encoding has are escaped."""
    path = ".".join(part for part in parts if part)
    return path.encode("utf-8", "backslashreplace").decode("utf-8")[:200]
