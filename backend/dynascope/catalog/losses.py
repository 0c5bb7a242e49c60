"""Losses, always the mean over the samples."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dynascope.catalog.member import BARE_NAME, Entry, Family, Member, PositiveNumber


class Loss(Member, frozen=True):
    """A loss of one sample."""

    family = "loss"


class CrossEntropy(Loss, frozen=True):
    """-log softmax(z)[class], in nats; for classes only."""

    name: Literal["cross_entropy"] = "cross_entropy"


class SquaredError(Loss, frozen=True):
    """½ ‖error‖²; one-hot targets for classes."""

    name: Literal["squared_error"] = "squared_error"


class Huber(Loss, frozen=True):
    """½ error² up to delta, linear beyond, summed over the outputs; one-hot targets for classes."""

    name: Literal["huber"] = "huber"
    delta: Annotated[PositiveNumber, Field(description="Error from which the loss grows linearly.")] = 1.0


AnyLoss = Annotated[Annotated[CrossEntropy | SquaredError | Huber, Field(discriminator="name")], BARE_NAME]

LOSSES = Family(
    "loss",
    None,
    (
        Entry(CrossEntropy, "Cross-entropy", r"L = -\log \operatorname{softmax}(z)_y", "Bridle (1990)"),
        Entry(SquaredError, "Squared error", r"L = \tfrac12 \lVert z - y \rVert_2^2", "Legendre (1805)"),
        Entry(
            Huber,
            "Huber",
            r"L = \sum_i \begin{cases} \tfrac12 e_i^2 & |e_i| \le \delta \\ \delta\,(|e_i| - \tfrac12 \delta) & "
            r"|e_i| > \delta \end{cases},\ e = z - y",
            "Huber (1964), equation 3.1",
            "Summed over the outputs of a sample as the squared error is; PyTorch and Keras take the mean over them.",
        ),
    ),
)
