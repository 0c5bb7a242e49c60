"""Models: what the layers are, and how single layers differ."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, cast

from pydantic import BaseModel, BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer

from dynascope.catalog.activations import AnyActivation, Relu
from dynascope.catalog.initializers import AnyInitializer, HeNormal
from dynascope.catalog.member import BARE_NAME, STRICT, Entry, Family, Fraction, Member
from dynascope.catalog.normalizations import AnyNormalization

MAX_LAYERS = 1000
MAX_UNITS = 65_536
MAX_KERNEL = 11

Units = Annotated[int, Field(ge=1, le=MAX_UNITS)]


class LayerOverride(BaseModel):
    """What one layer has otherwise than `model` says; a field that is absent stays as it is."""

    model_config = STRICT

    initializer: AnyInitializer | None = None
    activation: AnyActivation | None = None
    normalization: AnyNormalization | None = None
    dropout: Fraction | None = None

    @model_serializer(mode="wrap")
    def _as_given(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without what was not given: an absent normalisation stays the model's, null takes it away."""
        return {name: value for name, value in handler(self).items() if name in self.model_fields_set}


class ConvLayer(BaseModel):
    """One convolution layer: a square kernel, then, behind normalisation and activation, pooling over 2 × 2 windows.

    Padding `same` puts zeros around the image, so that its sides become ⌈n / stride⌉ (the odd zero, if any, stands
    behind); `valid` puts none: ⌊(n − kernel) / stride⌋ + 1. Pooling halves the sides, an odd last row or column is left
    out; of equal maxima in a window, each gets its share of the gradient.
    """

    model_config = STRICT

    channels: Annotated[Units, Field(description="Kernels, and so channels that the layer hands on.")] = 16
    kernel: Annotated[int, Field(ge=1, le=MAX_KERNEL, description="Side of the kernel.")] = 3
    stride: Annotated[int, Field(ge=1, le=MAX_KERNEL, description="Step of the kernel.")] = 1
    padding: Annotated[Literal["same", "valid"], Field(description="Zeros around the image, or none.")] = "same"
    pooling: Annotated[
        Literal["max", "average"] | None, Field(description="Over 2 × 2 windows, behind the activation; null for none.")
    ] = None


class Network(Member, frozen=True):
    """Convolution layers (in some models), dense layers, then a linear output layer.

    Layers are named `conv_1`, ..., `hidden_1`, ..., `output`; behind the convolutions an image is flattened row by row,
    channels last.
    """

    family = "model"

    # Whether the inputs are images of height × width × channels; a model that takes none sees rows of features.
    takes_images: ClassVar[bool] = False

    hidden_sizes: Annotated[
        tuple[Units, ...],
        Field(
            strict=False,
            max_length=MAX_LAYERS,
            description="Units of each hidden layer; [] is a linear model.",
        ),
    ] = (64, 64, 64)
    activation: Annotated[AnyActivation, Field(description="Activation of every hidden layer.")] = Relu()
    initializer: Annotated[AnyInitializer, Field(description="How kernels are drawn.")] = HeNormal()
    normalization: Annotated[
        AnyNormalization | None, Field(description="Normalisation of every hidden layer; null for none.")
    ] = None
    dropout: Annotated[Fraction, Field(description="Probability that a hidden unit is dropped in training.")] = 0.0
    residual: Annotated[
        bool,
        Field(description="Skip connections: a hidden layer adds its input to its output where both have one shape."),
    ] = False
    overrides: Annotated[
        dict[str, LayerOverride], Field(description="What single layers have otherwise, by the layer's name.")
    ] = Field(default_factory=dict[str, LayerOverride])

    @property
    def convolutions(self) -> tuple[ConvLayer, ...]:
        """The convolution layers, from the input on."""
        return ()


class Mlp(Network, frozen=True):
    """A multilayer perceptron: dense layers, then a linear output layer."""

    name: Literal["mlp"] = "mlp"


class Cnn(Network, frozen=True):
    """A convolutional network for images: convolution layers, then dense layers, then a linear output layer."""

    takes_images = True
    name: Literal["cnn"] = "cnn"
    conv_layers: Annotated[
        tuple[ConvLayer, ...],
        Field(
            strict=False,
            min_length=1,
            max_length=MAX_LAYERS,
            description="Convolution layers: channels, kernel, stride, padding, pooling of each.",
        ),
    ] = (ConvLayer(channels=16, pooling="max"), ConvLayer(channels=32, pooling="max"))
    hidden_sizes: Annotated[
        tuple[Units, ...],
        Field(
            strict=False,
            max_length=MAX_LAYERS,
            description="Units of each dense layer behind the convolutions; [] for the output layer alone.",
        ),
    ] = (64,)

    @property
    def convolutions(self) -> tuple[ConvLayer, ...]:
        """The convolution layers, from the input on."""
        return self.conv_layers


def _named(value: Any) -> Any:
    """A model written without its name is a multilayer perceptron."""
    if not isinstance(value, dict) or "name" in value:
        return cast("Any", value)
    return {"name": "mlp", **cast("dict[str, Any]", value)}


AnyModel = Annotated[Annotated[Mlp | Cnn, Field(discriminator="name")], BARE_NAME, BeforeValidator(_named)]

_RESIDUAL = (
    "With `residual`, a_l = a_{l-1} + f(...) wherever a hidden layer's output has its input's shape: the identity "
    "skip, with the activation inside the branch. The first layer, the output, and layers that change the shape have "
    "none, and no projection stands in for it (He, Zhang, Ren and Sun, 2016)."
)

MODELS = Family(
    "model",
    "mlp",
    (
        Entry(
            Mlp,
            "Multilayer perceptron",
            r"a_l = f(W_l^\top a_{l-1} + b_l)",
            "Rumelhart, Hinton and Williams (1986)",
            _RESIDUAL,
        ),
        Entry(
            Cnn,
            "Convolutional network",
            r"z_{l,ijc} = b_{l,c} + \sum_{u,v,d} W_{l,uvdc}\, a_{l-1,\,si+u,\,sj+v,\,d},\quad "
            r"a_l = \mathrm{pool}(f(z_l))",
            "LeCun, Bottou, Bengio and Haffner (1998)",
            "Fan-in is kernel² times the channels that come in, fan-out kernel² times those that go out. Skips are "
            "those of `mlp`: around a convolution that keeps height, width and channels.",
        ),
    ),
)
