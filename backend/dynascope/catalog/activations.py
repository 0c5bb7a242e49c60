"""Activation functions. The output layer's activation is always the identity."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from dynascope.catalog.member import BARE_NAME, Entry, Family, Member, NonNegativeNumber, PositiveNumber


class Activation(Member, frozen=True):
    """A function applied to each pre-activation."""

    family = "activation"

    # Parameters that training learns, one number a layer; each starts at the field `initial_<name>`.
    learned: ClassVar[tuple[str, ...]] = ()
    # Whether its slope is drawn anew in training, and is the mean of the draws in evaluation.
    drawn: ClassVar[bool] = False


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


class RRelu(Activation, frozen=True):
    """max(a z, z) with a slope drawn anew for each unit and sample in training, and its mean in evaluation."""

    drawn: ClassVar[bool] = True
    name: Literal["rrelu"] = "rrelu"
    lower: Annotated[NonNegativeNumber, Field(lt=1, description="Smallest slope for z < 0.")] = 1 / 8
    upper: Annotated[NonNegativeNumber, Field(lt=1, description="Largest slope for z < 0.")] = 1 / 3

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.upper < self.lower:
            raise ValueError(f"upper must be at least lower: got upper {self.upper} below lower {self.lower}")
        return self


class PRelu(Activation, frozen=True):
    """max(a z, z) with a learned, one a layer."""

    name: Literal["prelu"] = "prelu"
    learned: ClassVar[tuple[str, ...]] = ("slope",)
    initial_slope: Annotated[NonNegativeNumber, Field(lt=1, description="First value of the slope for z < 0.")] = 0.25


class Elu(Activation, frozen=True):
    """z above 0, alpha (exp(z) - 1) below."""

    name: Literal["elu"] = "elu"
    alpha: Annotated[PositiveNumber, Field(description="Minus the limit for z → −∞.")] = 1.0


class Selu(Activation, frozen=True):
    """scale * ELU with the two constants that keep mean 0 and variance 1."""

    name: Literal["selu"] = "selu"


class Gelu(Activation, frozen=True):
    """z times the standard normal distribution function at z (exact, by erf)."""

    name: Literal["gelu"] = "gelu"


class Silu(Activation, frozen=True):
    """z times the sigmoid of z."""

    name: Literal["silu"] = "silu"


class Mish(Activation, frozen=True):
    """z times tanh(softplus(z))."""

    name: Literal["mish"] = "mish"


class Softplus(Activation, frozen=True):
    """log(1 + exp(z)): a smooth ReLU."""

    name: Literal["softplus"] = "softplus"


class Softsign(Activation, frozen=True):
    """z / (1 + |z|): bounded as tanh is, with slower tails."""

    name: Literal["softsign"] = "softsign"


class HardTanh(Activation, frozen=True):
    """z cut at -1 and 1."""

    name: Literal["hard_tanh"] = "hard_tanh"


class Identity(Activation, frozen=True):
    """z: a linear network."""

    name: Literal["identity"] = "identity"


AnyActivation = Annotated[
    Annotated[
        Sigmoid
        | Tanh
        | Relu
        | LeakyRelu
        | RRelu
        | PRelu
        | Elu
        | Selu
        | Gelu
        | Silu
        | Mish
        | Softplus
        | Softsign
        | HardTanh
        | Identity,
        Field(discriminator="name"),
    ],
    BARE_NAME,
]

GLOROT = "Glorot and Bengio (2010)"

ACTIVATIONS = Family(
    "activation",
    "relu",
    (
        Entry(Sigmoid, "Sigmoid", r"f(z) = \sigma(z) = \frac{1}{1 + e^{-z}}", f"{GLOROT}, section 3.1"),
        Entry(Tanh, "Hyperbolic tangent", r"f(z) = \tanh z = \frac{2}{1 + e^{-2z}} - 1", f"{GLOROT}, section 3.2"),
        Entry(Relu, "ReLU", r"f(z) = \max(0, z)", "Nair and Hinton (2010); Glorot, Bordes and Bengio (2011)"),
        Entry(
            LeakyRelu,
            "Leaky ReLU",
            r"f(z) = \max(a z, z),\ a = \mathtt{negative\_slope}",
            "Maas, Hannun and Ng (2013), equation 2",
        ),
        Entry(
            RRelu,
            "Randomized ReLU",
            r"f(z) = \max(a z, z),\ a \sim U(\mathtt{lower}, \mathtt{upper}) \text{ in training},"
            r"\ a = \tfrac12 (\mathtt{lower} + \mathtt{upper}) \text{ in evaluation}",
            "Xu, Wang, Chen and Li (2015), section 2.4",
            "One slope a unit and sample, drawn anew at each step from the dropout seed. As in PyTorch, the slope is "
            "uniform; the paper divides by a number that is uniform between 3 and 8, and in evaluation by 5.5.",
        ),
        Entry(
            PRelu,
            "Parametric ReLU",
            r"f(z) = \max(a z, z),\ a \text{ learned},\ a_0 = \mathtt{initial\_slope}",
            "He, Zhang, Ren and Sun (2015), equation 1",
            "One slope a layer (the paper's channel-shared variant). The optimizer updates it; penalties and weight "
            "decay leave it alone. A slope that grows beyond 1 still multiplies what is below 0.",
        ),
        Entry(
            Elu,
            "ELU",
            r"f(z) = \begin{cases} z & z > 0 \\ \alpha (e^z - 1) & z \le 0 \end{cases}",
            "Clevert, Unterthiner and Hochreiter (2016), equation 15",
        ),
        Entry(
            Selu,
            "SELU",
            r"f(z) = \lambda \begin{cases} z & z > 0 \\ \alpha (e^z - 1) & z \le 0 \end{cases},"
            r"\ \lambda = 1.0507,\ \alpha = 1.6733",
            "Klambauer et al. (2017), equation 2",
        ),
        Entry(
            Gelu,
            "GELU",
            r"f(z) = z\,\Phi(z)",
            "Hendrycks and Gimpel (2016)",
            "The exact form, by erf, not the tanh formula.",
        ),
        Entry(
            Silu,
            "SiLU (Swish)",
            r"f(z) = z\,\sigma(z)",
            "Elfwing, Uchibe and Doya (2018); Ramachandran et al. (2017)",
        ),
        Entry(Mish, "Mish", r"f(z) = z \tanh(\ln(1 + e^z))", "Misra (2019), equation 1"),
        Entry(Softplus, "Softplus", r"f(z) = \ln(1 + e^z)", "Dugas et al. (2001); Glorot, Bordes and Bengio (2011)"),
        Entry(Softsign, "Softsign", r"f(z) = \frac{z}{1 + |z|}", f"Bergstra et al. (2009); {GLOROT}, section 3.3"),
        Entry(HardTanh, "Hard tanh", r"f(z) = \max(-1, \min(1, z))", "Collobert (2004)"),
        Entry(Identity, "Identity", r"f(z) = z", "The linear network of Saxe, McClelland and Ganguli (2014)"),
    ),
)
