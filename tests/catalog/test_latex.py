"""Formulas as LaTeX: brackets where they are needed, and only there."""

from __future__ import annotations

import pytest

from dynascope.catalog.expression import parse_expression
from dynascope.catalog.latex import latex_of


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("x^2 + 10*y^2", r"x^{2} + 10 y^{2}"),
        ("(x + y)*(x - y)", r"\left(x + y\right) \left(x - y\right)"),
        ("x - (y - 1)", r"x - \left(y - 1\right)"),
        ("x + (y - 1)", r"x + y - 1"),
        ("(x - 1)/(y + 2)", r"\frac{x - 1}{y + 2}"),
        ("(x*y)^2", r"\left(x y\right)^{2}"),
        ("(x^2)^3", r"\left(x^{2}\right)^{3}"),
        ("x^(y + 1)", r"x^{y + 1}"),
        ("(-2)*x", r"\left(-2\right) x"),
        ("-x^2", r"-x^{2}"),
        ("x*-y", r"x \left(-y\right)"),
        ("x*2*y", r"x \cdot 2 y"),
        ("1e-7*x", r"1 \cdot 10^{-7} x"),
        ("pi*x + e", r"\pi x + e"),
        ("exp(-x^2)", r"e^{-x^{2}}"),
        ("sqrt(x) + abs(y)", r"\sqrt{x} + \left|y\right|"),
        ("sin(x)^2 + atan(y)", r"\left(\sin\left(x\right)\right)^{2} + \arctan\left(y\right)"),
        ("log(max(x, y))", r"\ln\left(\max\left(x, y\right)\right)"),
    ],
)
def test_a_formula_reads_as_in_a_book(text: str, latex: str) -> None:
    assert latex_of(parse_expression(text)) == latex
