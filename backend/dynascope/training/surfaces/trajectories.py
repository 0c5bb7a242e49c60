"""Answers a request for trajectories: all its paths, with heights and gradients, and the surface's grid.

One compiled program a rule and kind of surface, one more a kind of surface; every figure is an argument of it.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import jax
import numpy as np
from numpy.typing import NDArray

from dynascope.catalog.latex import latex_of
from dynascope.catalog.optimizers import Optimizer
from dynascope.catalog.surfaces import AnySurface, Expression, surface_entry
from dynascope.catalog.words import in_both
from dynascope.spec.labels import label_of
from dynascope.spec.trajectories import MAX_STEPS, TrajectoryRequest
from dynascope.training.figures import optimizer_figures, schedule_figures
from dynascope.training.precision import precision
from dynascope.training.randomness import generator
from dynascope.training.surfaces.functions import Kind, kind_of, surface_figures, surface_function
from dynascope.training.surfaces.path import PathFigures, field_of, path_of

Points = NDArray[np.float64]

FIELD_POINTS = 8192
PROGRAMS = 512
KINDS = 128

GRID_DIGITS = 9
"""Significant digits of the grid's heights: they are for drawing."""

DTYPE = np.dtype(np.float64)


@lru_cache(PROGRAMS)
def _path_program(kind: Kind, optimizer: str, form: str, schedule: str) -> Any:
    return jax.jit(path_of(surface_function(kind), optimizer, form, schedule))


@lru_cache(KINDS)
def _field_program(kind: Kind) -> Any:
    return jax.jit(field_of(surface_function(kind)))


def trajectories(request: TrajectoryRequest) -> dict[str, Any]:
    """The answer as plain data: `{paths: [{label, optimizer, x, y, z, gradient_norm, diverged_at}], surface}`.

    Row t of a path describes the iterate after t updates: where it is, the function's value and its gradient's norm
    there (without noise). A path ends before the first step at which place or value is not a finite number;
    `diverged_at` is that step.
    """
    noise = _noise(request)
    # Programs of new rules are compiled side by side.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        paths = list(pool.map(lambda one: _path(request, one, noise), request.optimizers))
        grid = _grid_points(request)
        heights, norms = _field(request, np.concatenate([*paths, grid]))
    ends = np.cumsum([len(path) for path in paths])
    pieces = zip(request.optimizers, paths, np.split(heights, ends), np.split(norms, ends), strict=False)
    return {
        "paths": [_path_body(*piece) for piece in pieces],
        "surface": _surface_body(request, heights[ends[-1] :]),
    }


def _noise(request: TrajectoryRequest) -> Points:
    """[room, 2]: what is added to the gradients, the same for all optimizers and for any number of steps."""
    if request.gradient_noise == 0:
        return np.zeros((MAX_STEPS, 2))
    return request.gradient_noise * generator(request.seed, "gradient_noise").standard_normal((MAX_STEPS, 2))


def _path(request: TrajectoryRequest, optimizer: Optimizer, noise: Points) -> Points:
    """θ₀ ... θ_steps, [steps + 1, 2]."""
    program = _path_program(kind_of(request.surface), optimizer.name, optimizer.rule, request.schedule.name)
    figures = PathFigures(
        start=np.asarray(request.start_or_default),
        surface=surface_figures(request.surface),
        learning_rate=np.asarray(optimizer.learning_rate),
        optimizer=optimizer_figures(optimizer, DTYPE),
        schedule=schedule_figures(request.schedule, request.steps, DTYPE),
        noise=noise,
        steps=np.asarray(request.steps, np.int32),
    )
    with precision("float64"):
        return np.asarray(program(figures))[: request.steps + 1]


def _field(request: TrajectoryRequest, points: Points) -> tuple[Points, Points]:
    """Heights and norms of the gradients at points [n, 2]."""
    program, parameters = _field_program(kind_of(request.surface)), surface_figures(request.surface)
    whole = -(-len(points) // FIELD_POINTS) * FIELD_POINTS
    padded = np.concatenate([points, np.zeros((whole - len(points), 2))])
    with precision("float64"):
        parts = [program(part, parameters) for part in np.split(padded, whole // FIELD_POINTS)]
    heights, norms = (np.concatenate([np.asarray(part) for part in column]) for column in zip(*parts, strict=True))
    return heights[: len(points)], norms[: len(points)]


def _axes(request: TrajectoryRequest) -> tuple[Points, Points]:
    left, right, low, high = request.domain_or_default
    count = request.grid or 0
    return np.linspace(left, right, count), np.linspace(low, high, count)


def _grid_points(request: TrajectoryRequest) -> Points:
    """All points of the grid, [count², 2], x fastest."""
    x, y = np.meshgrid(*_axes(request))
    return np.stack([x.ravel(), y.ravel()], axis=1)


def _path_body(optimizer: Optimizer, points: Points, heights: Points, norms: Points) -> dict[str, Any]:
    finite = np.isfinite(points).all(axis=1) & np.isfinite(heights)
    end = len(points) if finite.all() else int(np.argmin(finite))
    return {
        "label": label_of({"optimizer": {"name": optimizer.name} | optimizer.model_dump(exclude_defaults=True)}),
        "optimizer": optimizer.model_dump(mode="json"),
        "x": points[:end, 0].tolist(),
        "y": points[:end, 1].tolist(),
        "z": heights[:end].tolist(),
        "gradient_norm": norms[:end].tolist(),
        "diverged_at": None if end == len(points) else end,
    }


def _surface_body(request: TrajectoryRequest, heights: Points) -> dict[str, Any]:
    entry = surface_entry(request.surface.name)
    x, y = _axes(request)
    rows = [[float(f"{height:.{GRID_DIGITS}g}") for height in row] for row in heights.reshape(len(y), len(x)).tolist()]
    grid = {"x": x.tolist(), "y": y.tolist(), "z": rows}
    return {
        **request.surface.model_dump(mode="json", include={"name"}),
        "parameters": request.surface.parameters,
        "formula": _formula(request.surface, entry.formula),
        "source": in_both(entry.source),
        "note": in_both(entry.note),
        "start": list(request.start_or_default),
        "domain": list(request.domain_or_default),
        "minima": [asdict(minimum) for minimum in entry.minima],
        "grid": None if request.grid is None else grid,
    }


def _formula(surface: AnySurface, formula: str) -> str:
    return f"f(x, y) = {latex_of(surface.tree)}" if isinstance(surface, Expression) else formula
