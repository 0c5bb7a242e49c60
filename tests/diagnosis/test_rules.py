"""Each rule on rows that show its fault, and on rows that don't."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from dynascope.diagnosis import RULES, Finding, diagnose
from dynascope.spec import RunSpec, Source, expand_job, parse_job, parse_run
from dynascope.telemetry import layers_of
from tests.diagnosis.made import Rows, falling, spec, steady


def findings(of: RunSpec, **series: Any) -> list[Finding]:
    return diagnose(of, Rows(of, **series))


def only(found: list[Finding]) -> Finding:
    (finding,) = found
    return finding


NOISE = np.random.default_rng(0).normal(size=100)
SCARCE: dict[str, Any] = {"dataset": {"name": "digits", "samples": 300, "batch_size": 32, "label_noise": 0.2}}
FULL: dict[str, Any] = {
    "dataset": {"name": "digits", "batch_size": None},
    "optimizer": {"name": "sgd", "learning_rate": 0.2},
    "telemetry": {"probe_samples": None},
}
BATCH: dict[str, Any] = {"model": {"normalization": {"name": "batch", "momentum": 0.9999}}}
RISING = np.concatenate([falling(20, 2.0) + 0.5, np.linspace(1.2, 3.0, 80)])
PLATEAU = np.maximum(falling(), 1.8) - 0.0001 * np.arange(100)
# The row of the first 20 that nine lie below.
MIDDLE = next(row for row in range(20) if np.count_nonzero(NOISE[:20] < NOISE[row]) == 9)
GROWING = np.concatenate([np.linspace(1, 10, 30), 10 + 0.2 * NOISE[:70]])

# One set of rows for each rule: the spec, the rows, where, and since when: where a rule goes by medians, that is the
# row of the lower one.
FAULTS: dict[str, tuple[RunSpec, dict[str, Any], tuple[str, ...], int]] = {
    "Diverged": (spec(), {"loss__train": [2.0, 50.0, np.nan]}, (), 20),
    "ExplodingGradient": (spec(), {"backprop_rms": steady(500.0, 10.0, 1.0, rows=5)}, ("hidden_1",), 0),
    "VanishingGradient": (spec(), {"gradient_norm": steady(1e-6, 0.5, 1.0, rows=6)}, ("hidden_1",), 0),
    "SymmetryNotBroken": (
        spec(model={"initializer": "zeros"}),
        {"weight_norm": steady(0.0, 0.0, 0.0)},
        ("hidden_1", "hidden_2"),
        0,
    ),
    "PoorInitialization": (
        spec("tanh"),
        {
            "preactivation_rms": steady(0.7, 40.0, 1.0),
            "activation_mean": steady(0.0, 0.0, 0.0),
            "activation_std": steady(0.6, 0.98, 1.0),
        },
        ("hidden_2",),
        0,
    ),
    "SaturatedActivation": (spec("tanh"), {"saturated_fraction": steady(0.1, 0.9, rows=5)}, ("hidden_2",), 0),
    "BiasShift": (
        spec(),
        {
            "activation_mean": steady(0.5, 0.5, 0.0),
            "activation_std": steady(0.2, 0.11, 1.0),
            "signal_std": steady(0.1, 0.001, 0.1),
        },
        ("hidden_2",),
        0,
    ),
    "DeadUnits": (spec("relu"), {"dead_fraction": steady(0.1, 0.9, rows=5)}, ("hidden_2",), 0),
    "FrozenLayer": (spec(), {"update_ratio": steady(1e-12, 1e-4, 1e-3)}, ("hidden_1",), 0),
    "LearningRateTooHigh": (spec(), {"loss__train": [2.3, 2.2, *[9.0] * 20, *[2.0] * 20]}, (), 20),
    "LearningRateTooLow": (
        spec(),
        {
            "loss__train": np.linspace(2.3, 2.2, 100),
            "update_ratio": steady(1e-6, 2e-6, 3e-6),
            "gradient_norm__global": np.ones(100),
        },
        (),
        100,
    ),
    "NoisyGradient": (spec(), {"loss__train": np.tile([2.0, 0.4, 3.0, 0.6, 1.6], 20)}, (), 500),
    "BatchStatisticsDrift": (
        spec(**BATCH),
        {
            "loss__train": falling(),
            "loss__train_evaluation_mode": np.full(100, 2.3),
            "running_mean_shift": steady(1.5, 0.1),
        },
        ("hidden_1",),
        0,
    ),
    "LabelNoiseMemorised": (spec(**SCARCE), {"accuracy__train": 1 - falling(200, 0.9)}, (), 1740),
    "Overfitting": (spec(), {"loss__train": falling(), "loss__validation": RISING}, (), 220),
    "Underfitting": (spec(), {"loss__train": PLATEAU, "loss__validation": PLATEAU}, (), 500),
    "LossNotDecreasing": (spec(), {"loss__train": 2.3 + 0.01 * NOISE[:40]}, (), 10 * MIDDLE),
    "EdgeOfStability": (spec(**FULL), {"sharpness": GROWING}, (), 200),
}


def test_every_rule_has_a_fault_here() -> None:
    assert FAULTS.keys() == RULES.keys()


@pytest.mark.parametrize("rule", FAULTS)
def test_the_fault_is_found_where_it_is_with_figures_that_were_measured(rule: str) -> None:
    of, series, layers, first_step = FAULTS[rule]
    rows = Rows(of, **series)
    finding = next(one for one in diagnose(of, rows) if one.rule == rule)
    assert finding.layers == layers
    assert finding.first_step == first_step
    assert finding.evidence
    for evidence in finding.evidence:
        block = rows.series(evidence.metric)
        assert block is not None
        row = block.values[block.steps == evidence.step][0]
        value = row if evidence.layer is None else row[rows.layers(evidence.metric).index(evidence.layer)]
        assert evidence.value == pytest.approx(float(value), nan_ok=True), "every figure is read at the step it names"


@pytest.mark.parametrize("rule", FAULTS)
def test_every_remedy_is_a_variant_that_can_be_launched(rule: str) -> None:
    of, series, *_ = FAULTS[rule]
    finding = next(one for one in findings(of, **series) if one.rule == rule)
    json.dumps(finding.describe())
    assert bool(finding.remedies) == (finding.severity != "note")
    base = of.model_dump(mode="json", exclude={"seed"})
    for remedy in finding.remedies:
        (planned,) = expand_job(parse_job({"base": base, "variants": [{"set": remedy.set}]}))
        assert planned.spec != of, f"{remedy.label} changes something"


DIGEST = "0" * 64


def layers_of_weights(of: RunSpec) -> Source:
    """Final weights of a run of this spec."""
    arrays = {layer.name: layer.parameters | layer.statistics for layer in of.layers}
    return Source(DIGEST, {f"{layer}.{name}": shape for layer, own in arrays.items() for name, shape in own.items()})


@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("rule", FAULTS)
def test_what_is_offered_to_a_warm_started_run_can_start_from_the_same_run(rule: str, layers: int) -> None:
    of, series, *_ = FAULTS[rule]
    base = of.model_dump(mode="json", exclude={"seed"})
    base["warm_start"] = {"run_id": "run_1", "layers": layers, "weights": DIGEST}
    for finding in findings(parse_run(base), **series):
        for remedy in finding.remedies:
            job = parse_job({"base": base, "variants": [{"set": remedy.set}]})
            expand_job(job, sources=lambda _: layers_of_weights(of))


def test_layers_that_are_taken_over_are_neither_drawn_anew_nor_changed_in_shape() -> None:
    warm = {"run_id": "run_1", "layers": 2, "weights": DIGEST}
    of = spec("relu", model={"initializer": "xavier_normal"}, warm_start=warm)
    norms = steady(1e-6, 0.5, 1.0)
    assert [one.code for one in only(findings(of, gradient_norm=norms)).remedies] == ["start"], "the output is drawn"
    every = spec("relu", model={"initializer": "xavier_normal"}, warm_start=warm | {"layers": 3})
    assert only(findings(every, gradient_norm=norms)).remedies == ()
    cold = spec("relu", model={"initializer": "xavier_normal"})
    assert [one.code for one in only(findings(cold, gradient_norm=norms)).remedies] == ["start", "batch_normalization"]


def test_a_remedy_that_the_spec_refuses_is_not_offered() -> None:
    of = spec("tanh", telemetry={"curvature_every": 10}, model={"hidden_sizes": [3200, 3030]})
    plateau = np.maximum(falling(), 1.8)
    finding = next(one for one in findings(of, loss__train=plateau) if one.rule == "Underfitting")
    assert finding.remedies == (), "a larger net has more parameters than curvature is measured of"


@pytest.mark.parametrize(
    ("own", "model", "offered"),
    [
        ({"hidden_1": {"dropout": 0.0}}, 0.0, {}),
        ({"hidden_1": {"dropout": 0.0}, "hidden_2": {"dropout": 0.5}}, 0.0, {"model.overrides.hidden_2.dropout": 0.0}),
        ({"hidden_1": {"dropout": 0.0}}, 0.5, {"model.dropout": 0.0}),
    ],
)
def test_dropout_is_taken_away_where_there_is_some(own: Any, model: float, offered: dict[str, float]) -> None:
    of = spec("tanh", model={"dropout": model, "overrides": own})
    found = findings(of, loss__train=np.maximum(falling(), 1.8))
    (finding,) = [one for one in found if one.rule == "Underfitting"]
    assert [one.set for one in finding.remedies if one.code == "less_regularization"] == [offered] * bool(offered)


@pytest.mark.parametrize("rule", FAULTS)
def test_a_training_that_is_not_ours_is_judged_by_what_it_records(rule: str) -> None:
    of, series, *_ = FAULTS[rule]
    found = {finding.rule: finding for finding in diagnose(None, Rows(of, **series))}
    needs_spec = {"LabelNoiseMemorised", "EdgeOfStability"}
    assert (rule in found) == (rule not in needs_spec)
    assert all(finding.remedies == () for finding in found.values()), "there is no spec to change"


@pytest.mark.parametrize("rule", FAULTS)
def test_a_metric_that_is_missing_or_empty_is_no_finding(rule: str) -> None:
    of, series, *_ = FAULTS[rule]
    assert diagnose(of, Rows(of)) == []
    assert findings(of, **{name: np.asarray(values)[:0] for name, values in series.items()}) == []
    for name in series:
        findings(of, **{other: values for other, values in series.items() if other != name})
        findings(of, **{other: values[:1] if other == name else values for other, values in series.items()})


def test_a_healthy_run_has_no_finding() -> None:
    healthy = {
        "loss__train": falling(),
        "loss__validation": falling() + 0.05,
        "accuracy__train": np.linspace(0.1, 1.0, 100),
        "gradient_norm": steady(0.5, 0.6, 1.0),
        "gradient_norm__global": np.ones(100),
        "saturated_fraction": steady(0.1, 0.1),
        "update_ratio": steady(1e-3, 1e-3, 1e-3),
        "backprop_rms": steady(1.2, 1.1, 1.0),
        "weight_norm": steady(2.0, 2.0, 2.0),
        "preactivation_rms": steady(0.7, 0.7, 1.0),
        "activation_mean": steady(0.02, 0.02, 0.0),
        "activation_std": steady(0.5, 0.5, 1.0),
        "signal_std": steady(0.3, 0.3, 0.5),
    }
    assert findings(spec("tanh"), **healthy) == []
    assert diagnose(None, Rows(spec("tanh"), **healthy)) == []


def test_vanishing_names_the_first_step_of_the_streak() -> None:
    norms = steady(1e-6, 0.5, 1.0, rows=6)
    norms[:2, 0] = 0.5
    finding = only(findings(spec(), gradient_norm=norms))
    assert (finding.rule, finding.layers, finding.first_step) == ("VanishingGradient", ("hidden_1",), 20)
    hidden, output = finding.evidence
    assert (hidden.layer, hidden.step, hidden.value) == ("hidden_1", 20, pytest.approx(1e-6))
    assert hidden.threshold == pytest.approx(1e-3 * output.value)
    assert "1e-06" in finding.message
    assert "step 20" in finding.message


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_a_shift_is_held_against_a_bound_of_its_own_sign(side: float) -> None:
    of, series, *_ = FAULTS["BiasShift"]
    shifted = series | {"activation_mean": side * series["activation_mean"]}
    mean, signal = only(findings(of, **shifted)).evidence
    assert mean.value == pytest.approx(0.5 * side)
    assert mean.threshold == pytest.approx(10 * signal.value * side)


def test_a_single_small_row_is_not_vanishing() -> None:
    norms = steady(0.5, 0.5, 1.0, rows=6)
    norms[3, 0] = 1e-9
    assert findings(spec(), gradient_norm=norms) == []


# Of each rule that wants a layer in rows running: its metric with more beside, a row with nothing, and what a layer has
# that has the fault.
RUNNING: dict[str, tuple[RunSpec, str, dict[str, Any], list[float], float]] = {
    "VanishingGradient": (spec(), "gradient_norm", {}, [0.5, 0.5, 1.0], 1e-6),
    "ExplodingGradient": (spec(), "backprop_rms", {}, [1.0, 1.0, 1.0], 500.0),
    "SymmetryNotBroken": (spec("relu"), "kernel_effective_rank", {}, [7.0, 7.0, 6.0], 1.0),
    "BiasShift": (
        spec(),
        "activation_mean",
        {"activation_std": steady(0.2, 0.2, 1.0, rows=6), "signal_std": steady(0.04, 0.04, 0.1, rows=6)},
        [0.1, 0.1, 0.0],
        0.5,
    ),
    "SaturatedActivation": (spec("tanh"), "saturated_fraction", {}, [0.1, 0.1], 0.9),
    "DeadUnits": (spec("relu"), "dead_fraction", {}, [0.1, 0.1], 0.9),
}


@pytest.mark.parametrize("rule", RUNNING)
def test_layers_that_take_turns_are_none_in_rows_running(rule: str) -> None:
    of, metric, beside, sound, faulty = RUNNING[rule]
    turns = steady(*sound, rows=6)
    turns[::2, 0] = turns[1::2, 1] = faulty
    assert findings(of, **beside, **{metric: turns}) == []


@pytest.mark.parametrize("rule", RUNNING)
def test_a_layer_that_flickers_is_not_named_beside_one_that_stays(rule: str) -> None:
    of, metric, beside, sound, faulty = RUNNING[rule]
    values = steady(*sound, rows=6)
    values[1:, 1] = faulty
    values[1, 0] = faulty
    finding = only(findings(of, **beside, **{metric: values}))
    assert (finding.rule, finding.layers, finding.first_step) == (rule, ("hidden_2",), 10)
    assert finding.evidence[0].layer == "hidden_2"


def drift(shifts: np.ndarray, evaluated: np.ndarray | None = None) -> list[Finding]:
    """What is found where evaluation costs what an untrained net does, and training ever less."""
    costs = np.full(len(shifts), 2.3) if evaluated is None else evaluated
    losses = {"loss__train": falling(len(shifts)), "loss__train_evaluation_mode": costs}
    return findings(spec(**BATCH), **losses, running_mean_shift=shifts)


def test_drift_is_told_since_when_it_stays() -> None:
    shifts = steady(0.05, 1.5)
    shifts[:30, 1] = 0.1
    shifts[10, 1] = 2.0
    finding = only(drift(shifts))
    assert (finding.layers, finding.first_step) == (("hidden_2",), 300)


def test_a_shift_that_is_not_a_number_is_not_the_worst() -> None:
    shifts = steady(1.5, 0.05)
    shifts[-1, 1] = np.nan
    finding = only(drift(shifts))
    assert finding.layers == ("hidden_1",)
    assert all(np.isfinite(evidence.value) for evidence in finding.evidence)
    shifts[-10:, 1] = np.nan
    assert only(drift(shifts)).layers == ("hidden_1",)


def test_the_last_tenth_of_a_long_run_is_judged_not_its_last_ten_rows() -> None:
    costs = falling(1000)
    costs[-10:] = 2.3
    assert drift(steady(1.5, 0.05, rows=1000), costs) == []
    costs[-60:] = 2.3
    assert only(drift(steady(1.5, 0.05, rows=1000), costs)).rule == "BatchStatisticsDrift"


def test_a_net_that_has_converged_is_not_vanishing() -> None:
    assert findings(spec(), gradient_norm=np.zeros((6, 3))) == []


def test_exploding_reads_its_figure_at_the_first_step_over() -> None:
    finding = only(findings(spec(), gradient_norm__global=[1.0, 5e4, np.inf]))
    assert (finding.rule, finding.first_step, finding.evidence[0].value) == ("ExplodingGradient", 10, 5e4)


@pytest.mark.parametrize("lost", [np.nan, np.inf])
def test_divergence_is_told_with_the_last_finite_loss(lost: float) -> None:
    finding = next(one for one in findings(spec(), loss__train=[2.0, 50.0, lost]) if one.rule == "Diverged")
    assert (finding.first_step, finding.params["before"]) == (20, 50.0)
    assert finding.remedies[0].set == {"optimizer.learning_rate": pytest.approx(0.0001)}


def test_a_loss_at_the_level_of_guessing() -> None:
    found = findings(spec(), loss__train=2.3 + 0.01 * NOISE[:40])
    finding = next(one for one in found if one.rule == "LossNotDecreasing")
    assert finding.params["guessing"] == pytest.approx(np.log(10))
    assert "equal chances" in finding.message, "classes may be unequal: whoever knows their shares pays less"
    first, last = finding.evidence
    assert last.threshold == pytest.approx(0.98 * first.value)
    assert last.value > 0.98 * first.value, "the figures shown carry the claim"


def test_a_net_that_begins_where_it_was_trained_to_need_not_fall() -> None:
    assert findings(spec(), loss__train=0.1 + 0.01 * NOISE[:40]) == []


def test_dead_units_are_those_of_relu() -> None:
    assert findings(spec("elu"), dead_fraction=steady(0.1, 0.9, rows=5)) == []


@pytest.mark.parametrize(
    ("activation", "own", "dead"),
    [
        ("tanh", {"hidden_2": {"activation": "relu"}}, ("hidden_2",)),
        ("leaky_relu", {"hidden_2": {"activation": "relu"}}, ("hidden_2",)),
        ("relu", {"hidden_2": {"activation": "elu"}}, ("hidden_1",)),
        ("relu", {"hidden_2": {"activation": "tanh"}}, ("hidden_1",)),
    ],
)
def test_of_a_mixed_net_the_layers_of_relu_are_judged(activation: str, own: Any, dead: tuple[str, ...]) -> None:
    of = spec(activation, model={"overrides": own})
    recorded = layers_of("dead_fraction", of)
    finding = only(findings(of, dead_fraction=steady(*[0.9] * len(recorded), rows=5)))
    assert (finding.rule, finding.layers) == ("DeadUnits", dead)
    assert tuple(one.layer for one in finding.evidence) == dead
    healthy = [0.1 if layer in dead else 0.9 for layer in recorded]
    assert findings(of, dead_fraction=steady(*healthy, rows=5)) == []


def test_a_rate_that_jumps_is_told_at_its_step_and_can_be_taken_back() -> None:
    jump = {"name": "piecewise_constant", "boundaries": [300], "values": [0.1, 30.0]}
    of = spec("relu", optimizer="sgd", schedule=jump)
    loss = np.concatenate([falling(30), np.full(30, 20.0)])
    finding = next(one for one in findings(of, loss__train=loss, learning_rate=[0.1] * 30 + [30.0] * 30))
    assert (finding.rule, finding.first_step, finding.params["rate"]) == ("LearningRateTooHigh", 300, 30.0)
    assert finding.remedies[0].set == {"schedule": "constant", "optimizer.learning_rate": 0.1}
    assert finding.remedies[1].set == {"schedule.values": [0.01, 3.0]}


def test_a_layer_frozen_on_purpose_is_a_note() -> None:
    of = spec(warm_start={"run_id": "run_1", "layers": 1, "freeze": True})
    finding = only(findings(of, update_ratio=steady(0.0, 1e-3, 1e-3)))
    assert (finding.severity, finding.code, finding.layers) == ("note", "frozen_on_purpose", ("hidden_1",))


@pytest.mark.parametrize(
    ("optimizer", "metric", "limit"),
    [
        ({"name": "sgd", "learning_rate": 0.2}, "sharpness", 10.0),
        ({"name": "momentum", "learning_rate": 0.2}, "sharpness", 19.0),
        ({"name": "nesterov", "learning_rate": 0.2}, "sharpness", 3.8 / 2.8 * 5),
        ({"name": "adam", "learning_rate": 0.001}, "preconditioned_sharpness", 38000.0),
        ({"name": "adamw", "learning_rate": 0.001, "weight_decay": 0.0}, "preconditioned_sharpness", 38000.0),
    ],
)
def test_the_edge_is_that_of_the_optimizer(optimizer: dict[str, Any], metric: str, limit: float) -> None:
    of = spec(**FULL | {"optimizer": optimizer})
    near = limit * (1 + 0.05 * NOISE)
    finding = only(findings(of, **{metric: near}))
    assert (finding.rule, finding.severity) == ("EdgeOfStability", "note")
    assert finding.params["limit"] == pytest.approx(limit)
    assert findings(of, **{metric: near / 3}) == []
    batches = FULL | {"dataset": "digits", "optimizer": optimizer}
    assert findings(spec(**batches), **{metric: near}) == [], "mini-batches stay below"


@pytest.mark.parametrize(
    "other",
    [
        {"telemetry": {"probe_samples": 512}},
        {"model": {"dropout": 0.1}},
        {"model": {"normalization": "batch"}},
        {"regularization": {"l2": 0.01}},
        {"regularization": {"max_norm": 3.0}},
        {"gradient_clipping": {"name": "global_norm", "threshold": 1.0}},
        {"optimizer": {"name": "adamw", "learning_rate": 0.001}},
    ],
)
def test_the_edge_is_not_told_where_its_theory_assumes_otherwise(other: dict[str, Any]) -> None:
    of = spec(**FULL | other)
    metric, limit = ("preconditioned_sharpness", 38000.0) if "optimizer" in other else ("sharpness", 10.0)
    assert findings(of, **{metric: limit * (1 + 0.05 * NOISE)}) == []


def test_a_probe_set_as_large_as_the_training_split_is_all_of_it() -> None:
    of = spec(**FULL | {"telemetry": {"probe_samples": 10_000}})
    assert only(findings(of, sharpness=10 * (1 + 0.05 * NOISE))).rule == "EdgeOfStability"


def test_what_explains_a_plateau_is_told_in_its_place() -> None:
    plateau = {"loss__train": np.maximum(falling(300), 1.8)}
    assert "Underfitting" in {one.rule for one in findings(spec(), **plateau)}
    found = {one.rule for one in findings(spec(), **plateau, gradient_norm=steady(1e-6, 0.5, 1.0))}
    assert "VanishingGradient" in found
    assert "Underfitting" not in found


def test_a_range_test_that_diverges_is_no_fault() -> None:
    one = parse_run({"schedule": "range_test", "steps": 30})
    rows = {
        "loss__train": [2.3, 2.0, 9.0, float("nan")],
        "learning_rate": [1e-3, 1e-2, 0.1, 1.0],
        "gradient_norm__global": [1.0, 1.0, 1e6, 1e9],
    }
    finding = only(findings(one, **rows))
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
    assert findings(one, loss__train=[2.3] * 100) == [], "a loss that stands still at small rates neither"


def test_copies_are_told_by_the_rank_of_the_kernel_where_that_is_recorded() -> None:
    finding = only(findings(spec("relu"), kernel_effective_rank=steady(7.0, 1.0, 6.0, rows=5)))
    assert (finding.rule, finding.code, finding.layers) == ("SymmetryNotBroken", "symmetry_rank", ("hidden_2",))
    of_one_input = spec("relu", dataset={"name": "sine"})
    assert findings(of_one_input, kernel_effective_rank=steady(1.0, 6.0, 1.0, rows=5)) == [], (
        "a rank of 1 is all it has"
    )
