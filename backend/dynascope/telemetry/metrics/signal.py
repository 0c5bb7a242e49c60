"""What each layer passes on: pre-activations, activations, and what is left of the input in them."""

from __future__ import annotations

from dynascope.telemetry.metrics.conditions import RECTIFYING, SATURATING, hidden_with
from dynascope.telemetry.metrics.metric import per_layer
from dynascope.telemetry.metrics.papers import GLOROT, POOLE

SIGNAL = (
    per_layer(
        "prelu_slope",
        "1",
        "linear",
        "Slope below 0 that the layer's parametric ReLU has learned.",
        "He, Zhang, Ren and Sun (2015), Delving deep into rectifiers",
        hidden_with(frozenset({"prelu"})),
    ),
    per_layer("preactivation_mean", "1", "linear", "Mean of the pre-activations over batch and units.", GLOROT),
    per_layer(
        "preactivation_std",
        "1",
        "log",
        "Standard deviation of the pre-activations over batch and units.",
        GLOROT,
    ),
    per_layer(
        "preactivation_rms",
        "1",
        "log",
        "Root mean square of the pre-activations over batch and units; its square is the q of mean-field theory.",
        POOLE,
    ),
    per_layer("activation_mean", "1", "linear", "Mean of the activations over batch and units.", GLOROT),
    per_layer(
        "activation_std",
        "1",
        "log",
        "Standard deviation of the activations over batch and units pooled.",
        GLOROT,
    ),
    per_layer(
        "signal_std",
        "1",
        "log",
        "Each unit's standard deviation of activation over the probe set, averaged over units: what is left of the "
        "input at this layer.",
        POOLE,
        cadence="evaluation",
    ),
    per_layer(
        "signal_correlation",
        "1",
        "linear",
        "Mean cosine between the pre-activations of two samples, over pairs of the probe set.",
        POOLE,
        cadence="evaluation",
    ),
    per_layer(
        "saturated_fraction",
        "1",
        "linear",
        "Share of activations where |f'(z)| < 0.05 max |f'|.",
        GLOROT,
        hidden_with(SATURATING),
    ),
    per_layer(
        "dead_fraction",
        "1",
        "linear",
        "Share of hidden units that no sample of the probe set activates (z > 0).",
        layers=hidden_with(RECTIFYING),
        cadence="evaluation",
    ),
)
