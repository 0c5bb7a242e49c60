"""What a column holds: from the types of Arrow to the five kinds that we know, and from texts to values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dynascope.datasets.uploads.about import Kind
from dynascope.datasets.uploads.arrow import ArrowInvalid, arrow, compute

MISSING = ("", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "?")
"""Texts of a CSV file that mean that there is no value."""

STORED: dict[Kind, Any] = {
    "integer": arrow.int64(),
    "number": arrow.float64(),
    "boolean": arrow.bool_(),
    "category": arrow.string(),
}
"""How each kind lies in the stored file."""

NARROWEST: tuple[Kind, ...] = ("integer", "number", "boolean")
"""In this order a column of texts is tried; what is none of them is a category."""


_is = arrow.types
_TESTS: tuple[tuple[Kind, tuple[Callable[[Any], bool], ...]], ...] = (
    ("boolean", (_is.is_boolean,)),
    ("number", (_is.is_uint64, _is.is_floating, _is.is_decimal, _is.is_null)),
    ("integer", (_is.is_integer,)),
    ("category", (_is.is_string, _is.is_large_string, _is.is_string_view)),
)
"""Which of Arrow's types are of which kind; the first that holds counts."""


def kind_of(kind: Any) -> Kind:
    """The kind of a column of an Arrow type. Whole numbers beyond 64 bits with sign, and decimals, are numbers."""
    if arrow.types.is_dictionary(kind):
        return kind_of(kind.value_type)
    found: list[Kind] = [ours for ours, tests in _TESTS for test in tests if test(kind)]
    return found[0] if found else "unsupported"


def type_name(kind: Any) -> str:
    """What a file calls a type; of a dictionary, the type of its values."""
    return str(kind.value_type if arrow.types.is_dictionary(kind) else kind)


def stored(values: Any, kind: Kind) -> Any:
    """An Arrow array as it is stored; what is not a number among numbers is missing."""
    if arrow.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    values = compute.cast(values, STORED[kind], safe=False)
    if kind == "number":
        values = compute.if_else(compute.is_nan(values), arrow.scalar(None, arrow.float64()), values)
    return values


def texts(values: Any) -> Any:
    """Texts without the blanks around them; those that mean that there is no value are missing."""
    trimmed = compute.utf8_trim_whitespace(values)
    return compute.if_else(compute.is_in(trimmed, arrow.array(MISSING)), arrow.scalar(None, arrow.string()), trimmed)


def is_kind(values: Any, kind: Kind) -> bool:
    """Whether all texts can be read as values of a kind."""
    try:
        compute.cast(values, STORED[kind])
    except ArrowInvalid:
        return False
    return True
