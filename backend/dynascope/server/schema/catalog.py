"""Bodies of the catalog and the presets."""

from typing import Any

from dynascope.catalog.preview.curve import Kind
from dynascope.server.schema.base import Body, Number


class PreviewLayers(Body):
    """Predicted per layer: variance of the pre-activations, and of the gradient relative to the last layer's."""

    forward: list[Number]
    backward: list[Number]


class Preview(Body):
    """A drawing of a member: y over x, dy where the derivative tells something, `classes` of points.

    `figures` are numbers that belong to the drawing, by name; `layers` what an initialiser predicts.
    """

    kind: Kind
    x: list[Number]
    y: list[Number]
    dy: list[Number] | None
    classes: list[int] | None
    layers: PreviewLayers | None
    figures: dict[str, Number]


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
