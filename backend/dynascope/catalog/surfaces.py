"""Functions of two variables to watch optimizers on: f(x, y), with what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from dynascope.catalog.expression import LONGEST, ExpressionError, Node, parse_expression
from dynascope.catalog.member import BARE_NAME, Entry, Family, Member

MAX_CONDITION = 1e6


class Surface(Member, frozen=True):
    """A function of x and y."""

    family = "surface"


class Valley(Surface, frozen=True):
    """An elongated valley: a quadratic bowl, `condition` times steeper along y than along x."""

    name: Literal["valley"] = "valley"
    condition: Annotated[
        float, Field(ge=1, le=MAX_CONDITION, description="Curvature along y over curvature along x.")
    ] = 10.0


class Rosenbrock(Surface, frozen=True):
    """Rosenbrock's curved, nearly flat valley."""

    name: Literal["rosenbrock"] = "rosenbrock"


class Beale(Surface, frozen=True):
    """Beale's function: plateaus with steep corners."""

    name: Literal["beale"] = "beale"


class Himmelblau(Surface, frozen=True):
    """Himmelblau's function: four minima of equal depth."""

    name: Literal["himmelblau"] = "himmelblau"


class Saddle(Surface, frozen=True):
    """A saddle: a minimum along x, a maximum along y."""

    name: Literal["saddle"] = "saddle"


class Rastrigin(Surface, frozen=True):
    """Rastrigin's function: a bowl with a minimum near every pair of whole numbers."""

    name: Literal["rastrigin"] = "rastrigin"


class StyblinskiTang(Surface, frozen=True):
    """The function of Styblinski and Tang: four minima of unequal depth."""

    name: Literal["styblinski_tang"] = "styblinski_tang"


class ThreeHumpCamel(Surface, frozen=True):
    """The three-hump camel: one deep minimum between two shallow ones."""

    name: Literal["three_hump_camel"] = "three_hump_camel"


class Expression(Surface, frozen=True):
    """A formula of your own in x and y."""

    name: Literal["expression"] = "expression"
    expression: Annotated[str, Field(description=f"A formula in x and y, at most {LONGEST} characters.")] = (
        "x^2 + 10*y^2"
    )

    @field_validator("expression")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            parse_expression(value)
        except ExpressionError as error:
            context = {"position": error.position, "got": error.got, "allowed": error.allowed}
            raise PydanticCustomError(error.code, "{sentence}", {"sentence": str(error), **context}) from None
        return value

    @property
    def tree(self) -> Node:
        """The formula as a tree."""
        return parse_expression(self.expression)


AnySurface = Annotated[
    Annotated[
        Valley | Rosenbrock | Beale | Himmelblau | Saddle | Rastrigin | StyblinskiTang | ThreeHumpCamel | Expression,
        Field(discriminator="name"),
    ],
    BARE_NAME,
]


@dataclass(frozen=True)
class Minimum:
    """A local minimum: where, and the value there."""

    x: float
    y: float
    z: float


@dataclass(frozen=True)
class SurfaceEntry(Entry):
    """A row of the surfaces' table. `domain` is what is drawn (x from, x to, y from, y to), `start` where paths start
    unless told otherwise; `note` says what there is to learn. Minima are all that lie in the domain, or the deepest
    where they are many.
    """

    domain: tuple[float, float, float, float] = (-3.0, 3.0, -3.0, 3.0)
    start: tuple[float, float] = (-2.0, 2.0)
    minima: tuple[Minimum, ...] = ()


SURFACE_ENTRIES = (
    SurfaceEntry(
        Valley,
        "Elongated valley",
        r"f(x, y) = \tfrac12 \left(x^2 + \kappa y^2\right)",
        "Polyak (1964)",
        "Descent bounces between the walls or creeps along the floor: one learning rate cannot suit both directions. "
        "AdaGrad, RMSProp and Adam scale each direction by its own gradients and turn to the minimum early.",
        domain=(-4.5, 4.5, -2.5, 2.5),
        start=(-4.0, 2.0),
        minima=(Minimum(0.0, 0.0, 0.0),),
    ),
    SurfaceEntry(
        Rosenbrock,
        "Rosenbrock",
        r"f(x, y) = (1 - x)^2 + 100 \left(y - x^2\right)^2",
        "Rosenbrock (1960)",
        "Finding the valley is easy, following its bend to the minimum is not: the floor is nearly flat, the walls are "
        "steep.",
        domain=(-2.0, 2.0, -1.0, 3.0),
        start=(-1.2, 1.0),
        minima=(Minimum(1.0, 1.0, 0.0),),
    ),
    SurfaceEntry(
        Beale,
        "Beale",
        r"f(x, y) = (1.5 - x + xy)^2 + \left(2.25 - x + xy^2\right)^2 + \left(2.625 - x + xy^3\right)^2",
        "Beale (1958); Moré, Garbow and Hillstrom (1981), problem 5",
        "Nearly flat in the middle, very steep in the corners: a rate that is safe in a corner is slow on the plateau.",
        domain=(-4.5, 4.5, -4.5, 4.5),
        start=(1.0, 1.0),
        minima=(Minimum(3.0, 0.5, 0.0),),
    ),
    SurfaceEntry(
        Himmelblau,
        "Himmelblau",
        r"f(x, y) = \left(x^2 + y - 11\right)^2 + \left(x + y^2 - 7\right)^2",
        "Himmelblau (1972)",
        "Four minima of equal depth: which one is reached depends on the start and on the optimizer.",
        domain=(-6.0, 6.0, -6.0, 6.0),
        start=(5.0, -4.2),
        minima=(
            Minimum(3.0, 2.0, 0.0),
            Minimum(-2.805118086952745, 3.131312518250573, 0.0),
            Minimum(-3.779310253377747, -3.283185991286170, 0.0),
            Minimum(3.584428340330492, -1.848126526964404, 0.0),
        ),
    ),
    SurfaceEntry(
        Saddle,
        "Saddle",
        r"f(x, y) = x^2 - y^2",
        "Dauphin and others (2014)",
        "At the saddle the gradient vanishes, and it is no minimum. Plain descent lingers there; optimizers that scale "
        "each direction by its own gradients leave along y at once. There is no minimum: paths go down for ever.",
        domain=(-2.0, 2.0, -2.0, 2.0),
        start=(-1.5, 0.001),
    ),
    SurfaceEntry(
        Rastrigin,
        "Rastrigin",
        r"f(x, y) = 20 + x^2 - 10 \cos 2\pi x + y^2 - 10 \cos 2\pi y",
        "Rastrigin (1974)",
        "A minimum near every pair of whole numbers, the deepest at the origin: small steps end in the nearest, only "
        "long ones pass over the walls.",
        domain=(-5.12, 5.12, -5.12, 5.12),
        start=(-5.0, -1.7),
        minima=(Minimum(0.0, 0.0, 0.0),),
    ),
    SurfaceEntry(
        StyblinskiTang,
        "Styblinski–Tang",
        r"f(x, y) = \tfrac12 \left(x^4 - 16 x^2 + 5 x + y^4 - 16 y^2 + 5 y\right)",
        "Styblinski and Tang (1990)",
        "Four minima of unequal depth: ending in one of them says nothing about the others.",
        domain=(-5.0, 5.0, -5.0, 5.0),
        start=(4.5, 3.0),
        minima=(
            Minimum(-2.9035340277711771, -2.9035340277711771, -78.33233140754285),
            Minimum(-2.9035340277711771, 2.7468027709908369, -64.19561235748431),
            Minimum(2.7468027709908369, -2.9035340277711771, -64.19561235748431),
            Minimum(2.7468027709908369, 2.7468027709908369, -50.05889330742576),
        ),
    ),
    SurfaceEntry(
        ThreeHumpCamel,
        "Three-hump camel",
        r"f(x, y) = 2x^2 - 1.05 x^4 + \tfrac16 x^6 + xy + y^2",
        "Dixon and Szegő (1975)",
        "A shallow minimum on either side of the deep one: momentum can carry an optimizer out of them.",
        domain=(-2.6, 2.6, -2.6, 2.6),
        start=(-2.3, -2.1),
        minima=(
            Minimum(0.0, 0.0, 0.0),
            Minimum(1.7475523458303112, -0.8737761729151556, 0.2986384422411026),
            Minimum(-1.7475523458303112, 0.8737761729151556, 0.2986384422411026),
        ),
    ),
    SurfaceEntry(
        Expression,
        "Your own",
        r"f(x, y) = \ldots",
        "Your own formula",
        "What a rule does on a surface that nobody has chosen for it.",
        start=(-2.5, 1.5),
    ),
)

SURFACES = Family("surface", "valley", SURFACE_ENTRIES)


def surface_entry(name: str) -> SurfaceEntry:
    """The row of a surface. Raises KeyError for a name that is not in the table."""
    return next(entry for entry in SURFACE_ENTRIES if entry.name == name)
