"""Units that no sample activates."""

from __future__ import annotations

from dynascope.diagnosis.finding import Finding
from dynascope.diagnosis.remedies import activation, learning_rate, offered
from dynascope.diagnosis.rules.layer_share import layer_share
from dynascope.diagnosis.run import Run

THRESHOLD = 0.5


def dead_units(run: Run) -> Finding | None:
    """`dead_fraction` of a ReLU layer at least 0.5 in 3 rows running: dead units get no gradient and don't come back.

    Source: Maas, Hannun and Ng (2013), section 2; the share is calibrated: docs/diagnosis.md.
    """
    if run.spec is not None and run.spec.activation_names != frozenset({"relu"}):
        return None
    return layer_share(
        run,
        metric="dead_fraction",
        threshold=THRESHOLD,
        rule="DeadUnits",
        code="dead_units",
        what="of its units are activated by no sample of the probe set",
        remedies=offered(run.spec, activation("leaky_relu"), learning_rate(0.1)),
    )
