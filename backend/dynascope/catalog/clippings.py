"""Gradient clipping."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dynascope.catalog.member import BARE_NAME, Entry, Family, Member, PositiveNumber


class Clipping(Member, frozen=True):
    """A bound on the gradient, applied before the optimizer."""

    family = "gradient_clipping"


class Value(Clipping, frozen=True):
    """Cuts every component at plus and minus the threshold; the direction changes."""

    name: Literal["value"] = "value"
    threshold: Annotated[PositiveNumber, Field(description="Largest absolute value of a component.")] = 1.0


class Norm(Clipping, frozen=True):
    """Scales the gradient of each tensor to the threshold where its L2 norm is larger."""

    name: Literal["norm"] = "norm"
    threshold: Annotated[PositiveNumber, Field(description="Largest L2 norm of one tensor's gradient.")] = 1.0


class GlobalNorm(Clipping, frozen=True):
    """Scales the whole gradient to the threshold where its L2 norm is larger."""

    name: Literal["global_norm"] = "global_norm"
    threshold: Annotated[PositiveNumber, Field(description="Largest L2 norm of the whole gradient.")] = 1.0


class Adaptive(Clipping, frozen=True):
    """Scales the gradient of each unit to the threshold times the norm of the unit's own weights."""

    name: Literal["adaptive"] = "adaptive"
    threshold: Annotated[PositiveNumber, Field(description="Largest norm of a unit's gradient over its weights'.")] = (
        0.01
    )


AnyClipping = Annotated[Annotated[Value | Norm | GlobalNorm | Adaptive, Field(discriminator="name")], BARE_NAME]

CLIPPINGS = Family(
    "gradient_clipping",
    None,
    (
        Entry(
            Value,
            "By value",
            r"g_i \leftarrow \max(-c, \min(c, g_i)),\ c = \mathtt{threshold}",
            "Mikolov (2012), section 3.2.2",
            "There is no one factor; `gradient_clip_scale` is the ratio of the whole gradient's norms, after over "
            "before.",
        ),
        Entry(
            Norm,
            "By norm, tensor by tensor",
            r"g \leftarrow g \cdot \min\!\left(1, \frac{\mathtt{threshold}}{\lVert g \rVert_2}\right) "
            r"\text{ for each kernel and each bias}",
            "Pascanu, Mikolov and Bengio (2013), algorithm 1, applied to each tensor (Keras's clipnorm)",
            "`gradient_clip_scale` is the ratio of the whole gradient's norms, after over before.",
        ),
        Entry(
            GlobalNorm,
            "By global norm",
            r"g \leftarrow g \cdot \min\!\left(1, \frac{\mathtt{threshold}}{\lVert g \rVert_2}\right)",
            "Pascanu, Mikolov and Bengio (2013), algorithm 1",
            "No ε in the divisor, as in Optax; PyTorch adds 1e-6.",
        ),
        Entry(
            Adaptive,
            "Adaptive, unit by unit",
            r"g_i \leftarrow g_i \cdot \min\!\left(1, \mathtt{threshold} \cdot "
            r"\frac{\max(\lVert w_i \rVert_2, 10^{-3})}{\lVert g_i \rVert_2}\right)"
            r"\text{ for the incoming weights } w_i \text{ of each unit}",
            "Brock, De, Smith and Simonyan (2021), equation 3",
            "As in Optax: biases count as one unit, and the output layer is clipped too (the paper leaves it out). "
            "`gradient_clip_scale` is the ratio of the whole gradient's norms, after over before.",
        ),
    ),
)
