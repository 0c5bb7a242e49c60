"""Units that no sample activates."""

from __future__ import annotations

from dynascope.diagnosis.finding import Finding, Reader, Remedy
from dynascope.diagnosis.rules.layer_share import layer_share
from dynascope.spec import RunSpec

THRESHOLD = 0.5


def dead_units(spec: RunSpec, reader: Reader) -> Finding | None:
    """`dead_fraction` of a ReLU layer at least 0.5 in 3 rows running: dead units get no gradient and don't come back.

    Source: Maas, Hannun and Ng (2013), section 2.
    """
    if spec.activation_names != frozenset({"relu"}):
        return None
    return layer_share(
        spec,
        reader,
        metric="dead_fraction",
        threshold=THRESHOLD,
        rule="DeadUnits",
        code="dead_units",
        what="of its units are activated by no sample of the probe set",
        remedies=(
            Remedy("leaky ReLU", {"model.activation": "leaky_relu"}),
            Remedy("a tenth of the learning rate", {"optimizer.learning_rate": spec.optimizer.learning_rate / 10}),
        ),
    )
