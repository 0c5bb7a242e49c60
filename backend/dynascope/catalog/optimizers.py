"""Optimizers. The six of the textbook have two forms: the textbook's rule (`textbook`) and the library's (`optax`).

The others have one, the library's, and no `form`. θ parameters, η learning rate, g gradient.
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
WeightDecay = Annotated[NonNegativeNumber, Field(description="Share of a kernel, times η, taken off at each step.")]


class Optimizer(Member, frozen=True):
    """An update rule."""

    family = "optimizer"

    # Whether it divides each entry of the gradient by a number of that entry's own: a diagonal preconditioner.
    preconditioned: ClassVar[bool] = False

    learning_rate: LearningRate = 0.01

    @property
    def rule(self) -> str:
        """Which form of the rule it is: `textbook` or `optax`, the library's."""
        return "optax"


class TwoForms(Optimizer, frozen=True):
    """An update rule that the textbook and the library write differently."""

    # Defaults that the library has otherwise; they hold where `form` is "optax".
    optax_defaults: ClassVar[dict[str, float]] = {}

    form: Form = "textbook"

    @property
    def rule(self) -> str:
        """The form asked for."""
        return self.form

    @model_validator(mode="before")
    @classmethod
    def _defaults_of_form(cls, value: Any) -> Any:
        if isinstance(value, dict) and cast("dict[str, Any]", value).get("form") == "optax":
            return {**cls.optax_defaults, **cast("dict[str, Any]", value)}
        return cast("Any", value)


class Sgd(TwoForms, frozen=True):
    """Gradient descent."""

    name: Literal["sgd"] = "sgd"


class Momentum(TwoForms, frozen=True):
    """Gradient descent with momentum."""

    name: Literal["momentum"] = "momentum"
    beta: Decay = 0.9


class Nesterov(TwoForms, frozen=True):
    """Nesterov's accelerated gradient."""

    name: Literal["nesterov"] = "nesterov"
    beta: Decay = 0.9


class Adagrad(TwoForms, frozen=True):
    """AdaGrad."""

    preconditioned: ClassVar[bool] = True
    name: Literal["adagrad"] = "adagrad"
    optax_defaults: ClassVar[dict[str, float]] = {"epsilon": 1e-7, "initial_accumulator": 0.1}
    epsilon: Epsilon = 1e-10
    initial_accumulator: Annotated[NonNegativeNumber, Field(description="First value of the accumulator s.")] = 0.0


class Rmsprop(TwoForms, frozen=True):
    """RMSProp."""

    preconditioned: ClassVar[bool] = True
    name: Literal["rmsprop"] = "rmsprop"
    optax_defaults: ClassVar[dict[str, float]] = {"epsilon": 1e-8}
    learning_rate: LearningRate = 0.001
    beta: Decay = 0.9
    epsilon: Epsilon = 1e-10


class Adam(TwoForms, frozen=True):
    """Adam."""

    preconditioned: ClassVar[bool] = True
    name: Literal["adam"] = "adam"
    learning_rate: LearningRate = 0.001
    beta_1: Decay = 0.9
    beta_2: Decay = 0.999
    epsilon: Epsilon = 1e-8


class AdamW(Optimizer, frozen=True):
    """Adam with weight decay apart from the gradient."""

    preconditioned: ClassVar[bool] = True
    name: Literal["adamw"] = "adamw"
    learning_rate: LearningRate = 0.001
    beta_1: Decay = 0.9
    beta_2: Decay = 0.999
    epsilon: Epsilon = 1e-8
    weight_decay: WeightDecay = 0.0001


class Nadam(Optimizer, frozen=True):
    """Adam with Nesterov's look-ahead in its momentum."""

    preconditioned: ClassVar[bool] = True
    name: Literal["nadam"] = "nadam"
    learning_rate: LearningRate = 0.001
    beta_1: Decay = 0.9
    beta_2: Decay = 0.999
    epsilon: Epsilon = 1e-8


class Adamax(Optimizer, frozen=True):
    """Adam with the largest gradient of late in place of the root mean square."""

    preconditioned: ClassVar[bool] = True
    name: Literal["adamax"] = "adamax"
    learning_rate: LearningRate = 0.002
    beta_1: Decay = 0.9
    beta_2: Decay = 0.999
    epsilon: Epsilon = 1e-8


class Adadelta(Optimizer, frozen=True):
    """Steps measured by the size of past steps: it has a unit of its own, and hardly needs a learning rate."""

    name: Literal["adadelta"] = "adadelta"
    learning_rate: LearningRate = 1.0
    rho: Decay = 0.9
    epsilon: Epsilon = 1e-6


class AmsGrad(Optimizer, frozen=True):
    """Adam whose divisor never shrinks."""

    preconditioned: ClassVar[bool] = True
    name: Literal["amsgrad"] = "amsgrad"
    learning_rate: LearningRate = 0.001
    beta_1: Decay = 0.9
    beta_2: Decay = 0.999
    epsilon: Epsilon = 1e-8


class RAdam(Optimizer, frozen=True):
    """Adam that waits with its divisor until the variance of that is known."""

    preconditioned: ClassVar[bool] = True
    name: Literal["radam"] = "radam"
    learning_rate: LearningRate = 0.001
    beta_1: Decay = 0.9
    beta_2: Decay = 0.999
    epsilon: Epsilon = 1e-8


class Lion(Optimizer, frozen=True):
    """The sign of an average of gradients: every weight moves by η."""

    name: Literal["lion"] = "lion"
    learning_rate: LearningRate = 0.0001
    beta_1: Decay = 0.9
    beta_2: Decay = 0.99
    weight_decay: WeightDecay = 0.001


class Muon(Optimizer, frozen=True):
    """Momentum whose matrices are made orthogonal, for kernels of dense layers; Adam for all else."""

    name: Literal["muon"] = "muon"
    learning_rate: LearningRate = 0.01
    beta: Annotated[Fraction, Field(description="Decay of the momentum of matrices.")] = 0.95
    beta_1: Decay = 0.9
    beta_2: Decay = 0.999
    epsilon: Epsilon = 1e-8
    weight_decay: WeightDecay = 0.0


class ScheduleFreeSgd(Optimizer, frozen=True):
    """Descent whose averaged iterates stand in for a decreasing learning rate."""

    name: Literal["schedule_free_sgd"] = "schedule_free_sgd"
    learning_rate: LearningRate = 0.1
    beta: Annotated[
        float,
        Field(gt=0, lt=1, description="Where the gradient is taken, between the descent (0) and its average (1)."),
    ] = 0.9


AnyOptimizer = Annotated[
    Annotated[
        Sgd
        | Momentum
        | Nesterov
        | Adagrad
        | Rmsprop
        | Adam
        | AdamW
        | Nadam
        | Adamax
        | Adadelta
        | AmsGrad
        | RAdam
        | Lion
        | Muon
        | ScheduleFreeSgd,
        Field(discriminator="name"),
    ],
    BARE_NAME,
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
            r"v \leftarrow \beta v + g;\quad \theta \leftarrow \theta - \eta v",
        ),
        Entry(
            Nesterov,
            "Nesterov's accelerated gradient",
            r"m \leftarrow \beta m + \eta \nabla J(\theta - \beta m);\quad \theta \leftarrow \theta - m",
            "Nesterov (1983); Sutskever, Martens, Dahl and Hinton (2013), equations 3 and 4",
            "Optax (and PyTorch, Keras) take the gradient at the iterate: v ← β v + g; θ ← θ − η (g + β v). Its "
            "iterates are the textbook's look-ahead points.",
            r"v \leftarrow \beta v + g;\quad \theta \leftarrow \theta - \eta\,(g + \beta v)",
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
            r"\theta \leftarrow \theta - \eta\, \hat m \oslash \left(\sqrt{\hat s} + \epsilon\right)",
        ),
        Entry(
            AdamW,
            "AdamW",
            r"\theta \leftarrow \theta - \eta\,\big(\hat m \oslash (\sqrt{\hat s} + \epsilon) + \lambda \theta\big),\ "
            r"\lambda = \mathtt{weight\_decay}",
            "Loshchilov and Hutter (2019), algorithm 2",
            "The decay is multiplied by the learning rate, as in PyTorch. Kernels alone decay, as penalties take "
            "kernels alone; Optax and PyTorch decay every parameter unless told otherwise. With decay 0 it is Adam in "
            "Optax's form.",
        ),
        Entry(
            Nadam,
            "Nadam",
            r"\hat m = \frac{\beta_1 m_t}{1 - \beta_1^{t+1}} + \frac{(1 - \beta_1) g_t}{1 - \beta_1^t};\quad"
            r"\theta \leftarrow \theta - \eta\, \hat m \oslash (\sqrt{\hat s} + \epsilon)",
            "Dozat (2016), algorithm 2",
            "Without the paper's factor β₂ on s, as usual; PyTorch lets β₁ grow with t besides.",
        ),
        Entry(
            Adamax,
            "AdaMax",
            r"u \leftarrow \max(\beta_2 u, |g| + \epsilon);\quad"
            r"\theta \leftarrow \theta - \frac{\eta}{1 - \beta_1^t}\, m \oslash u",
            "Kingma and Ba (2015), algorithm 2",
            "The paper has no ε; Optax and PyTorch add it to |g|.",
        ),
        Entry(
            Adadelta,
            "AdaDelta",
            r"s \leftarrow \rho s + (1 - \rho)\, g \otimes g;\ "
            r"\Delta = \sqrt{d + \epsilon} \oslash \sqrt{s + \epsilon} \otimes g;\ "
            r"d \leftarrow \rho d + (1 - \rho)\, \Delta \otimes \Delta;\quad \theta \leftarrow \theta - \eta \Delta",
            "Zeiler (2012), algorithm 1",
            "The paper's rule is that of η = 1, the default here and in PyTorch; Keras's default of 0.001 all but "
            "stops it.",
        ),
        Entry(
            AmsGrad,
            "AMSGrad",
            r"\hat v_t = \max(\hat v_{t-1}, \hat s_t);\quad"
            r"\theta \leftarrow \theta - \eta\, \hat m \oslash (\sqrt{\hat v} + \epsilon)",
            "Reddi, Kale and Kumar (2018), algorithm 2",
            "Optax takes the maximum after the bias correction, PyTorch before it, and the paper corrects nothing. In "
            "the first steps, where the corrections are large, these differ.",
        ),
        Entry(
            RAdam,
            "RAdam",
            r"\rho_t = \rho_\infty - \frac{2 t \beta_2^t}{1 - \beta_2^t};\quad"
            r"\theta \leftarrow \theta - \eta \begin{cases} r_t\, \hat m \oslash (\sqrt{\hat s} + \epsilon) & \rho_t "
            r"\ge 5 \\ \hat m & \text{else} \end{cases}",
            "Liu et al. (2020), algorithm 2",
            "The threshold is 5, as in the authors' code and PyTorch; the paper has 4. With β₂ = 0.999 the first five "
            "steps are those of momentum.",
        ),
        Entry(
            Lion,
            "Lion",
            r"\theta \leftarrow \theta - \eta\,\big(\operatorname{sign}(\beta_1 m + (1 - \beta_1) g) + \lambda "
            r"\theta\big);\quad m \leftarrow \beta_2 m + (1 - \beta_2) g",
            "Chen et al. (2023), program 1",
            "Its η suits at a third to a tenth of Adam's. Kernels alone decay.",
        ),
        Entry(
            Muon,
            "Muon",
            r"m \leftarrow \beta m + (1 - \beta) g;\quad"
            r"W \leftarrow W - \eta \sqrt{\max(1, \tfrac{\text{outputs}}{\text{inputs}})}\ U V^\top,\ "
            r"U \Sigma V^\top \approx \beta m + (1 - \beta) g",
            "Jordan (2024), Muon: an optimizer for hidden layers in neural networks",
            "UVᵀ by five Newton-Schulz iterations, so singular values end between about 0.7 and 1.2. As in Optax: "
            "every dense kernel, that of the output layer too (its author leaves that to Adam); biases, slopes, "
            "normalisation and convolutions go by Adam with Nesterov's look-ahead, with β₁ and β₂ and the same η.",
        ),
        Entry(
            ScheduleFreeSgd,
            "Schedule-free SGD",
            r"y = (1 - \beta) z + \beta x;\ z \leftarrow z - \eta \nabla J(y);\ "
            r"x \leftarrow (1 - c) x + c z,\ c = \eta_{\max}^2 / \textstyle\sum \eta_{\max}^2",
            "Defazio et al. (2024), The road less scheduled, equations 1 to 3",
            "The network is x, the average: weights, validation and distributions are x's, as are layer metrics of "
            "weights. Gradients and the training loss are y's, where the rule takes them. With a constant η, c = 1 / "
            "t.",
        ),
    ),
)
