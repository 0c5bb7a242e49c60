"""What a preview is, and what it is drawn for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field

from dynascope.catalog.activations import AnyActivation, Relu
from dynascope.catalog.mathematics.arrays import Array
from dynascope.catalog.member import STRICT, PositiveNumber
from dynascope.catalog.models import Units

Kind = Literal[
    "activation",
    "loss_of_margin",
    "loss_of_error",
    "schedule",
    "weights",
    "size",
    "penalty",
    "moving_average",
    "sample_spread",
    "points",
]


class Setting(BaseModel):
    """What a preview is drawn for beside the member's own parameters. Each family reads what concerns it."""

    model_config = STRICT

    learning_rate: Annotated[PositiveNumber, Field(description="η₀ of a schedule.")] = 0.1
    steps: Annotated[int, Field(ge=1, le=10**8, description="Steps that a schedule is drawn over.")] = 2000
    fan_in: Annotated[Units, Field(description="Inputs of the layer whose weights are drawn.")] = 64
    fan_out: Annotated[Units, Field(description="Outputs of that layer.")] = 64
    activation: Annotated[
        AnyActivation, Field(description="Between the layers through which variances are predicted.")
    ] = Relu()


@dataclass(frozen=True)
class Layers:
    """Predicted per layer, the first one first: variance of the pre-activations, and of the gradient with respect to
    them relative to the last layer's."""

    forward: Array
    backward: Array


@dataclass(frozen=True)
class Preview:
    """A drawing of a member: y over x, and dy where y has a derivative that tells something.

    `classes` colours points (kind "points"). `figures` are numbers that belong to the drawing, by name.
    """

    kind: Kind
    x: Array
    y: Array
    dy: Array | None = None
    classes: NDArray[np.int64] | None = None
    layers: Layers | None = None
    figures: dict[str, float] = field(default_factory=dict[str, float])

    def describe(self) -> dict[str, Any]:
        """The preview as plain data, coordinates to eight significant digits: more than any screen tells apart."""
        layers = self.layers
        return {
            "kind": self.kind,
            "x": _shown(self.x),
            "y": _shown(self.y),
            "dy": None if self.dy is None else _shown(self.dy),
            "classes": None if self.classes is None else self.classes.tolist(),
            "layers": None
            if layers is None
            else {"forward": _shown(layers.forward), "backward": _shown(layers.backward)},
            "figures": self.figures,
        }


def _shown(values: Array) -> list[float]:
    return [float(f"{value:.8g}") for value in values.tolist()]
