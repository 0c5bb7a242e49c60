"""Gradient clipping."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dynascope.catalog.member import BARE_NAME, Entry, Family, Member, PositiveNumber


class Clipping(Member, frozen=True):
    """A bound on the gradient, applied before the optimizer."""

    family = "gradient_clipping"


class GlobalNorm(Clipping, frozen=True):
    """Scales the whole gradient to the threshold where its L2 norm is larger."""

    name: Literal["global_norm"] = "global_norm"
    threshold: Annotated[PositiveNumber, Field(description="Largest L2 norm of the whole gradient.")] = 1.0


AnyClipping = Annotated[GlobalNorm, BARE_NAME]

CLIPPINGS = Family(
    "gradient_clipping",
    None,
    (
        Entry(
            GlobalNorm,
            "By global norm",
            r"g \leftarrow g \cdot \min\!\left(1, \frac{\mathtt{threshold}}{\lVert g \rVert_2}\right)",
            "Pascanu, Mikolov and Bengio (2013), algorithm 1",
            "No ε in the divisor, as in Optax; PyTorch adds 1e-6.",
        ),
    ),
)
