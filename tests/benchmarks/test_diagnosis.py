"""What the figures on the rules rest on: rows of this very engine, remedies that were measured, every threshold."""

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.diagnosis import telemetry
from benchmarks.diagnosis.cure import gone
from benchmarks.diagnosis.engine import PACKAGES, SOURCES, digest
from benchmarks.diagnosis.making import base, net
from benchmarks.diagnosis.score import spoken
from benchmarks.diagnosis.telemetry import Recorded, record
from benchmarks.diagnosis.tuning import THRESHOLDS, tuned
from dynascope.spec import RunSpec, parse_run
from dynascope.telemetry import SeriesBlock, layers_of


def spec(activation: str = "relu", **more: Any) -> RunSpec:
    return parse_run(base(net(2, 8, activation), "adam", 0.01, **more))


def rows(run: RunSpec, series: Mapping[str, float | NDArray[np.float64]]) -> Recorded:
    """A run's rows, one every ten steps: of a curve, or of a layered metric that is the same in every layer and row."""
    values = {
        name: one if isinstance(one, np.ndarray) else np.full((30, len(layers_of(name, run))), one)
        for name, one in series.items()
    }
    return Recorded(run, {name: SeriesBlock(10 * np.arange(len(one)), one) for name, one in values.items()})


# --- Kept rows -------------------------------------------------------------------------------------------------------


def test_changed_sources_and_versions_are_another_engine(tmp_path: Path) -> None:
    file = tmp_path / "training" / "surfaces" / "walk.py"
    file.parent.mkdir(parents=True)
    file.write_text("step = 1\n")
    (tmp_path / "training" / "notes.txt").write_text("no source")
    before = digest(tmp_path, ["training"], ["jax 1"])
    assert digest(tmp_path, ["training"], ["jax 1"]) == before
    assert digest(tmp_path, ["training"], ["jax 2"]) != before
    file.write_text("step = 2\n")
    changed = digest(tmp_path, ["training"], ["jax 1"])
    assert changed != before
    file.rename(file.with_name("stride.py"))
    assert digest(tmp_path, ["training"], ["jax 1"]) not in {before, changed}


def test_all_that_trains_is_among_the_sources() -> None:
    imported = {
        name
        for package in PACKAGES
        for path in (SOURCES / package).rglob("*.py")
        for name in re.findall(r"^\s*(?:from|import) dynascope\.(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert imported - {"errors"} == set(PACKAGES)


def test_kept_rows_are_read_by_the_engine_that_left_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trained: list[RunSpec] = []

    def train(run: RunSpec) -> Recorded:
        trained.append(run)
        return rows(run, {"loss/train": np.linspace(2.0, 1.0, 30)})

    monkeypatch.setattr(telemetry, "train", train)
    monkeypatch.setattr(telemetry, "engine", lambda: "this one")
    assert record(spec(), tmp_path).last("loss/train") == record(spec(), tmp_path).last("loss/train") == 1.0
    assert len(trained) == 1
    monkeypatch.setattr(telemetry, "engine", lambda: "another")
    record(spec(), tmp_path)
    assert len(trained) == 2


# --- Remedies --------------------------------------------------------------------------------------------------------


def is_gone(rule: str, patient: Recorded, treated: Recorded) -> bool | None:
    finding = spoken(rule, patient, patient.spec)
    assert finding is not None
    return gone(patient, finding, treated.spec, treated)


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_a_finding_is_gone_where_the_rule_no_longer_speaks(share: float) -> None:
    patient = rows(spec("tanh"), {"saturated_fraction": 0.9})
    treated = rows(spec("tanh", seed=1), {"saturated_fraction": share})
    assert is_gone("SaturatedActivation", patient, treated) is (share < 0.65)


def test_a_rule_that_the_spec_silences_cannot_say() -> None:
    rising = {"loss/validation": np.linspace(1.0, 3.0, 30), "loss/train": np.linspace(1.0, 0.0, 30)}
    treated = rows(spec(early_stopping={"patience": 10}), rising)
    assert is_gone("Overfitting", rows(spec(), rising), treated) is None


def test_a_rule_without_its_metric_cannot_say() -> None:
    patient = rows(spec("tanh"), {"saturated_fraction": 0.9})
    assert is_gone("SaturatedActivation", patient, rows(spec("relu"), {"dead_fraction": 0.1})) is None


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_dead_units_of_other_rectifiers_are_counted(share: float) -> None:
    patient = rows(spec("relu"), {"dead_fraction": 0.9})
    assert is_gone("DeadUnits", patient, rows(spec("leaky_relu"), {"dead_fraction": share})) is (share < 0.5)


# --- Thresholds ------------------------------------------------------------------------------------------------------

SOURCED = {("learning_rate_too_low", "GUIDE")}
"""Constants of calibrated rules that no finding depends on: the remedies aim at them."""


def test_every_calibrated_constant_is_tried() -> None:
    tried = {(one.module, one.name) for one in THRESHOLDS}
    for path in sorted((SOURCES / "diagnosis" / "rules").glob("*.py")):
        if "docs/diagnosis.md" not in path.read_text(encoding="utf-8"):
            continue
        constants = vars(import_module(f"dynascope.diagnosis.rules.{path.stem}")).items()
        names = {(path.stem, name) for name, value in constants if name.isupper() and isinstance(value, float)}
        assert names - SOURCED <= tried


def test_without_scenarios_no_threshold_is_bounded() -> None:
    assert not any(one.below or one.above for one in tuned([]))
