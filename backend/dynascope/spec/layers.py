"""The layers of a model: shapes, and what holds for each, with its overrides applied."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from dynascope.catalog.activations import AnyActivation, Identity
from dynascope.catalog.initializers import AnyInitializer
from dynascope.catalog.models import ConvLayer, LayerOverride, Network
from dynascope.catalog.normalizations import AnyNormalization

POOL = 2
"""Side of a pooling window, and its step."""

Shape = tuple[int, ...]


@dataclass(frozen=True)
class LayerSpec:
    """One layer with its overrides applied. The output layer has the identity and neither normalisation nor dropout.

    Shapes are of one sample: (units,), or (height, width, channels) of an image. `value_shape` is that of the
    pre-activation, `output_shape` that of what the layer hands on (smaller where it pools).
    """

    name: str
    input_shape: Shape
    value_shape: Shape
    output_shape: Shape
    convolution: ConvLayer | None
    activation: AnyActivation
    initializer: AnyInitializer
    normalization: AnyNormalization | None
    dropout: float
    residual: bool = False
    frozen: bool = False

    @property
    def units(self) -> int:
        """Units that have weights of their own: those of a dense layer, the channels of a convolution."""
        return self.value_shape[-1]

    @property
    def positions(self) -> int:
        """Places that each of them is computed at: 1 in a dense layer."""
        return math.prod(self.value_shape[:-1])

    @property
    def kernel_shape(self) -> Shape:
        """(inputs, units), or (kernel, kernel, channels in, channels out)."""
        if self.convolution is None:
            return (math.prod(self.input_shape), self.units)
        side = self.convolution.kernel
        return (side, side, self.input_shape[-1], self.units)

    @property
    def inputs(self) -> int:
        """The fan-in: weights into a unit."""
        return math.prod(self.kernel_shape[:-1])

    @property
    def fan_out(self) -> int:
        """The fan-out: units, for a convolution times kernel² (Glorot and Bengio, 2010, as the libraries read it)."""
        return self.units * math.prod(self.kernel_shape[:-2])

    @property
    def parameters(self) -> dict[str, Shape]:
        """Shapes of what is learned, by the names of the weights file."""
        shapes: dict[str, Shape] = {"kernel": self.kernel_shape, "bias": (self.units,)}
        if self.normalization is not None:
            shapes |= {"scale": (self.units,), "shift": (self.units,)}
        return shapes | dict.fromkeys(self.activation.learned, ())

    @property
    def statistics(self) -> dict[str, Shape]:
        """Shapes of the moving averages, by the names of the weights file; empty where there are none."""
        if self.normalization is None or not self.normalization.moving:
            return {}
        return {"mean": (self.units,), "variance": (self.units,)}

    @property
    def two_modes(self) -> bool:
        """Whether it computes something else in training than in evaluation."""
        return self.dropout > 0.0 or self.activation.drawn or (bool(self.statistics) and not self.frozen)

    @property
    def parameter_count(self) -> int:
        """How many numbers are learned."""
        return sum(math.prod(shape) for shape in self.parameters.values())

    @property
    def multiplications(self) -> int:
        """Multiplications of a forward pass of one sample."""
        return math.prod(self.kernel_shape) * self.positions


def model_layers(
    model: Network, features: int, image: Shape | None, outputs: int, frozen: int
) -> tuple[LayerSpec, ...]:
    """All layers from input to output, overrides applied, the first `frozen` of them frozen.

    `image` is the shape of an input that is an image. A side of an image may come out below 1: the spec's
    rules refuse that (`first_empty`).
    """
    here: Shape = image if model.takes_images and image is not None else (features,)
    layers: list[LayerSpec] = []
    for index, convolution in enumerate(model.convolutions):
        values = (*(_side(side, convolution) for side in here[:2]), convolution.channels)
        pooled = (*(side // POOL for side in values[:2]), convolution.channels) if convolution.pooling else values
        layers.append(_hidden(model, f"conv_{index + 1}", (here, values, pooled), convolution, bool(layers)))
        here = pooled
    for index, units in enumerate(model.hidden_sizes):
        layers.append(_hidden(model, f"hidden_{index + 1}", (here, (units,), (units,)), None, bool(layers)))
        here = (units,)
    override = model.overrides.get("output")
    initializer = override.initializer if override and override.initializer else model.initializer
    layers.append(LayerSpec("output", here, (outputs,), (outputs,), None, Identity(), initializer, None, 0.0))
    return tuple(replace(layer, frozen=index < frozen) for index, layer in enumerate(layers))


def first_empty(layers: tuple[LayerSpec, ...]) -> LayerSpec | None:
    """The first layer that leaves nothing of the image; None where there is none."""
    return next((layer for layer in layers if min(layer.output_shape) < 1), None)


def _side(side: int, convolution: ConvLayer) -> int:
    if convolution.padding == "same":
        return -(-side // convolution.stride)
    return (side - convolution.kernel) // convolution.stride + 1


def _hidden(
    model: Network, name: str, shapes: tuple[Shape, Shape, Shape], convolution: ConvLayer | None, inner: bool
) -> LayerSpec:
    residual = model.residual and inner and shapes[0] == shapes[2]
    return LayerSpec(name, *shapes, convolution, *_overridden(model, model.overrides.get(name)), residual)


def _overridden(
    model: Network, override: LayerOverride | None
) -> tuple[AnyActivation, AnyInitializer, AnyNormalization | None, float]:
    if override is None:
        return model.activation, model.initializer, model.normalization, model.dropout
    given = override.model_fields_set
    return (
        override.activation or model.activation,
        override.initializer or model.initializer,
        override.normalization if "normalization" in given else model.normalization,
        model.dropout if override.dropout is None else override.dropout,
    )
