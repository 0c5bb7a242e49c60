"""Normalisation of hidden layers."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from dynascope.catalog.member import BARE_NAME, Entry, Family, Fraction, Member, PositiveNumber

Position = Annotated[
    Literal["before_activation", "after_activation"],
    Field(description="Whether it stands before the activation or after it."),
]


class Normalization(Member, frozen=True):
    """A normalisation before or after the activation of each hidden layer."""

    family = "normalization"

    # Whether it keeps moving averages of the batch's statistics, for evaluation.
    moving: ClassVar[bool] = False

    epsilon: Annotated[PositiveNumber, Field(description="Added to the variance.")] = 1e-5
    position: Position = "before_activation"


class Batch(Normalization, frozen=True):
    """Over the batch (and, of a convolution, all positions), with the biased variance, also in the moving averages."""

    moving = True
    name: Literal["batch"] = "batch"
    momentum: Annotated[Fraction, Field(description="Share of the old value in the moving averages.")] = 0.99


class Layer(Normalization, frozen=True):
    """Over all units of the layer (of a convolution: all positions and channels), for each sample by itself."""

    name: Literal["layer"] = "layer"


AnyNormalization = Annotated[Annotated[Batch | Layer, Field(discriminator="name")], BARE_NAME]

NORMALIZATIONS = Family(
    "normalization",
    None,
    (
        Entry(
            Batch,
            "Batch normalisation",
            r"\hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}},\ z = \gamma \hat x + \beta;\quad"
            r"\hat v \leftarrow \mathtt{momentum}\,\hat v + (1 - \mathtt{momentum})\,v",
            "Ioffe and Szegedy (2015), algorithms 1 and 2",
            "The moving averages keep the biased variance, as Keras and Flax do; PyTorch keeps the unbiased one. Of a "
            "convolution, one mean, variance, γ and β a channel.",
        ),
        Entry(
            Layer,
            "Layer normalisation",
            r"\mu = \frac1n \sum_i x_i,\ \sigma^2 = \frac1n \sum_i (x_i - \mu)^2,\ "
            r"z_i = \gamma_i \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta_i",
            "Ba, Kiros and Hinton (2016), equation 3",
            "The same in training and in evaluation: nothing is remembered. Of a convolution, γ and β are a channel's, "
            "as in group normalisation with one group (Wu and He, 2018).",
        ),
    ),
)
