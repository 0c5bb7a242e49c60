"""Units that no sample activates."""

from __future__ import annotations

from dynascope.diagnosis.finding import Finding
from dynascope.diagnosis.remedies import activation, learning_rate, offered, unequal_start
from dynascope.diagnosis.rules.layer_share import layer_share
from dynascope.diagnosis.run import Run
from dynascope.spec import RunSpec

THRESHOLD = 0.5


def dead_units(run: Run) -> Finding | None:
    """`dead_fraction` of a ReLU layer at least 0.5 in 3 rows running: dead units get no gradient and don't come back.

    The metric is recorded for all rectifiers; the units of those that are not flat below 0 do come back.
    Of training that is not ours, whoever posts the metric says which layers it is about.
    What kills them is most often a step too long, and leaky ones don't bear it either: shorter steps are offered first.
    Source: Maas, Hannun and Ng (2013), section 2; the share is calibrated: docs/diagnosis.md.
    """
    return layer_share(
        run,
        metric="dead_fraction",
        threshold=THRESHOLD,
        judged=None if run.spec is None else _rectified(run.spec),
        rule="DeadUnits",
        code="dead_units",
        what="of its units are activated by no sample of the probe set",
        remedies=offered(run.spec, unequal_start, learning_rate(0.1), activation("leaky_relu")),
    )


def _rectified(spec: RunSpec) -> frozenset[str]:
    return frozenset(layer.name for layer in spec.layers[:-1] if layer.activation.name == "relu")
