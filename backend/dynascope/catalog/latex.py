"""A formula's tree as LaTeX, with as few brackets as it needs."""

from __future__ import annotations

import math

from dynascope.catalog.expression import CONSTANTS, Apply, Node, Number, Variable

SUM, PRODUCT, POWER, ATOM = range(4)
"""How tightly the parts of a text hold together; one that holds less than its place needs is put in brackets."""

NAMES = {
    "sin": r"\sin",
    "cos": r"\cos",
    "tan": r"\tan",
    "sinh": r"\sinh",
    "cosh": r"\cosh",
    "tanh": r"\tanh",
    "atan": r"\arctan",
    "log": r"\ln",
    "min": r"\min",
    "max": r"\max",
}


def latex_of(tree: Node) -> str:
    r"""The formula as LaTeX.

    >>> from dynascope.catalog.expression import parse_expression
    >>> latex_of(parse_expression("x^2 + 10*(y - 1)^2"))
    'x^{2} + 10 \\left(y - 1\\right)^{2}'
    """
    return _text(tree)[0]


def _text(node: Node) -> tuple[str, int]:
    if isinstance(node, Variable):
        return node.name, ATOM
    if isinstance(node, Number):
        return _number(node.value)
    return _applied(node)


def _applied(node: Apply) -> tuple[str, int]:
    first, last = node.arguments[0], node.arguments[-1]
    match node.function:
        case "add" | "subtract":
            sign = "+" if node.function == "add" else "-"
            return f"{_at(first, SUM)} {sign} {_at(last, SUM + (sign == '-'))}", SUM
        case "negate":
            return f"-{_at(first, PRODUCT)}", SUM
        case "multiply":
            left, right = _at(first, PRODUCT), _at(last, PRODUCT)
            times = r" \cdot " if right[0].isdigit() else " "
            return left + times + right, PRODUCT
        case "divide":
            return rf"\frac{{{latex_of(first)}}}{{{latex_of(last)}}}", PRODUCT
        case "power":
            return f"{_at(first, ATOM)}^{{{latex_of(last)}}}", POWER
        case "exp":
            return f"e^{{{latex_of(first)}}}", POWER
        case "sqrt":
            return rf"\sqrt{{{latex_of(first)}}}", ATOM
        case "abs":
            return rf"\left|{latex_of(first)}\right|", ATOM
        case name:
            arguments = ", ".join(latex_of(argument) for argument in node.arguments)
            return rf"{NAMES[name]}\left({arguments}\right)", POWER


def _at(node: Node, place: int) -> str:
    text, strength = _text(node)
    return text if strength >= place else rf"\left({text}\right)"


def _number(value: float) -> tuple[str, int]:
    sign, size = ("-", SUM) if value < 0 else ("", ATOM)
    for name, constant in CONSTANTS.items():
        if math.isclose(abs(value), constant, rel_tol=1e-15):
            return sign + (r"\pi" if name == "pi" else name), size
    mantissa, _, exponent = f"{abs(value):.6g}".partition("e")
    if exponent:
        return rf"{sign}{mantissa} \cdot 10^{{{int(exponent)}}}", min(size, PRODUCT)
    return sign + mantissa, size
