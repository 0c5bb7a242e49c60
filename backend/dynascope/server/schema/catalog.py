"""Bodies of the catalog and the presets."""

from typing import Any

from dynascope.server.schema.base import Body, Number


class Preview(Body):
    """A curve of a member, and its derivative where that tells something."""

    x: list[Number]
    y: list[Number]
    dy: list[Number] | None = None


class CatalogMember(Body):
    """One member of a family: formula in LaTeX, `parameters` as a JSON Schema, `defaults` their values."""

    name: str
    title: str
    summary: str
    formula: str
    source: str
    note: str
    default: bool
    parameters: dict[str, Any]
    defaults: dict[str, Any]
    preview: Preview | None


class Catalog(Body):
    """Every family with its members."""

    families: dict[str, list[CatalogMember]]


class Text(Body):
    """The same words in English and Korean."""

    en: str
    ko: str


class Preset(Body):
    """An experiment at one click: what to launch, what to look at, what to look for."""

    id: str
    title: Text
    caption: Text
    request: dict[str, Any]
    view: dict[str, Any]


class Presets(Body):
    """All presets, in the order in which to show them."""

    presets: list[Preset]
