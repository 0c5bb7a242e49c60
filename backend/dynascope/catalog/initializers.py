"""Initialisers of kernels. Biases start at 0 except in `mean_field`.

n is the fan-in, m the fan-out of a layer. Initialisers of one distribution share their standardised draws, so
their kernels are proportional layer by layer; uniform draws are the normal distribution function of the normal ones,
and normals are not truncated.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dynascope.catalog.member import BARE_NAME, Entry, Family, Member, NonNegativeNumber, PositiveNumber


class Initializer(Member, frozen=True):
    """A distribution of a layer's first kernel."""

    family = "initializer"


class XavierNormal(Initializer, frozen=True):
    """Normal, standard deviation sqrt(2 / (n + m))."""

    name: Literal["xavier_normal"] = "xavier_normal"


class XavierUniform(Initializer, frozen=True):
    """Uniform in ± sqrt(6 / (n + m))."""

    name: Literal["xavier_uniform"] = "xavier_uniform"


class HeNormal(Initializer, frozen=True):
    """Normal, standard deviation sqrt(2 / n)."""

    name: Literal["he_normal"] = "he_normal"


class HeUniform(Initializer, frozen=True):
    """Uniform in ± sqrt(6 / n)."""

    name: Literal["he_uniform"] = "he_uniform"


class LecunNormal(Initializer, frozen=True):
    """Normal, standard deviation sqrt(1 / n)."""

    name: Literal["lecun_normal"] = "lecun_normal"


class LecunUniform(Initializer, frozen=True):
    """Uniform in ± sqrt(3 / n)."""

    name: Literal["lecun_uniform"] = "lecun_uniform"


class Normal(Initializer, frozen=True):
    """Normal with the standard deviation given, whatever the layer's size."""

    name: Literal["normal"] = "normal"
    stddev: Annotated[PositiveNumber, Field(description="Standard deviation.")] = 0.05


class UniformFanIn(Initializer, frozen=True):
    """Uniform in ± 1 / sqrt(n), the common heuristic before Glorot and Bengio."""

    name: Literal["uniform_fan_in"] = "uniform_fan_in"


class MeanField(Initializer, frozen=True):
    """W ~ N(0, sigma_w^2 / n), b ~ N(0, sigma_b^2)."""

    name: Literal["mean_field"] = "mean_field"
    sigma_w: Annotated[PositiveNumber, Field(description="Standard deviation of the weights, times sqrt(n).")] = 1.0
    sigma_b: Annotated[NonNegativeNumber, Field(description="Standard deviation of the biases.")] = 0.0


class Orthogonal(Initializer, frozen=True):
    """gain * Q with orthonormal rows or columns, from the QR decomposition of the standardised normals."""

    name: Literal["orthogonal"] = "orthogonal"
    gain: Annotated[PositiveNumber, Field(description="Factor of the orthogonal matrix.")] = 1.0


class Zeros(Initializer, frozen=True):
    """All 0: symmetry is never broken in a net with hidden layers."""

    name: Literal["zeros"] = "zeros"


class Constant(Initializer, frozen=True):
    """All the same value."""

    name: Literal["constant"] = "constant"
    value: Annotated[float, Field(description="The value of every weight.")] = 0.1


AnyInitializer = Annotated[
    Annotated[
        XavierNormal
        | XavierUniform
        | HeNormal
        | HeUniform
        | LecunNormal
        | LecunUniform
        | Normal
        | UniformFanIn
        | MeanField
        | Orthogonal
        | Zeros
        | Constant,
        Field(discriminator="name"),
    ],
    BARE_NAME,
]

GLOROT = "Glorot and Bengio (2010)"
HE = "He, Zhang, Ren and Sun (2015), equation 10"
LECUN = "LeCun, Bottou, Orr and Müller (1998), section 4.6"

INITIALIZERS = Family(
    "initializer",
    "he_normal",
    (
        Entry(
            XavierNormal,
            "Xavier (Glorot) normal",
            r"w \sim \mathcal N\!\left(0, \frac{2}{n + m}\right)",
            f"{GLOROT}, equation 12",
        ),
        Entry(
            XavierUniform,
            "Xavier (Glorot) uniform",
            r"w \sim \mathcal U\!\left(\pm\sqrt{\frac{6}{n + m}}\right)",
            f"{GLOROT}, equation 16",
        ),
        Entry(HeNormal, "He normal", r"w \sim \mathcal N\!\left(0, \frac{2}{n}\right)", HE),
        Entry(HeUniform, "He uniform", r"w \sim \mathcal U\!\left(\pm\sqrt{\frac{6}{n}}\right)", HE),
        Entry(LecunNormal, "LeCun normal", r"w \sim \mathcal N\!\left(0, \frac{1}{n}\right)", LECUN),
        Entry(LecunUniform, "LeCun uniform", r"w \sim \mathcal U\!\left(\pm\sqrt{\frac{3}{n}}\right)", LECUN),
        Entry(Normal, "Normal", r"w \sim \mathcal N(0, \mathtt{stddev}^2)", "The textbook's first initialisation"),
        Entry(
            UniformFanIn,
            "Uniform by fan-in",
            r"w \sim \mathcal U\!\left(\pm\frac{1}{\sqrt{n}}\right)",
            f"{GLOROT}, equation 1",
        ),
        Entry(
            MeanField,
            "Mean field",
            r"W \sim \mathcal N(0, \sigma_w^2 / n),\ b \sim \mathcal N(0, \sigma_b^2)",
            "Poole et al. (2016); Schoenholz et al. (2017)",
        ),
        Entry(
            Orthogonal,
            "Orthogonal",
            r"W = \mathtt{gain} \cdot Q,\ Q^\top Q = I",
            "Saxe, McClelland and Ganguli (2014), section 3",
        ),
        Entry(Zeros, "Zeros", r"w = 0", "A counter-example: units of a layer stay equal"),
        Entry(Constant, "Constant", r"w = \mathtt{value}", "A counter-example: units of a layer stay equal"),
    ),
)
