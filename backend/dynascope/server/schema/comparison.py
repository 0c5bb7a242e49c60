"""Bodies of the comparison of variants."""

from dynascope.server.schema.base import Body, Number


class Interval(Body):
    """A 95 % confidence interval of a mean (Student's t)."""

    low: Number
    high: Number


class PairedDifference(Body):
    """This variant minus the first, over the seeds that both have."""

    n: int
    mean: Number | None
    standard_deviation: Number | None
    interval: Interval | None


class VariantComparison(Body):
    """One variant's replicates at the compared step; `n` is 0, and the figures null, where none has a row there."""

    variant: int
    label: str
    n: int
    mean: Number | None
    standard_deviation: Number | None
    interval: Interval | None
    difference: PairedDifference | None


class Comparison(Body):
    """All variants of a job at one step; for a metric with layers, of the layer named."""

    job_id: str
    metric: str
    unit: str
    layer: str | None
    step: int | None
    variants: list[VariantComparison]
