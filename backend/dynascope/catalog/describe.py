"""The catalog as plain data, for the API and the page."""

from __future__ import annotations

from typing import Any

from dynascope.catalog.comparisons import comparison_of
from dynascope.catalog.dataset import Dataset
from dynascope.catalog.families import DESCRIBED, EXPLAINED
from dynascope.catalog.member import Entry, Family, Member
from dynascope.catalog.preview import preview_of
from dynascope.catalog.words import in_both, words_of


def describe() -> dict[str, Any]:
    """All families with their members: `{families: {optimizer: [{name, title, formula, ...}]}}`."""
    return {
        "families": {name: [_describe(family, entry) for entry in family.entries] for name, family in DESCRIBED.items()}
    }


def _describe(family: Family, entry: Entry) -> dict[str, Any]:
    schema = entry.model.model_json_schema()
    properties = {key: value for key, value in schema.get("properties", {}).items() if key != "name"}
    parameters = {"type": "object", "properties": properties, "additionalProperties": False}
    if "$defs" in schema:
        parameters["$defs"] = schema["$defs"]
    member = entry.model.model_validate({"name": entry.name})
    preview = preview_of(family.name, member)
    explained = family.name in EXPLAINED
    return {
        "name": entry.name,
        "title": entry.title,
        "summary": (entry.model.__doc__ or "").strip(),
        "formula": entry.formula,
        "library_formula": entry.library,
        "source": entry.source,
        "note": entry.note,
        "default": entry.name == family.default,
        "parameters": parameters,
        "defaults": member.model_dump(mode="json", exclude={"name"}),
        "library_defaults": getattr(entry.model, "optax_defaults", {}),
        "facts": _facts(member),
        "words": _words(family, entry, properties) if explained else None,
        "preview": None if preview is None else preview.describe(),
        "comparison": comparison_of(family.name, entry.name) if explained else None,
    }


def _facts(member: Member) -> dict[str, int | None]:
    """What is known of a data set without loading it; no classes are a regression."""
    if not isinstance(member, Dataset):
        return {}
    return {"samples": member.available, "features": member.feature_count, "classes": member.class_count}


def _words(family: Family, entry: Entry, properties: dict[str, Any]) -> dict[str, Any]:
    """Everything that a reader reads, in both languages."""
    meanings = {key: in_both(value["description"]) for key, value in properties.items() if "description" in value}
    return {
        **words_of(family.name)[entry.name].model_dump(),
        "source": in_both(entry.source),
        "note": in_both(entry.note) if entry.note else None,
        "parameters": meanings,
    }
