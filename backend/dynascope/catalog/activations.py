"""Activation functions. The output layer's activation is always the identity."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dynascope.catalog.member import BARE_NAME, Entry, Family, Member, NonNegativeNumber, PositiveNumber


class Activation(Member, frozen=True):
    """A function applied to each pre-activation."""

    family = "activation"


class Sigmoid(Activation, frozen=True):
    """1 / (1 + exp(-z))."""

    name: Literal["sigmoid"] = "sigmoid"


class Tanh(Activation, frozen=True):
    """2 / (1 + exp(-2z)) - 1."""

    name: Literal["tanh"] = "tanh"


class Relu(Activation, frozen=True):
    """max(0, z)."""

    name: Literal["relu"] = "relu"


class LeakyRelu(Activation, frozen=True):
    """max(a z, z) with a the slope below 0."""

    name: Literal["leaky_relu"] = "leaky_relu"
    negative_slope: Annotated[NonNegativeNumber, Field(lt=1, description="Slope for z < 0.")] = 0.01


class Elu(Activation, frozen=True):
    """z above 0, alpha (exp(z) - 1) below."""

    name: Literal["elu"] = "elu"
    alpha: Annotated[PositiveNumber, Field(description="Minus the limit for z to -infinity.")] = 1.0


class Selu(Activation, frozen=True):
    """scale * ELU with the two constants that keep mean 0 and variance 1."""

    name: Literal["selu"] = "selu"


class Gelu(Activation, frozen=True):
    """z times the standard normal distribution function at z (exact, by erf)."""

    name: Literal["gelu"] = "gelu"


class Silu(Activation, frozen=True):
    """z times the sigmoid of z."""

    name: Literal["silu"] = "silu"


class Identity(Activation, frozen=True):
    """z: a linear network."""

    name: Literal["identity"] = "identity"


AnyActivation = Annotated[
    Annotated[Sigmoid | Tanh | Relu | LeakyRelu | Elu | Selu | Gelu | Silu | Identity, Field(discriminator="name")],
    BARE_NAME,
]

GLOROT = "Glorot and Bengio (2010)"

ACTIVATIONS = Family(
    "activation",
    "relu",
    (
        Entry(Sigmoid, "Sigmoid", r"\sigma(z) = \frac{1}{1 + e^{-z}}", f"{GLOROT}, section 3.1"),
        Entry(Tanh, "Hyperbolic tangent", r"\tanh z = \frac{2}{1 + e^{-2z}} - 1", f"{GLOROT}, section 3.2"),
        Entry(Relu, "ReLU", r"\max(0, z)", "Nair and Hinton (2010); Glorot, Bordes and Bengio (2011)"),
        Entry(
            LeakyRelu,
            "Leaky ReLU",
            r"\max(a z, z),\ a = \mathtt{negative\_slope}",
            "Maas, Hannun and Ng (2013), equation 2",
        ),
        Entry(
            Elu,
            "ELU",
            r"\begin{cases} z & z > 0 \\ \alpha (e^z - 1) & z \le 0 \end{cases}",
            "Clevert, Unterthiner and Hochreiter (2016), equation 15",
        ),
        Entry(
            Selu,
            "SELU",
            r"\lambda \begin{cases} z & z > 0 \\ \alpha (e^z - 1) & z \le 0 \end{cases},"
            r"\ \lambda = 1.0507,\ \alpha = 1.6733",
            "Klambauer et al. (2017), equation 2",
        ),
        Entry(
            Gelu,
            "GELU",
            r"z\,\Phi(z)",
            "Hendrycks and Gimpel (2016)",
            "The exact form, by erf, not the tanh formula.",
        ),
        Entry(
            Silu,
            "SiLU (Swish)",
            r"z\,\sigma(z)",
            "Elfwing, Uchibe and Doya (2018); Ramachandran et al. (2017)",
        ),
        Entry(Identity, "Identity", r"z", "The linear network of Saxe, McClelland and Ganguli (2014)"),
    ),
)
