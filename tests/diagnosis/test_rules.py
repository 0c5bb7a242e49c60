"""Each rule on rows that show its fault, and on rows that don't."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from dynascope.diagnosis import RULES, Finding, diagnose
from dynascope.spec import RunSpec, expand_job, parse_job, parse_run
from dynascope.telemetry import METRICS, SeriesBlock


class Rows:
    def __init__(self, **series: Any) -> None:
        self.blocks = {
            name.replace("__", "/"): SeriesBlock(np.arange(len(values)) * 10, np.asarray(values, dtype=np.float32))
            for name, values in series.items()
        }

    def series(self, metric: str) -> SeriesBlock | None:
        assert metric in METRICS
        return self.blocks.get(metric)


def spec(activation: str = "sigmoid") -> RunSpec:
    return parse_run({"model": {"name": "mlp", "hidden_sizes": [8, 8], "activation": activation}})


def only(findings: list[Finding]) -> Finding:
    (finding,) = findings
    return finding


def test_no_rows_no_finding() -> None:
    assert diagnose(spec(), Rows()) == []
    assert diagnose(spec(), Rows(loss__train=[], gradient_norm=np.zeros((0, 3)))) == []


def test_a_healthy_run_has_no_finding() -> None:
    loss = np.exp(-np.arange(100) / 30)
    norms = np.tile([0.5, 0.6, 1.0], (100, 1))
    rows = Rows(
        loss__train=loss,
        gradient_norm=norms,
        gradient_norm__global=np.ones(100),
        saturated_fraction=np.full((100, 2), 0.1),
    )
    assert diagnose(spec(), rows) == []


def test_vanishing_names_the_starved_layers_and_the_first_step_of_the_streak() -> None:
    norms = np.tile([1e-6, 0.5, 1.0], (6, 1))
    norms[:2, 0] = 0.5
    finding = only(diagnose(spec(), Rows(gradient_norm=norms)))
    assert (finding.rule, finding.layers, finding.first_step) == ("VanishingGradient", ("hidden_1",), 20)
    hidden, output = finding.evidence
    assert (hidden.layer, hidden.step, hidden.value) == ("hidden_1", 20, pytest.approx(1e-6))
    assert hidden.threshold == pytest.approx(1e-3 * output.value)
    assert "1e-06" in finding.message
    assert "step 20" in finding.message


def test_a_single_small_row_is_not_vanishing() -> None:
    norms = np.tile([0.5, 0.5, 1.0], (6, 1))
    norms[3, 0] = 1e-9
    assert diagnose(spec(), Rows(gradient_norm=norms)) == []


def test_a_net_that_has_converged_is_not_vanishing() -> None:
    assert diagnose(spec(), Rows(gradient_norm=np.zeros((6, 3)))) == []


def test_exploding_reads_its_figure_at_the_first_step_over() -> None:
    finding = only(diagnose(spec(), Rows(gradient_norm__global=[1.0, 5e4, np.inf])))
    assert (finding.rule, finding.first_step, finding.evidence[0].value) == ("ExplodingGradient", 10, 5e4)


@pytest.mark.parametrize("lost", [np.nan, np.inf])
def test_divergence_is_told_with_the_last_finite_loss(lost: float) -> None:
    finding = only(diagnose(spec(), Rows(loss__train=[2.0, 50.0, lost])))
    assert (finding.rule, finding.first_step, finding.params["before"]) == ("Diverged", 20, 50.0)
    assert finding.remedies[0].set == {"optimizer.learning_rate": pytest.approx(0.0001)}


def test_a_loss_at_the_level_of_guessing() -> None:
    rng = np.random.default_rng(0)
    finding = only(diagnose(spec(), Rows(loss__train=2.3 + 0.01 * rng.normal(size=100))))
    assert finding.rule == "LossNotDecreasing"
    assert finding.params["guessing"] == pytest.approx(np.log(10))
    assert "2.3" in finding.message
    first, last = finding.evidence
    assert first.step < 200
    assert last.step >= 800
    assert last.threshold == pytest.approx(0.98 * first.value)
    assert last.value > 0.98 * first.value, "the figures shown carry the claim"


def test_saturation_and_death() -> None:
    shares = np.tile([0.1, 0.9], (5, 1))
    saturated = only(diagnose(spec("tanh"), Rows(saturated_fraction=shares)))
    assert (saturated.rule, saturated.layers, saturated.first_step) == ("SaturatedActivation", ("hidden_2",), 0)
    assert "90%" in saturated.message
    dead = only(diagnose(spec("relu"), Rows(dead_fraction=shares)))
    assert (dead.rule, dead.layers) == ("DeadUnits", ("hidden_2",))
    assert diagnose(spec("elu"), Rows(dead_fraction=shares)) == []


def test_every_remedy_is_a_variant_that_can_be_launched() -> None:
    base = spec()
    faults = [
        Rows(gradient_norm=np.tile([1e-9, 1e-6, 1.0], (5, 1))),
        Rows(gradient_norm__global=[1e9]),
        Rows(loss__train=[1.0, np.nan]),
        Rows(loss__train=np.full(100, 2.3)),
        Rows(saturated_fraction=np.ones((5, 2))),
    ]
    seen = set()
    for rows in faults:
        for finding in diagnose(base, rows):
            seen.add(finding.rule)
            json.dumps(finding.describe())
            assert finding.remedies
            for remedy in finding.remedies:
                body = {"base": base.model_dump(mode="json", exclude={"seed"}), "variants": [{"set": remedy.set}]}
                assert expand_job(parse_job(body))
    assert seen == set(RULES) - {"DeadUnits"}


def test_a_range_test_that_diverges_is_no_fault() -> None:
    one = parse_run({"schedule": "range_test", "steps": 30})
    rows = Rows(
        loss__train=[2.3, 2.0, 9.0, float("nan")],
        learning_rate=[1e-3, 1e-2, 0.1, 1.0],
        gradient_norm__global=[1.0, 1.0, 1e6, 1e9],
    )
    finding = only(diagnose(one, rows))
    assert (finding.rule, finding.severity, finding.code, finding.remedies) == (
        "Diverged",
        "note",
        "range_test_ended",
        (),
    )
    assert finding.params == {"step": 30, "rate": 1.0}
    assert [(evidence.metric, evidence.step) for evidence in finding.evidence] == [
        ("loss/train", 30),
        ("learning_rate", 30),
    ]
    assert diagnose(one, Rows(loss__train=[2.3] * 100)) == [], "a loss that stands still at small rates neither"
