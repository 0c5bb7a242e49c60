"""A user's formula as a function to be traced: each node of its tree becomes one operation of JAX."""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
from jax import Array, lax

from dynascope.catalog.expression import Node, Number, Variable

OPERATIONS: dict[str, Callable[..., Array]] = {
    "add": jnp.add,
    "subtract": jnp.subtract,
    "multiply": jnp.multiply,
    "divide": jnp.divide,
    "power": jnp.power,
    "negate": jnp.negative,
    "sqrt": jnp.sqrt,
    "exp": jnp.exp,
    "log": jnp.log,
    "sin": jnp.sin,
    "cos": jnp.cos,
    "tan": jnp.tan,
    "sinh": jnp.sinh,
    "cosh": jnp.cosh,
    "tanh": jnp.tanh,
    "atan": jnp.arctan,
    "abs": jnp.abs,
    "min": jnp.minimum,
    "max": jnp.maximum,
}


def function_of(tree: Node) -> Callable[[Array, object], Array]:
    """f(point, ·) of a formula, in the point's precision.

    >>> from dynascope.catalog.expression import parse_expression
    >>> float(function_of(parse_expression("x^2 - y"))(jnp.array([3.0, 1.0]), None))
    8.0
    """

    def function(point: Array, _: object) -> Array:
        return _value(tree, point[0], point[1])

    return function


def _value(node: Node, x: Array, y: Array) -> Array:
    if isinstance(node, Variable):
        return x if node.name == "x" else y
    if isinstance(node, Number):
        return jnp.asarray(node.value, x.dtype)
    if node.function == "power" and isinstance(exponent := node.arguments[1], Number) and exponent.value.is_integer():
        # A product: exact, and its derivative is finite where the base is 0 or negative.
        return lax.integer_pow(_value(node.arguments[0], x, y), int(exponent.value))
    return OPERATIONS[node.function](*(_value(argument, x, y) for argument in node.arguments))
