"""Normalisation of hidden layers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dynascope.catalog.member import BARE_NAME, Entry, Family, Fraction, Member, PositiveNumber


class Normalization(Member, frozen=True):
    """A normalisation before or after the activation of each hidden layer."""

    family = "normalization"


class Batch(Normalization, frozen=True):
    """Batch normalisation with the biased variance, also in the moving averages."""

    name: Literal["batch"] = "batch"
    momentum: Annotated[Fraction, Field(description="Share of the old value in the moving averages.")] = 0.99
    epsilon: Annotated[PositiveNumber, Field(description="Added to the variance.")] = 1e-5
    position: Annotated[Literal["before_activation", "after_activation"], Field(description="Where it stands.")] = (
        "before_activation"
    )


AnyNormalization = Annotated[Batch, BARE_NAME]

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
            "The moving averages keep the biased variance, as Keras and Flax do; PyTorch keeps the unbiased one.",
        ),
    ),
)
