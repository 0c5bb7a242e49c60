"""A job: what one request launches, and how it expands into runs."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, cast

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from dynascope import __version__
from dynascope.catalog.models import MAX_LAYERS, MAX_UNITS
from dynascope.catalog.uploads import RESOLVER, UploadResolver
from dynascope.errors import FieldError, SpecError
from dynascope.spec.errors import shown, spec_error
from dynascope.spec.labels import label_of, names_differ, shared_by
from dynascope.spec.paths import apply
from dynascope.spec.plain import Path, Plain, Text
from dynascope.spec.run import MAX_STEPS, BaseSpec, Part, RunSpec, Seed, SeedParts
from dynascope.spec.warm_start import Sources, no_sources, with_source


class Axis(Part):
    """One thing that varies: a path into the base, and the values that it takes."""

    path: Path
    values: Annotated[tuple[Plain, ...], Field(strict=False, min_length=1)]


class Variant(Part):
    """One variant written out: what is set in the base."""

    label: Text | None = None
    set: dict[Path, Plain]


class JobRequest(Part):
    """The body of `POST /jobs`. At most one of `vary` and `variants`."""

    name: Text = ""
    base: BaseSpec = BaseSpec()
    vary: Annotated[tuple[Axis, ...], Field(strict=False, min_length=1)] | None = None
    variants: Annotated[tuple[Variant, ...], Field(strict=False, min_length=1)] | None = None
    seeds: Annotated[tuple[Seed, ...], Field(strict=False, min_length=1)] = (0,)

    @model_validator(mode="after")
    def _check(self) -> JobRequest:
        if self.vary is not None and self.variants is not None:
            raise PydanticCustomError(
                "both_given",
                "{sentence}",
                {"path": "variants", "sentence": "got vary too; allowed: at most one of vary and variants"},
            )
        seen: set[SeedParts] = set()
        for index, seed in enumerate(map(SeedParts.of, self.seeds)):
            if seed in seen:
                raise PydanticCustomError(
                    "repeated_seed",
                    "{sentence}",
                    {
                        "path": f"seeds.{index}",
                        "sentence": f"got {shown(self.seeds[index])} twice; allowed: distinct seeds",
                    },
                )
            seen.add(seed)
        return self


@dataclass(frozen=True)
class Limits:
    """What a server takes; settings can lower the figures, never raise them."""

    runs: int = 1000
    layers: int = MAX_LAYERS
    units: int = MAX_UNITS
    parameters: int = 10**8
    steps: int = MAX_STEPS


@dataclass(frozen=True)
class PlannedRun:
    """One run of a job, before it has an identity. `variant` counts from 0; runs of one differ in the seed alone."""

    label: str
    variant: int
    seed: int | SeedParts
    spec: RunSpec
    key: str


def expand_job(
    request: JobRequest,
    limits: Limits = Limits(),
    sources: Sources = no_sources,
    uploads: UploadResolver | None = None,
) -> tuple[PlannedRun, ...]:
    """All runs of a job, seeds innermost. Raises `SpecError` naming path, value and what is allowed.

    `sources` finds the weights of the runs that a run starts from; `uploads` knows the tables that users brought.
    """
    context = _context(uploads)
    _check_run_count(request, limits)
    raw = request.base.model_dump(mode="json", exclude_unset=True)
    planned: list[PlannedRun] = []
    for index, (where, label, settings) in enumerate(_variants(request)):
        base = raw if not settings else apply(raw, settings, where, context)
        for seed in request.seeds:
            spec = _run_spec(base, seed, where, context)
            _check_limits(spec, limits, where)
            spec = with_source(spec, sources, where)
            planned.append(PlannedRun(label, index, seed, spec, key_of(spec)))
    return tuple(planned)


def parse_job(body: Any, uploads: UploadResolver | None = None) -> JobRequest:
    """The request of a body already read from JSON or YAML; `uploads` knows the tables that users brought.

    Raises `SpecError`.
    """
    try:
        return JobRequest.model_validate(body, context=_context(uploads))
    except ValidationError as error:
        raise spec_error(error, model=JobRequest) from error
    except RecursionError as error:
        raise _too_deep() from error


def _context(uploads: UploadResolver | None) -> dict[str, Any] | None:
    return None if uploads is None else {RESOLVER: uploads}


def _too_deep() -> SpecError:
    return SpecError(
        [FieldError("body", "too_deep", "body: nested too deep to be a job; allowed: the fields of a job", {})]
    )


def parse_run(spec: Any) -> RunSpec:
    """The spec of a run already read from JSON. Raises `SpecError`."""
    try:
        return RunSpec.model_validate(spec)
    except ValidationError as error:
        raise spec_error(error, model=RunSpec) from error


def key_of(spec: RunSpec) -> str:
    """SHA-256 of the canonical spec, the engine's version and the data's hash, in hexadecimal."""
    identity = {"spec": spec.canonical(), "engine": __version__, "data": spec.dataset.fingerprint}
    text = json.dumps(identity, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _variants(request: JobRequest) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Where it stands in the request, its label, and what it sets."""
    if request.vary is not None:
        paths = [axis.path for axis in request.vary]
        repeated = next((path for index, path in enumerate(paths) if path in paths[:index]), None)
        if repeated is not None:
            at = f"vary.{len(paths) - 1 - paths[::-1].index(repeated)}.path"
            raise SpecError(
                [FieldError(at, "repeated_path", f"{at}: got {shown(repeated)} twice; allowed: each path once", {})]
            )
        plain = {axis.path for axis in request.vary if len(axis.values) > 1 and names_differ(axis.values)}
        shared = {axis.path: shared_by(axis.values) for axis in request.vary}
        for values in itertools.product(*(axis.values for axis in request.vary)):
            settings = dict(zip(paths, values, strict=True))
            yield "vary", label_of(settings, plain, shared), settings
    elif request.variants is not None:
        for index, variant in enumerate(request.variants):
            label = variant.label or label_of(variant.set)
            yield f"variants.{index}.set", label or "base", dict(variant.set)
    else:
        yield "base", request.name or "base", {}


def _run_spec(base: Mapping[str, Any], seed: int | SeedParts, where: str, context: Mapping[str, Any] | None) -> RunSpec:
    plain = seed if isinstance(seed, int) else seed.model_dump()
    try:
        return RunSpec.model_validate({**base, "seed": plain}, context=context)
    except ValidationError as error:
        raise spec_error(error, prefix=where, model=RunSpec) from error


def _check_run_count(request: JobRequest, limits: Limits) -> None:
    variants = 1
    for axis in request.vary or ():
        variants *= len(axis.values)
    variants = len(request.variants) if request.variants is not None else variants
    runs = variants * len(request.seeds)
    if runs > limits.runs:
        where = "vary" if request.vary else "variants" if request.variants else "seeds"
        raise SpecError(
            [
                FieldError(
                    where,
                    "too_many_runs",
                    f"{where}: {variants} variants and {len(request.seeds)} seeds make {runs} runs; "
                    f"allowed: at most {limits.runs}",
                    {"runs": runs, "maximum": limits.runs},
                )
            ]
        )


def _check_limits(spec: RunSpec, limits: Limits, where: str) -> None:
    convolutions, sizes = spec.model.convolutions, spec.model.hidden_sizes
    channels = max((layer.channels for layer in convolutions), default=1)
    found = (
        ("model.hidden_sizes", "layers", len(convolutions) + len(sizes), limits.layers),
        ("model.hidden_sizes", "units in a layer", max(sizes, default=1), limits.units),
        ("model.conv_layers", "channels in a layer", channels, limits.units),
        ("model.hidden_sizes", "parameters", spec.parameter_count, limits.parameters),
        ("steps", "steps", spec.steps, limits.steps),
    )
    for path, what, value, maximum in found:
        if value > maximum:
            at = f"base.{path}" if where == "base" else f"{where}.{path}"
            raise SpecError(
                [
                    FieldError(
                        at,
                        "over_limit",
                        f"{at}: got {value:,} {what}; allowed: at most {maximum:,}",
                        {"value": value, "maximum": maximum},
                    )
                ]
            )


def seed_value(seed: int | SeedParts) -> int | dict[str, int]:
    """A seed as plain data."""
    return seed if isinstance(seed, int) else cast("dict[str, int]", seed.model_dump())
