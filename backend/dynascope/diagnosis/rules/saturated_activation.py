"""Activations on the flat ends of their function."""

from __future__ import annotations

from dynascope.diagnosis.finding import Finding, Reader, Remedy
from dynascope.diagnosis.rules.layer_share import layer_share
from dynascope.spec import RunSpec

THRESHOLD = 0.5


def saturated_activation(spec: RunSpec, reader: Reader) -> Finding | None:
    """`saturated_fraction` of a layer at least 0.5 in 3 rows running: its derivative is next to nothing there.

    Source: Glorot and Bengio (2010), section 3.1.
    """
    return layer_share(
        spec,
        reader,
        metric="saturated_fraction",
        threshold=THRESHOLD,
        rule="SaturatedActivation",
        code="saturated_activation",
        what="of its activations lie where the function is flat",
        remedies=_remedies(spec),
    )


def _remedies(spec: RunSpec) -> tuple[Remedy, ...]:
    relu = Remedy("ReLU with He initialisation", {"model.activation": "relu", "model.initializer": "he_normal"})
    xavier = Remedy("Xavier initialisation", {"model.initializer": "xavier_normal"})
    return (relu, *(() if spec.model.initializer.name == "xavier_normal" else (xavier,)))
