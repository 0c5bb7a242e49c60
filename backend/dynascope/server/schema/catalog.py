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


class PreviewAnswer(Body):
    """The drawing of a member; null for one that is not drawn."""

    preview: Preview | None


class Text(Body):
    """The same words in English and Korean."""

    en: str
    ko: str


class Texts(Body):
    """The same list of sentences in English and Korean."""

    en: list[str]
    ko: list[str]


class Words(Body):
    """What a reader reads about a member; `note` is how the library's form differs from the textbook's,
    `drawing` what the drawing takes for granted.
    """

    about: Text
    pros: Texts
    cons: Texts
    drawing: Text | None
    source: Text
    note: Text | None
    parameters: dict[str, Text]


class CatalogMember(Body):
    """One member of a family: formula in LaTeX, `parameters` as a JSON Schema, `defaults` their values.

    `facts` are what is known of a data set without loading it: samples, features, classes (null for a regression).
    `library_formula` and `library_defaults` are the library's where they differ; `comparison` is a body of `POST /jobs`
    that compares the member, its first value, with what one would otherwise take. A surface has neither words nor a
    comparison.
    """

    name: str
    title: str
    summary: str
    formula: str
    library_formula: str
    source: str
    note: str
    default: bool
    parameters: dict[str, Any]
    defaults: dict[str, Any]
    library_defaults: dict[str, float]
    facts: dict[str, int | None]
    words: Words | None
    preview: Preview | None
    comparison: dict[str, Any] | None


class Catalog(Body):
    """Every family with its members."""

    families: dict[str, list[CatalogMember]]


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
