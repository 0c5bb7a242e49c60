"""What a run's spec tells about its telemetry."""

import pytest

from dynascope.server.views import SpecView
from dynascope.spec import RunSpec


@pytest.mark.parametrize(
    ("metric", "every"),
    [
        ("loss/train", 1),
        ("gradient_norm", 2),
        ("loss/validation", 20),
        ("sharpness", 7),
        ("of a later version", None),
    ],
)
def test_the_steps_between_two_rows_are_the_cadences(metric: str, every: int | None) -> None:
    spec = RunSpec.model_validate({"steps": 2000, "telemetry": {"curvature_every": 7}})
    assert SpecView(spec).every(metric) == every
    assert SpecView(None).every(metric) is None
