"""The process that draws trajectories: what one request does to it, the next must not notice."""

from __future__ import annotations

import io
import json

import pytest

from dynascope.spec import TrajectoryRequest
from dynascope.training.surfaces import trajectories as drawing
from dynascope.worker.calculator import serve


def test_a_request_that_raises_is_answered_and_the_next_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    real = drawing.trajectories

    def fails_on_noise(request: TrajectoryRequest) -> object:
        if request.gradient_noise:
            raise OverflowError("too large for int32")
        return real(request)

    monkeypatch.setattr(drawing, "trajectories", fails_on_noise)
    request = {"optimizers": ["sgd"], "steps": 2, "grid": None}
    lines = [json.dumps({**request, "gradient_noise": noise}) + "\n" for noise in (0.5, 0.0)]
    answers = io.StringIO()
    serve(io.StringIO("".join(lines)), answers)
    ready, failed, drawn = answers.getvalue().splitlines()
    assert ready == "ready"
    assert json.loads(failed) == {"failed": "OverflowError: too large for int32"}
    assert len(json.loads(drawn)["paths"][0]["x"]) == 3
