"""The typed dictionaries have the fields that the server's own models have."""

from __future__ import annotations

from typing import Any

import pytest

from dynascope.sdk import bodies
from dynascope.server import schema

BODIES: tuple[Any, ...] = (
    bodies.Cursor,
    bodies.PlannedRun,
    bodies.RunSummary,
    bodies.JobSummary,
    bodies.Job,
    bodies.JobPage,
    bodies.Estimate,
    bodies.DryRun,
    bodies.Run,
    bodies.Series,
    bodies.SeriesPage,
    bodies.Distributions,
)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.__name__)
def test_fields_are_the_servers(body: Any) -> None:
    model: Any = getattr(schema, body.__name__)
    assert set(body.__annotations__) == set(model.model_fields)
