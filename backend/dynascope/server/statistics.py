"""Means of replicates with their 95 % intervals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Summary:
    """n values: their mean, their standard deviation (n - 1), the mean's 95 % interval; None where n is too small."""

    n: int
    mean: float
    standard_deviation: float | None
    interval: tuple[float, float] | None


def summarize(values: Sequence[float]) -> Summary:
    """Mean, deviation and Student's interval of at least one value. A non-finite value makes all of them NaN.

    >>> summarize([1.0, 2.0, 3.0]).interval  # 2 ± 4.3027 / √3
    (-0.4841377118..., 4.4841377118...)
    """
    n = len(values)
    if not all(math.isfinite(value) for value in values):
        nothing = (math.nan, math.nan) if n > 1 else None
        return Summary(n, math.nan if n > 1 else values[0], math.nan if n > 1 else None, nothing)
    mean = math.fsum(values) / n
    if n == 1:
        return Summary(1, mean, None, None)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1))
    half = student_quantile(n - 1) * deviation / math.sqrt(n)
    return Summary(n, mean, deviation, (mean - half, mean + half))


@cache
def student_quantile(degrees: int, confidence: float = CONFIDENCE) -> float:
    """The t with P(|T| <= t) = `confidence` for Student's t of `degrees` (at least 1) degrees of freedom."""
    low, high = 0.0, math.pi / 2
    for _ in range(100):
        middle = (low + high) / 2
        if _central_probability(middle, degrees) < confidence:
            low = middle
        else:
            high = middle
    return math.sqrt(degrees) * math.tan((low + high) / 2)


def _central_probability(theta: float, degrees: int) -> float:
    """P(|T| <= t), theta = atan(t / √degrees). Abramowitz and Stegun (1964), 26.7.3 and 26.7.4."""
    cosine, sine = math.cos(theta), math.sin(theta)
    odd = degrees % 2 == 1
    term = cosine if odd else 1.0
    total = term if degrees > 1 else 0.0
    for k in range(3 if odd else 2, degrees - 1, 2):
        term *= cosine**2 * (k - 1) / k
        total += term
    return 2 / math.pi * (theta + sine * total) if odd else sine * total
