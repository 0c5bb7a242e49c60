"""What is offered, and what is not since it could not help."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dynascope.diagnosis import Finding, diagnose
from dynascope.spec import RunSpec, parse_run
from tests.diagnosis.made import Rows, falling, spec, steady

EXPLODING: dict[str, Any] = {"gradient_norm__global": [1.0, 5e4, 5e4]}
NOISE = np.random.default_rng(0).normal(size=100)


def named(of: RunSpec, rule: str, **series: Any) -> Finding:
    return next(one for one in diagnose(of, Rows(of, **series)) if one.rule == rule)


def codes(finding: Finding) -> list[str]:
    return [one.code for one in finding.remedies]


def test_layers_with_an_activation_of_their_own_start_as_suits_it() -> None:
    own = {"hidden_1": {"activation": "tanh", "initializer": "xavier_normal"}}
    suited = spec("relu", model={"initializer": "he_normal", "overrides": own})
    assert "start" not in codes(named(suited, "ExplodingGradient", **EXPLODING))
    other = {"hidden_1": {"activation": "tanh"}, "hidden_2": {"initializer": "normal"}}
    mixed = spec("relu", model={"initializer": "he_normal", "overrides": other})
    start = named(mixed, "ExplodingGradient", **EXPLODING).remedies[0]
    assert start.set == {
        "model.initializer": "he_normal",
        "model.overrides.hidden_1.initializer": "xavier_normal",
        "model.overrides.hidden_2.initializer": "he_normal",
    }


@pytest.mark.parametrize("size", [1, 2])
def test_a_batch_of_one_sample_is_not_normalised(size: int) -> None:
    of = spec("relu", dataset={"name": "digits", "batch_size": size})
    assert ("batch_normalization" in codes(named(of, "ExplodingGradient", **EXPLODING))) == (size == 2)


def test_an_untrained_net_that_is_lost_is_not_offered_other_steps() -> None:
    of = spec("relu", model={"initializer": "normal"}, dataset={"name": "digits", "standardize": False})
    assert codes(named(of, "Diverged", loss__train=[np.nan])) == ["start", "standardize"]
    later = named(of, "Diverged", loss__train=[2.0, np.nan])
    assert codes(later) == ["slower", "start", "slower", "clipping"]
    assert (later.params["before_step"], later.params["before"]) == (0, 2.0)


@pytest.mark.parametrize("initializer", ["zeros", "constant"])
def test_where_weights_start_equal_that_is_mended_first(initializer: str) -> None:
    of = spec("relu", model={"initializer": initializer})
    assert codes(named(of, "DeadUnits", dead_fraction=steady(0.9, 0.9, rows=5)))[0] == "start"
    assert codes(named(of, "LossNotDecreasing", loss__train=2.3 + 0.01 * NOISE[:40]))[0] == "start"
    drawn = spec("relu", model={"initializer": "normal"})
    assert "start" not in codes(named(drawn, "DeadUnits", dead_fraction=steady(0.9, 0.9, rows=5)))


def test_a_noise_scale_that_is_not_known_is_no_evidence() -> None:
    of = parse_run({"model": {"hidden_sizes": [8, 8]}, "telemetry": {"probe_samples": 1, "curvature_every": 10}})
    swinging = {"loss__train": np.tile([2.0, 0.4, 3.0, 0.6, 1.6], 20)}
    assert named(of, "NoisyGradient", **swinging, gradient_noise_scale=np.full(20, of.task.batch_size + 1.0))
    for scale in (np.nan, float(of.task.batch_size)):
        found = diagnose(of, Rows(of, **swinging, gradient_noise_scale=np.full(20, scale)))
        assert "NoisyGradient" not in {one.rule for one in found}


def test_figures_that_cannot_be_are_no_finding() -> None:
    of = spec("tanh")
    nothing = np.zeros(300)
    assert diagnose(None, Rows(of, loss__train=nothing)) == [], "a loss of 0 does not swing"
    assert diagnose(None, Rows(of, saturated_fraction=steady(3e38, np.inf, rows=9), loss__train=falling())) == []
