"""Models: what the layers are, and how single layers differ."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator

from dynascope.catalog.activations import AnyActivation, Relu
from dynascope.catalog.initializers import AnyInitializer, HeNormal
from dynascope.catalog.member import BARE_NAME, STRICT, Entry, Family, Fraction, Member, later
from dynascope.catalog.normalizations import AnyNormalization

MAX_LAYERS = 1000
MAX_UNITS = 65_536

Units = Annotated[int, Field(ge=1, le=MAX_UNITS)]


class LayerOverride(BaseModel):
    """What one layer has otherwise than `model` says; a field that is absent stays as it is."""

    model_config = STRICT

    initializer: AnyInitializer | None = None
    activation: AnyActivation | None = None
    normalization: AnyNormalization | None = None
    dropout: Fraction | None = None


class Mlp(Member, frozen=True):
    """A multilayer perceptron: dense layers, then a linear output layer."""

    family = "model"

    name: Literal["mlp"] = "mlp"
    hidden_sizes: Annotated[
        tuple[Units, ...],
        Field(
            strict=False,
            max_length=MAX_LAYERS,
            description="Units of each hidden layer; [] is a linear model.",
        ),
    ] = (64, 64, 64)
    activation: AnyActivation = Relu()
    initializer: AnyInitializer = HeNormal()
    normalization: AnyNormalization | None = None
    dropout: Annotated[Fraction, Field(description="Probability that a hidden unit is dropped in training.")] = 0.0
    residual: Annotated[bool, Field(description="Skip connections.")] = False
    overrides: dict[str, LayerOverride] = Field(default_factory=dict[str, LayerOverride])

    @field_validator("residual")
    @classmethod
    def _no_residual(cls, value: bool) -> bool:
        return later(value, value, "residual connections", "false")


AnyModel = Annotated[Mlp, BARE_NAME]

MODELS = Family(
    "model",
    "mlp",
    (
        Entry(
            Mlp,
            "Multilayer perceptron",
            r"a_l = f(W_l^\top a_{l-1} + b_l)",
            "Rumelhart, Hinton and Williams (1986)",
        ),
    ),
)
