"""Losses, always the mean over the samples."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dynascope.catalog.member import BARE_NAME, Entry, Family, Member


class Loss(Member, frozen=True):
    """A loss of one sample."""

    family = "loss"


class CrossEntropy(Loss, frozen=True):
    """-log softmax(z)[class], in nats; for classes only."""

    name: Literal["cross_entropy"] = "cross_entropy"


class SquaredError(Loss, frozen=True):
    """½ ‖error‖²; one-hot targets for classes."""

    name: Literal["squared_error"] = "squared_error"


AnyLoss = Annotated[Annotated[CrossEntropy | SquaredError, Field(discriminator="name")], BARE_NAME]

LOSSES = Family(
    "loss",
    None,
    (
        Entry(CrossEntropy, "Cross-entropy", r"-\log \operatorname{softmax}(z)_y", "Bridle (1990)"),
        Entry(SquaredError, "Squared error", r"\tfrac12 \lVert z - y \rVert_2^2", "Legendre (1805)"),
    ),
)
