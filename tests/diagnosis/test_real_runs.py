"""Findings about trainings of the engine itself: where, and since when."""

from __future__ import annotations

from typing import Any

import pytest

from dynascope.diagnosis import Finding, diagnose
from dynascope.spec import RunSpec, parse_run
from dynascope.telemetry import METRICS, SeriesBlock, layers_of
from tests.training.finished import Finished, finish


class Measured:
    """What a finished run measured."""

    def __init__(self, spec: RunSpec, finished: Finished) -> None:
        self.spec = spec
        self.blocks = finished.block.series

    def series(self, metric: str) -> SeriesBlock | None:
        return self.blocks.get(metric)

    def layers(self, metric: str) -> tuple[str, ...]:
        return layers_of(metric, self.spec) if metric in METRICS else ()


def found(**base: Any) -> dict[str, Finding]:
    """Findings of a training, by rule."""
    spec = parse_run(base)
    return {finding.rule: finding for finding in diagnose(spec, Measured(spec, finish(**base)))}


def deep(rates: list[float], **model: Any) -> dict[str, Any]:
    """Eight layers; the learning rate changes at step 40."""
    return {
        "dataset": {"name": "digits", "samples": 400, "batch_size": 64},
        "model": {"hidden_sizes": [16] * 8, "activation": "tanh", "initializer": "xavier_normal", **model},
        "optimizer": "sgd",
        "schedule": {"name": "piecewise_constant", "boundaries": [40], "values": rates},
        "steps": 60,
        "telemetry": {"evaluation_every": 20, "distributions_every": 60},
    }


def test_the_layer_that_is_badly_drawn_is_named() -> None:
    one = {"hidden_7": {"initializer": {"name": "normal", "stddev": 5.0}}}
    finding = found(**deep([0.01, 0.01], overrides=one))["PoorInitialization"]
    assert (finding.layers, finding.first_step) == (("hidden_7",), 0)
    assert finding.remedies[0].set["model.overrides.hidden_7.initializer"] == "xavier_normal"


def test_a_rate_that_jumps_is_told_at_its_step() -> None:
    finding = found(**deep([0.01, 100.0]))["LearningRateTooHigh"]
    assert 41 <= finding.first_step <= 45
    assert finding.params["rate"] == 100.0


def test_a_rate_that_does_not_jump_is_no_finding() -> None:
    assert found(**deep([0.05, 0.05])) == {}


FULL_BATCH: dict[str, Any] = {
    "dataset": {"name": "digits", "samples": 50, "validation_fraction": 0.0, "batch_size": None},
    "model": {"hidden_sizes": [16], "activation": "tanh", "initializer": "uniform_fan_in"},
    "loss": "squared_error",
    "steps": 1500,
    "telemetry": {
        "layers_every": 500,
        "evaluation_every": 500,
        "distributions_every": 1500,
        "curvature_every": 25,
        "probe_samples": None,
    },
}


@pytest.mark.parametrize(("rate", "at_the_edge"), [(0.3, True), (0.01, False)])
def test_gradient_descent_is_told_to_be_at_the_edge_of_stability(rate: float, at_the_edge: bool) -> None:
    findings = found(**FULL_BATCH, optimizer={"name": "sgd", "learning_rate": rate})
    assert ("EdgeOfStability" in findings) == at_the_edge
    if at_the_edge:
        note = findings["EdgeOfStability"]
        assert (note.severity, note.params["limit"]) == ("note", pytest.approx(2 / rate))
        assert note.params["value"] == pytest.approx(2 / rate, rel=0.15)
