"""Optimizers, each in two forms: the textbook's rule (`textbook`) and the library's (`optax`).

θ parameters, η learning rate, g gradient.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, cast

from pydantic import Field, model_validator

from dynascope.catalog.member import (
    BARE_NAME,
    Entry,
    Family,
    Fraction,
    Member,
    NonNegativeNumber,
    PositiveNumber,
)

Form = Annotated[
    Literal["textbook", "optax"],
    Field(description="The textbook's rule, or the library's where the two differ."),
]
LearningRate = Annotated[PositiveNumber, Field(description="Learning rate η.")]
Decay = Annotated[Fraction, Field(description="Decay of the moving average.")]
Epsilon = Annotated[PositiveNumber, Field(description="Keeps the divisor above 0.")]


class Optimizer(Member, frozen=True):
    """An update rule."""

    family = "optimizer"

    # Defaults that the library has otherwise; they hold where `form` is "optax".
    optax_defaults: ClassVar[dict[str, float]] = {}

    form: Form = "textbook"
    learning_rate: LearningRate = 0.01

    @model_validator(mode="before")
    @classmethod
    def _defaults_of_form(cls, value: Any) -> Any:
        if isinstance(value, dict) and cast("dict[str, Any]", value).get("form") == "optax":
            return {**cls.optax_defaults, **cast("dict[str, Any]", value)}
        return cast("Any", value)


class Sgd(Optimizer, frozen=True):
    """Gradient descent."""

    name: Literal["sgd"] = "sgd"


class Momentum(Optimizer, frozen=True):
    """Gradient descent with momentum."""

    name: Literal["momentum"] = "momentum"
    beta: Decay = 0.9


class Nesterov(Optimizer, frozen=True):
    """Nesterov's accelerated gradient."""

    name: Literal["nesterov"] = "nesterov"
    beta: Decay = 0.9


class Adagrad(Optimizer, frozen=True):
    """AdaGrad."""

    name: Literal["adagrad"] = "adagrad"
    optax_defaults: ClassVar[dict[str, float]] = {"epsilon": 1e-7, "initial_accumulator": 0.1}
    epsilon: Epsilon = 1e-10
    initial_accumulator: Annotated[NonNegativeNumber, Field(description="First value of the accumulator s.")] = 0.0


class Rmsprop(Optimizer, frozen=True):
    """RMSProp."""

    name: Literal["rmsprop"] = "rmsprop"
    optax_defaults: ClassVar[dict[str, float]] = {"epsilon": 1e-8}
    learning_rate: LearningRate = 0.001
    beta: Decay = 0.9
    epsilon: Epsilon = 1e-10


class Adam(Optimizer, frozen=True):
    """Adam."""

    name: Literal["adam"] = "adam"
    learning_rate: LearningRate = 0.001
    beta_1: Decay = 0.9
    beta_2: Decay = 0.999
    epsilon: Epsilon = 1e-8


AnyOptimizer = Annotated[
    Annotated[Sgd | Momentum | Nesterov | Adagrad | Rmsprop | Adam, Field(discriminator="name")], BARE_NAME
]

OPTIMIZERS = Family(
    "optimizer",
    "adam",
    (
        Entry(
            Sgd,
            "Gradient descent",
            r"\theta \leftarrow \theta - \eta g",
            "Cauchy (1847); Robbins and Monro (1951)",
        ),
        Entry(
            Momentum,
            "Momentum",
            r"m \leftarrow \beta m + \eta g;\quad \theta \leftarrow \theta - m",
            "Polyak (1964), equation 9",
            "Optax (and PyTorch) keep the learning rate outside: v ← β v + g; θ ← θ − η v. Equal while η is constant.",
        ),
        Entry(
            Nesterov,
            "Nesterov's accelerated gradient",
            r"m \leftarrow \beta m + \eta \nabla J(\theta - \beta m);\quad \theta \leftarrow \theta - m",
            "Nesterov (1983); Sutskever, Martens, Dahl and Hinton (2013), equations 3 and 4",
            "Optax (and PyTorch, Keras) take the gradient at the iterate: v ← β v + g; θ ← θ − η (g + β v). Its "
            "iterates are the textbook's look-ahead points.",
        ),
        Entry(
            Adagrad,
            "AdaGrad",
            r"s \leftarrow s + g \otimes g;\quad \theta \leftarrow \theta - \eta\, g \oslash \sqrt{s + \epsilon}",
            "Duchi, Hazan and Singer (2011), figure 1",
            "Optax (and Keras) start the accumulator at 0.1 with ε = 1e-7; the textbook at 0 with ε = 1e-10.",
        ),
        Entry(
            Rmsprop,
            "RMSProp",
            r"s \leftarrow \beta s + (1 - \beta)\, g \otimes g;\quad"
            r"\theta \leftarrow \theta - \eta\, g \oslash \sqrt{s + \epsilon}",
            "Tieleman and Hinton (2012), lecture 6.5",
            "Same rule in Optax, with ε = 1e-8 instead of 1e-10; PyTorch puts ε outside the root.",
        ),
        Entry(
            Adam,
            "Adam",
            r"m \leftarrow \beta_1 m + (1 - \beta_1) g;\ s \leftarrow \beta_2 s + (1 - \beta_2)\, g \otimes g;\quad"
            r"\theta \leftarrow \theta - \eta\, \hat m \oslash \sqrt{\hat s + \epsilon},\ "
            r"\hat m = \tfrac{m}{1 - \beta_1^t},\ \hat s = \tfrac{s}{1 - \beta_2^t}",
            "Kingma and Ba (2015), algorithm 1",
            "Optax (and the paper) put ε outside the root: √ŝ + ε; the textbook inside: √(ŝ + ε).",
        ),
    ),
)
