"""The cost of a measurement is that of figures which are numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from benchmarks import step_cost
from dynascope.spec import RunSpec
from dynascope.training.chunk import initial_state
from dynascope.training.figures import figures_of
from dynascope.training.plan import plan_of

SPEC = RunSpec.model_validate(
    {
        "dataset": {"name": "digits", "samples": 60, "batch_size": 16},
        "model": {"hidden_sizes": [4]},
        "optimizer": "adam",
        "steps": 200,
    }
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step_cost, "spec_with", lambda _: SPEC)


def untrained(spec: RunSpec, *_: Any) -> Any:
    plan = plan_of(spec)
    return initial_state(plan, step_cost.initial_weights(spec, plan), figures_of(spec, plan))


def test_what_is_measured_after_some_steps_is_finite() -> None:
    assert step_cost.probe(step_cost.CURVATURE_PROBES["all of these"])() > 0.0


def test_what_is_not_finite_has_no_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first step Adam's corrections, 1 − βᵗ, are 0."""
    monkeypatch.setattr(step_cost, "trained", untrained)
    with pytest.raises(RuntimeError, match="preconditioned_sharpness should be finite"):
        step_cost.probe(("sharpness", "preconditioned_sharpness"))()


def test_it_is_the_state_of_the_run_itself() -> None:
    plan = plan_of(SPEC)
    weights, figures = step_cost.initial_weights(SPEC, plan), figures_of(SPEC, plan)
    state = step_cost.trained(SPEC, plan, weights, figures, step_cost.shared_data(SPEC, plan))
    run = step_cost.open_run(SPEC)
    while run.step < step_cost.TRAINED:
        run.advance(until=step_cost.TRAINED)
    own = run.weights("latest")
    np.testing.assert_array_equal(state.parameters[0]["kernel"][0], own["hidden_1.kernel"])
    np.testing.assert_array_equal(state.parameters[1]["kernel"][0], own["output.kernel"])
