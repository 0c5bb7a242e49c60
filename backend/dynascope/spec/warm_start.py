"""Starting from an earlier run: what is asked for, and what the server finds of the source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field

from dynascope.catalog.member import STRICT
from dynascope.catalog.models import MAX_LAYERS
from dynascope.errors import FieldError, NotFound, SpecError
from dynascope.spec.layers import LayerSpec, Shape

if TYPE_CHECKING:
    from dynascope.spec.run import RunSpec

DIGEST = r"^[0-9a-f]{64}$"


class WarmStart(BaseModel):
    """The first `layers` layers start from the final weights of an earlier run of this server (moving averages too),
    the others from their own initializers.

    With `freeze` they are never changed: no gradient, penalty, momentum, weight decay or max-norm touches them, and a
    batch normalisation in them normalises by its moving averages, as in evaluation. Dropout in them stays.
    """

    model_config = STRICT

    run_id: Annotated[str, Field(min_length=1, max_length=200, description="The run whose final weights are taken.")]
    layers: Annotated[
        int, Field(ge=1, le=MAX_LAYERS + 1, description="How many layers are taken, counted from the input.")
    ]
    freeze: Annotated[bool, Field(description="Whether these layers stay as they are.")] = False
    weights: Annotated[
        str | None,
        Field(pattern=DIGEST, description="SHA-256 of the source's weights file; null: the server fills it in."),
    ] = None


@dataclass(frozen=True)
class Source:
    """Final weights of an earlier run: the SHA-256 of their file, and the shapes by the file's names."""

    digest: str
    shapes: Mapping[str, Shape]


# Finds the final weights of a run. Raises `NotFound` with a sentence where there are none to start from.
Sources = Callable[[str], Source]


def no_sources(run_id: str) -> Source:
    """Of a place that keeps no runs."""
    raise NotFound(f"no runs are kept here, so none is called {run_id!r}")


def with_source(spec: RunSpec, sources: Sources, where: str) -> RunSpec:
    """The spec with its source's digest filled in, once every layer that is taken has been found to fit.

    Raises `SpecError` that names layer and both shapes; `where` is where the spec stands in the request.
    """
    wanted = spec.warm_start
    if wanted is None:
        return spec
    at = f"{where}.warm_start"
    try:
        source = sources(wanted.run_id)
    except NotFound as error:
        message = f"{at}.run_id: {error.detail}; allowed: a run of this server that has ended with its weights stored"
        raise SpecError([FieldError(f"{at}.run_id", "no_source", message, {"run_id": wanted.run_id})]) from error
    if wanted.weights not in (None, source.digest):
        message = (
            f"{at}.weights: run {wanted.run_id} has other weights, of SHA-256 {source.digest}; got {wanted.weights}; "
            "allowed: that, or null"
        )
        raise SpecError([FieldError(f"{at}.weights", "other_weights", message, {"value": wanted.weights})])
    for layer in spec.layers[: wanted.layers]:
        _check_layer(layer, source, wanted.run_id, at)
    return spec.model_copy(update={"warm_start": wanted.model_copy(update={"weights": source.digest})})


def _check_layer(layer: LayerSpec, source: Source, run_id: str, at: str) -> None:
    here, prefix = layer.parameters | layer.statistics, f"{layer.name}."
    there = {name.removeprefix(prefix): shape for name, shape in source.shapes.items() if name.startswith(prefix)}
    differing = [name for name in (here | there) if here.get(name) != there.get(name)]
    if not differing:
        return
    wanted = _shown(here, differing)
    given = _shown(there, differing) if there else f"no {layer.name}"
    message = (
        f"{at}.layers: {layer.name} cannot start from run {run_id}: here it has {wanted}, there is {given} there; "
        "allowed: layers of the same name with arrays of the same shapes"
    )
    params: dict[str, Any] = {"layer": layer.name, "run_id": run_id, "here": wanted, "there": given}
    raise SpecError([FieldError(f"{at}.layers", "layers_differ", message, params)])


def _shown(shapes: Mapping[str, Shape], names: Sequence[str]) -> str:
    return ", ".join(f"{name} {list(shapes[name])}" if name in shapes else f"no {name}" for name in names)
