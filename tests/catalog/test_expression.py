"""Formulas that people type: what they are worth, and what is refused, with the place and what is allowed there."""

# ruff: noqa: ARG005 (a table of functions of x and y)

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from dynascope.catalog.expression import (
    DEEPEST,
    FUNCTIONS,
    LONGEST,
    MOST_PARTS,
    ExpressionError,
    Node,
    Number,
    Variable,
    parse_expression,
)


def value(node: Node, x: float, y: float) -> float:
    """What a tree is worth, with Python's own functions."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Variable):
        return {"x": x, "y": y}[node.name]
    return FUNCTIONS[node.function].value(*(value(argument, x, y) for argument in node.arguments))


# Mathematically the same as the text, written in Python.
VALUES: list[tuple[str, Callable[[float, float], float]]] = [
    ("x", lambda x, y: x),
    ("7", lambda x, y: 7.0),
    (".5*x + 2.*y", lambda x, y: 0.5 * x + 2 * y),
    ("1e-3*x", lambda x, y: 0.001 * x),
    ("x^2+10*y^2", lambda x, y: x * x + 10 * y * y),
    ("x**2 + 10 * y ** 2", lambda x, y: x * x + 10 * y * y),
    ("x - y - 1", lambda x, y: (x - y) - 1),
    ("x / y / 2", lambda x, y: (x / y) / 2),
    ("x - y * 2", lambda x, y: x - 2 * y),
    ("-x^2", lambda x, y: -(x * x)),
    ("2^-x", lambda x, y: 2**-x),
    ("x^2^3", lambda x, y: x**8),
    ("(x^2)^3", lambda x, y: x**6),
    ("--x", lambda x, y: x),
    ("+x*-y", lambda x, y: x * -y),
    ("2*(x + y)*(x - y)", lambda x, y: 2 * (x + y) * (x - y)),
    ("exp(-(x^2 + y^2)/2)", lambda x, y: math.exp(-(x * x + y * y) / 2)),
    ("log(x) + sqrt(y)", lambda x, y: math.log(x) + math.sqrt(y)),
    ("sin(pi*x)*cos(2*pi*y)", lambda x, y: math.sin(math.pi * x) * math.cos(2 * math.pi * y)),
    ("tan(x) + atan(y)", lambda x, y: math.tan(x) + math.atan(y)),
    ("sinh(x) + cosh(y) + tanh(x)", lambda x, y: math.sinh(x) + math.cosh(y) + math.tanh(x)),
    ("e^x", lambda x, y: math.exp(x)),
    ("abs(x - y)", lambda x, y: abs(x - y)),
    ("min(x, y) + max(x, 2*y)", lambda x, y: min(x, y) + max(x, 2 * y)),
    ("\tx  +\ty ", lambda x, y: x + y),
    ("(" * 9 + "x" + ")" * 9, lambda x, y: x),
]


@pytest.mark.parametrize(("text", "same"), VALUES)
def test_a_formula_is_worth_what_it_says(text: str, same: Callable[[float, float], float]) -> None:
    tree = parse_expression(text)
    for x, y in ((0.7, 0.3), (1.3, 2.9), (2.0, 1.0)):
        assert value(tree, x, y) == pytest.approx(same(x, y), rel=1e-12)


# The text, the code, the place, and words that the sentence must hold.
REFUSED: list[tuple[str, str, int, tuple[str, ...]]] = [
    ('__import__("os")', "expression_name", 1, ("'__import__'", "x, y, pi")),
    ("eval(x)", "expression_name", 1, ("'eval'",)),
    ("x.real", "expression_character", 2, ("'.'",)),
    ("x.__class__", "expression_character", 2, ("'.'",)),
    ("().__class__", "expression_syntax", 2, ("')'",)),
    ("lambda x: x", "expression_name", 1, ("'lambda'",)),
    ("z^2", "expression_name", 1, ("'z'",)),
    ("x + foo", "expression_name", 5, ("'foo'",)),
    ("X", "expression_name", 1, ("'X'",)),
    ("exec", "expression_name", 1, ("'exec'",)),
    ("x[0]", "expression_character", 2, ("'['",)),
    ("{x}", "expression_character", 1, ("'{'",)),
    ("x; y", "expression_character", 2, ("';'",)),
    ("x = y", "expression_character", 3, ("'='",)),
    ("x == y", "expression_character", 3, ("'='",)),
    ("x if y else 0", "expression_syntax", 3, ("'if'", "operator")),
    ("x @ y", "expression_character", 3, ("'@'",)),
    ("'x'", "expression_character", 1, ('"\'"',)),
    ("x\ny", "expression_character", 2, (r"'\n'",)),
    ("x\0", "expression_character", 2, (r"'\x00'",)),
    ("x²", "expression_character", 2, (r"'\xb2'",)),
    ("٣*x", "expression_character", 1, ("u0663",)),
    ("", "expression_syntax", 1, ("the end", "a number, x, y")),
    ("   ", "expression_syntax", 4, ("the end",)),
    ("x +", "expression_syntax", 4, ("the end",)),
    ("(x", "expression_syntax", 3, ("the end", "closing bracket")),
    ("x)", "expression_syntax", 2, ("')'",)),
    ("2x", "expression_syntax", 2, ("'x'", "operator")),
    ("x y", "expression_syntax", 3, ("'y'",)),
    ("sin x", "expression_syntax", 5, ("opening bracket after sin",)),
    ("sin", "expression_syntax", 4, ("opening bracket after sin",)),
    ("sin()", "expression_syntax", 5, ("')'",)),
    ("sin(x, y)", "expression_arguments", 1, ("2 arguments of sin", "allowed: 1")),
    ("min(x)", "expression_arguments", 1, ("1 arguments of min", "allowed: 2")),
    ("x^1000", "expression_exponent", 3, ("1000", "from -20 to 20")),
    ("9^9^9^9", "expression_exponent", 5, ("3.8742e+08",)),
    ("x^(10*10)", "expression_exponent", 3, ("100",)),
    ("x + 1/0", "expression_not_finite", 6, ("finite numbers",)),
    ("1e999*x", "expression_not_finite", 1, ("'1e999'",)),
    ("exp(1000)", "expression_not_finite", 1, ("'exp'",)),
    ("log(0 - 1)", "expression_not_finite", 1, ("'log'",)),
    ("x" * (LONGEST + 1), "expression_too_large", LONGEST + 1, ("201 characters", "at most 200")),
    ("(" * 60 + "x" + ")" * 60, "expression_too_large", DEEPEST + 1, ("at most 20 levels",)),
    ("-" * 60 + "x", "expression_too_large", DEEPEST + 1, ("at most 20 levels",)),
    ("x" + "^x" * 60, "expression_too_large", 2 * DEEPEST + 1, ("at most 20 levels",)),
    ("x" + "+x" * 60, "expression_too_large", 2 * (MOST_PARTS // 2), ("at most 100",)),
]


@pytest.mark.parametrize(("text", "code", "position", "words"), REFUSED)
def test_what_is_no_formula_is_refused_with_its_place(
    text: str, code: str, position: int, words: tuple[str, ...]
) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse_expression(text)
    error = refused.value
    assert (error.code, error.position) == (code, position), str(error)
    assert f"at character {position}; allowed: " in str(error)
    for word in words:
        assert word in str(error)
