"""Formulas in x and y as people type them: parsed by a small grammar into a tree, never evaluated as code.

    sum     := product (("+" | "-") product)*
    product := signed (("*" | "/") signed)*
    signed  := ("+" | "-") signed | power
    power   := atom (("^" | "**") signed)?
    atom    := NUMBER | "x" | "y" | "pi" | "e" | FUNCTION "(" sum ("," sum)* ")" | "(" sum ")"

So -x^2 is -(x^2), and x^y^2 is x^(y^2). Constant parts are computed at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NoReturn

LONGEST = 200
MOST_PARTS = 100
DEEPEST = 20
LARGEST_EXPONENT = 20.0

Code = Literal[
    "expression_syntax",
    "expression_name",
    "expression_character",
    "expression_arguments",
    "expression_not_finite",
    "expression_exponent",
    "expression_too_large",
]


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True)
class Variable:
    """`x` or `y`."""

    name: str


@dataclass(frozen=True)
class Apply:
    """An operator or a function, by its name in `FUNCTIONS`, on its arguments."""

    function: str
    arguments: tuple[Node, ...]


Node = Number | Variable | Apply


@dataclass(frozen=True)
class Function:
    """How many arguments a function takes, and its value for constants."""

    arguments: int
    value: Callable[..., float]
    operator: str | None = None


FUNCTIONS: dict[str, Function] = {
    "add": Function(2, float.__add__, "+"),
    "subtract": Function(2, float.__sub__, "-"),
    "multiply": Function(2, float.__mul__, "*"),
    "divide": Function(2, float.__truediv__, "/"),
    "power": Function(2, math.pow, "^"),
    "negate": Function(1, float.__neg__, "-"),
    "sqrt": Function(1, math.sqrt),
    "exp": Function(1, math.exp),
    "log": Function(1, math.log),
    "sin": Function(1, math.sin),
    "cos": Function(1, math.cos),
    "tan": Function(1, math.tan),
    "sinh": Function(1, math.sinh),
    "cosh": Function(1, math.cosh),
    "tanh": Function(1, math.tanh),
    "atan": Function(1, math.atan),
    "abs": Function(1, math.fabs),
    "min": Function(2, min),
    "max": Function(2, max),
}
CONSTANTS = {"pi": math.pi, "e": math.e}
VARIABLES = ("x", "y")

CALLABLE = tuple(name for name, function in FUNCTIONS.items() if function.operator is None)
ALLOWED = f"numbers, x, y, pi, e, + - * / ^ ( ), {', '.join(CALLABLE)}"

_TOKEN = re.compile(
    r"[ \t]*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)|(?P<sign>\*\*|[-+*/^(),])|(?P<end>\Z))"
)


class ExpressionError(ValueError):
    """A formula that is not one of ours. `position` is that of the character, from 1; `got` what stands there."""

    def __init__(self, code: Code, position: int, got: str, allowed: str) -> None:
        super().__init__(f"got {got} at character {position}; allowed: {allowed}")
        self.code: Code = code
        self.position = position
        self.got = got
        self.allowed = allowed


@dataclass(frozen=True)
class _Token:
    kind: str  # number, name, sign, end, or stranger
    text: str
    position: int


def parse_expression(text: str) -> Node:
    """The tree of a formula. Raises `ExpressionError` that says where it stops being one, and what is allowed there.

    >>> parse_expression("x^2 + 2*5")
    Apply(function='add', arguments=(Apply(function='power', arguments=(Variable(name='x'), Number(value=2.0))), \
Number(value=10.0)))
    """
    if len(text) > LONGEST:
        raise ExpressionError("expression_too_large", LONGEST + 1, f"{len(text)} characters", f"at most {LONGEST}")
    return _Parser(_tokens(text)).formula()


def _tokens(text: str) -> list[_Token]:
    """All tokens up to the end, or up to the first character that starts none."""
    tokens: list[_Token] = []
    at = 0
    while True:
        match = _TOKEN.match(text, at)
        if match is None:
            at = len(text) - len(text[at:].lstrip(" \t"))
            return [*tokens, _Token("stranger", text[at], at + 1)]
        kind = match.lastgroup or ""
        tokens.append(_Token(kind, match[kind], match.start(kind) + 1))
        if kind == "end":
            return tokens
        at = match.end()


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._parts = 0

    def formula(self) -> Node:
        tree = self._sum()
        if self._next.kind != "end":
            self._refuse("an operator + - * / ^, or the end")
        return tree

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *signs: str) -> _Token | None:
        token = self._next
        if token.kind != "sign" or token.text not in signs:
            return None
        self._at += 1
        return token

    def _refuse(self, allowed: str) -> NoReturn:
        token = self._next
        if token.kind == "stranger":
            raise ExpressionError("expression_character", token.position, ascii(token.text), ALLOWED)
        got = "the end" if token.kind == "end" else repr(token.text)
        raise ExpressionError("expression_syntax", token.position, got, allowed)

    def _sum(self) -> Node:
        tree = self._product()
        while sign := self._take("+", "-"):
            tree = self._apply("add" if sign.text == "+" else "subtract", sign, tree, self._product())
        return tree

    def _product(self) -> Node:
        tree = self._signed()
        while sign := self._take("*", "/"):
            tree = self._apply("multiply" if sign.text == "*" else "divide", sign, tree, self._signed())
        return tree

    def _signed(self) -> Node:
        # Every nesting of the grammar comes by here.
        self._depth += 1
        if self._depth > DEEPEST:
            allowed = f"at most {DEEPEST} levels of brackets, signs and powers"
            raise ExpressionError("expression_too_large", self._next.position, f"level {self._depth}", allowed)
        sign = self._take("+", "-")
        tree = self._power() if sign is None else self._signed()
        if sign is not None and sign.text == "-":
            tree = self._apply("negate", sign, tree)
        self._depth -= 1
        return tree

    def _power(self) -> Node:
        base = self._atom()
        sign = self._take("^", "**")
        if sign is None:
            return base
        at = self._next.position
        exponent = self._signed()
        if isinstance(exponent, Number) and abs(exponent.value) > LARGEST_EXPONENT:
            allowed = f"from -{LARGEST_EXPONENT:g} to {LARGEST_EXPONENT:g}"
            raise ExpressionError("expression_exponent", at, f"the exponent {exponent.value:g}", allowed)
        return self._apply("power", sign, base, exponent)

    def _atom(self) -> Node:
        token = self._next
        if self._take("("):
            return self._closed(self._sum())
        if token.kind not in ("number", "name"):
            self._refuse("a number, x, y, pi, e, a function or an opening bracket")
        self._at += 1
        if token.kind == "number":
            return self._counted(self._finite(float(token.text), token), token)
        if token.text in VARIABLES:
            return self._counted(Variable(token.text), token)
        if token.text in CONSTANTS:
            return self._counted(Number(CONSTANTS[token.text]), token)
        return self._call(token)

    def _call(self, token: _Token) -> Node:
        if token.text not in CALLABLE:
            raise ExpressionError("expression_name", token.position, f"the name {token.text[:40]!r}", ALLOWED)
        if not self._take("("):
            self._refuse(f"an opening bracket after {token.text}")
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        needed = FUNCTIONS[token.text].arguments
        if len(arguments) != needed:
            got, allowed = f"{len(arguments)} arguments of {token.text}", str(needed)
            raise ExpressionError("expression_arguments", token.position, got, allowed)
        return self._closed(self._apply(token.text, token, *arguments))

    def _closed(self, tree: Node) -> Node:
        if not self._take(")"):
            self._refuse("an operator + - * / ^, or a closing bracket")
        return tree

    def _apply(self, function: str, token: _Token, *arguments: Node) -> Node:
        values = [argument.value for argument in arguments if isinstance(argument, Number)]
        if len(values) < len(arguments):
            return self._counted(Apply(function, arguments), token)
        try:
            value = FUNCTIONS[function].value(*values)
        except (ArithmeticError, ValueError):
            value = math.nan
        return self._finite(value, token)

    def _finite(self, value: float, token: _Token) -> Number:
        if not math.isfinite(value):
            got = f"{token.text[:40]!r} that makes no finite number"
            raise ExpressionError("expression_not_finite", token.position, got, "finite numbers")
        return Number(value)

    def _counted(self, node: Node, token: _Token) -> Node:
        self._parts += 1
        if self._parts > MOST_PARTS:
            allowed = f"at most {MOST_PARTS} numbers, variables, operators and functions"
            raise ExpressionError("expression_too_large", token.position, f"part {self._parts}", allowed)
        return node
