"""The catalog as plain data, for the API and the page."""

from __future__ import annotations

from typing import Any

from dynascope.catalog.families import DESCRIBED
from dynascope.catalog.member import Entry, Family
from dynascope.catalog.preview import preview_of


def describe() -> dict[str, Any]:
    """All families with their members: `{families: {optimizer: [{name, title, formula, ...}]}}`."""
    return {
        "families": {name: [_describe(family, entry) for entry in family.entries] for name, family in DESCRIBED.items()}
    }


def _describe(family: Family, entry: Entry) -> dict[str, Any]:
    schema = entry.model.model_json_schema()
    member = entry.model.model_validate({"name": entry.name})
    preview = preview_of(family.name, member)
    properties = {key: value for key, value in schema.get("properties", {}).items() if key != "name"}
    parameters = {"type": "object", "properties": properties, "additionalProperties": False}
    if "$defs" in schema:
        parameters["$defs"] = schema["$defs"]
    return {
        "name": entry.name,
        "title": entry.title,
        "summary": (entry.model.__doc__ or "").strip(),
        "formula": entry.formula,
        "source": entry.source,
        "note": entry.note,
        "default": entry.name == family.default,
        "parameters": parameters,
        "defaults": member.model_dump(mode="json", exclude={"name"}),
        "preview": None if preview is None else preview.describe(),
    }
