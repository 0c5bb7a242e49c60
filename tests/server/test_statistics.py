import math

import pytest

from dynascope.server.statistics import student_quantile, summarize


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 7, 10, 29, 120, 999])
def test_the_quantile_is_that_of_scipy(degrees: int) -> None:
    from scipy import stats

    assert student_quantile(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), rel=1e-12)


def test_three_values() -> None:
    summary = summarize([1.0, 2.0, 3.0])
    assert (summary.n, summary.mean, summary.standard_deviation) == (3, 2.0, 1.0)
    assert summary.interval is not None
    assert summary.interval[1] - 2.0 == pytest.approx(4.302652729911275 / math.sqrt(3))


def test_one_value_has_no_interval() -> None:
    summary = summarize([5.0])
    assert (summary.n, summary.mean, summary.standard_deviation, summary.interval) == (1, 5.0, None, None)


def test_a_non_finite_value_is_not_left_out() -> None:
    summary = summarize([1.0, math.inf, 2.0])
    assert summary.n == 3
    assert math.isnan(summary.mean)
    assert summary.interval is not None
    assert all(math.isnan(end) for end in summary.interval)
