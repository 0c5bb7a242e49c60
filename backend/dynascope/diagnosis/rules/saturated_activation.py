"""Activations on the flat ends of their function."""

from __future__ import annotations

from dynascope.diagnosis.finding import Finding
from dynascope.diagnosis.remedies import activation, offered, start
from dynascope.diagnosis.rules.layer_share import layer_share
from dynascope.diagnosis.run import Run

THRESHOLD = 0.65


def saturated_activation(run: Run) -> Finding | None:
    """`saturated_fraction` of a layer at least 0.65 in 3 rows running: its derivative is next to nothing there.

    Source: Glorot and Bengio (2010), section 3.1; the share is calibrated: docs/diagnosis.md.
    """
    return layer_share(
        run,
        metric="saturated_fraction",
        threshold=THRESHOLD,
        rule="SaturatedActivation",
        code="saturated_activation",
        what="of its activations lie where the function is flat",
        remedies=offered(run.spec, start, activation("relu")),
    )
