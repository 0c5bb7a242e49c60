"""The comparison of each member is a job that can be launched, with the member first."""

from __future__ import annotations

import pytest

from dynascope.catalog.comparisons import comparison_of
from dynascope.catalog.families import EXPLAINED
from dynascope.catalog.regularizations import EarlyStopping
from dynascope.spec import expand_job, parse_job
from dynascope.spec.run import EarlyStoppingSpec

MEMBERS = [
    pytest.param(family.name, entry.name, id=f"{family.name}-{entry.name}")
    for family in EXPLAINED.values()
    for entry in family.entries
]


@pytest.mark.parametrize(("family", "name"), MEMBERS)
def test_the_comparison_of_a_member_can_be_launched(family: str, name: str) -> None:
    request = parse_job(comparison_of(family, name))
    runs = expand_job(request)
    assert len({run.variant for run in runs}) >= 2
    assert len({run.key for run in runs}) == len(runs), "no two of them are the same training"
    assert {run.spec.steps for run in runs} <= {600, 2000}
    assert request.vary is not None
    (axis,) = request.vary
    if axis.path.rsplit(".", 1)[-1] == family:
        assert axis.values[0] == name


def test_early_stopping_is_described_with_the_specs_own_defaults() -> None:
    assert EarlyStopping().value == EarlyStoppingSpec().model_dump()
