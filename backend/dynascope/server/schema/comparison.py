"""Bodies of the comparison of variants."""

from typing import Literal

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


class StepSpan(Body):
    """From the least to the greatest of some steps."""

    first: int
    last: int


class ReachedTarget(Body):
    """How soon the runs of a variant reach the target: `reached` of `n` have.

    `steps` and `seconds` are medians over the runs, those that have not reached it counting as longer than any: null
    where the median is one of these. `seconds` is approximate, the steps at each run's mean speed, and null also while
    a speed is not known.
    """

    n: int
    reached: int
    steps: float | None
    seconds: float | None


class VariantComparison(Body):
    """One variant's replicates at the compared step; `n` is 0, and the figures null, where none has a row there.

    `rows_at` are the steps of the rows that are compared, `to_target` is null where no target was asked for.
    """

    variant: int
    label: str
    n: int
    mean: Number | None
    standard_deviation: Number | None
    interval: Interval | None
    difference: PairedDifference | None
    rows_at: StepSpan | None
    to_target: ReachedTarget | None


class Target(Body):
    """What is to be reached: the first step whose row, or the mean of whose last `window` rows, is at most or at least
    `value`. `window` is 20 for `loss/train` and `accuracy/train`, whose rows are of one batch each, else 1."""

    value: Number
    direction: Literal["at_most", "at_least"]
    window: int


class Comparison(Body):
    """All variants of a job at one step; for a metric with layers, of the layer named.

    With `at_step`, `step` is the greatest of the steps of the rows that are compared.
    """

    job_id: str
    metric: str
    unit: str
    layer: str | None
    step: int | None
    target: Target | None
    variants: list[VariantComparison]
