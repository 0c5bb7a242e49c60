"""The catalog's surfaces as functions of a point, to be traced: f(point, parameters) with figures as arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float
from numpy.typing import NDArray

from dynascope.catalog.expression import Node
from dynascope.catalog.surfaces import AnySurface, Expression
from dynascope.training.surfaces.expression import function_of

Parameters = Mapping[str, Array]
Function = Callable[[Float[Array, "2"], Parameters], Float[Array, ""]]


def _valley(point: Array, parameters: Parameters) -> Array:
    x, y = point
    return (x**2 + parameters["condition"] * y**2) / 2


def _rosenbrock(point: Array, _: Parameters) -> Array:
    x, y = point
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def _beale(point: Array, _: Parameters) -> Array:
    x, y = point
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def _himmelblau(point: Array, _: Parameters) -> Array:
    x, y = point
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def _saddle(point: Array, _: Parameters) -> Array:
    x, y = point
    return x**2 - y**2


def _rastrigin(point: Array, _: Parameters) -> Array:
    return 20 + jnp.sum(point**2 - 10 * jnp.cos(2 * jnp.pi * point))


def _styblinski_tang(point: Array, _: Parameters) -> Array:
    return jnp.sum(point**4 - 16 * point**2 + 5 * point) / 2


def _three_hump_camel(point: Array, _: Parameters) -> Array:
    x, y = point
    return 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2


FUNCTIONS: dict[str, Function] = {
    "valley": _valley,
    "rosenbrock": _rosenbrock,
    "beale": _beale,
    "himmelblau": _himmelblau,
    "saddle": _saddle,
    "rastrigin": _rastrigin,
    "styblinski_tang": _styblinski_tang,
    "three_hump_camel": _three_hump_camel,
}


Kind = str | Node
"""What decides a surface's program: its name, or the tree of a formula."""


def kind_of(surface: AnySurface) -> Kind:
    """The kind of a surface. Two formulas that differ in blanks alone are of one kind."""
    return surface.tree if isinstance(surface, Expression) else surface.name


def surface_function(kind: Kind) -> Function:
    """The function of a kind of surface."""
    return FUNCTIONS[kind] if isinstance(kind, str) else function_of(kind)


def surface_figures(surface: AnySurface) -> dict[str, NDArray[np.float64]]:
    """A surface's parameters, as scalars."""
    if isinstance(surface, Expression):
        return {}
    return {name: np.asarray(value, np.float64) for name, value in surface.parameters.items()}
