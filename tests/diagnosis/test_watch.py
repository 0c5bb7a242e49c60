"""A run that is judged piece by piece, against the same rules on all of its rows at once."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from dynascope.diagnosis import READ, RULES, Finding, Watch, diagnose
from dynascope.spec import RunSpec
from dynascope.telemetry import SeriesBlock
from tests.diagnosis.made import Rows, falling, spec, steady
from tests.diagnosis.test_rules import FAULTS

LONG = 40_000
EVENTS = tuple(name for name, rule in RULES.items() if rule.event)


class Made:
    """A reader of made blocks."""

    def __init__(self, of: RunSpec, blocks: Mapping[str, SeriesBlock]) -> None:
        self.of, self.blocks = of, blocks

    def series(self, metric: str) -> SeriesBlock | None:
        assert metric in READ, "the table says what rules read"
        return self.blocks.get(metric)

    def layers(self, metric: str) -> tuple[str, ...]:
        return Rows(self.of).layers(metric)


def watched(of: RunSpec, blocks: Mapping[str, SeriesBlock], *, pieces: int = 7) -> list[Finding]:
    """What is found of rows that come in so many pieces of equal steps."""
    watch, reader = Watch(of), Made(of, blocks)
    last = max(int(block.steps[-1]) for block in blocks.values())
    cuts = np.linspace(0, last + 1, pieces + 1).astype(int)
    for since, before in itertools.pairwise(cuts):
        for metric, block in blocks.items():
            rows = (block.steps >= since) & (block.steps < before)
            watch.take(metric, reader.layers(metric), SeriesBlock(block.steps[rows], block.values[rows]))
        watch.judge()
    return watch.findings()


def both(of: RunSpec, blocks: Mapping[str, SeriesBlock], pieces: int = 7) -> list[Finding]:
    """The findings of the whole, after it was seen that those of the pieces are the same."""
    whole = diagnose(of, Made(of, blocks))
    assert str(watched(of, blocks, pieces=pieces)) == str(whole), "NaN is not equal to itself"
    return whole


def every(values: Any, step: int = 1) -> SeriesBlock:
    """Rows `step` steps apart."""
    return SeriesBlock(np.arange(len(values)) * step, np.asarray(values, np.float32))


def named(found: list[Finding], rule: str) -> Finding:
    return next(one for one in found if one.rule == rule)


@pytest.mark.parametrize("pieces", [1, 3, 50])
@pytest.mark.parametrize("rule", FAULTS)
def test_a_short_run_is_judged_as_a_whole(rule: str, pieces: int) -> None:
    of, series, *_ = FAULTS[rule]
    assert rule in {one.rule for one in both(of, Rows(of, **series).blocks, pieces)}


@pytest.mark.parametrize("pieces", [1, 7, 100])
@pytest.mark.parametrize("rule", EVENTS)
def test_an_event_is_told_after_any_number_of_sound_rows(rule: str, pieces: int) -> None:
    of, series, layers, first_step = FAULTS[rule]
    blocks = Rows(of, **series).blocks
    early = named(diagnose(of, Made(of, blocks)), rule)
    sound = {
        metric: SeriesBlock(
            np.arange(len(block.steps) + LONG) * 10,
            np.concatenate([block.values, np.full((LONG, *block.values.shape[1:]), block.values[0] * 0 + 1e-3)]),
        )
        for metric, block in blocks.items()
    }
    found = named(watched(of, sound, pieces=pieces), rule)
    assert str(found.evidence) == str(early.evidence)
    assert (found.layers, found.first_step) == (layers, first_step)


@pytest.mark.parametrize("at", [300, LONG // 2 + 1, LONG - 40])
@pytest.mark.parametrize("pieces", [1, 7, 100])
def test_a_short_stretch_is_seen_wherever_it_is(at: int, pieces: int) -> None:
    norms = np.ones(LONG)
    norms[at] = 5e4
    by_layer = steady(0.5, 0.6, 1.0, rows=LONG)
    by_layer[at + 5 : at + 8, 0] = 1e-6
    loss = 2.3 * np.exp(-np.arange(LONG) / 200) + 0.05
    loss[at + 10 : at + 18] = 30.0
    found = both(
        spec(),
        {"gradient_norm/global": every(norms), "gradient_norm": every(by_layer), "loss/train": every(loss)},
        pieces,
    )
    assert {one.rule: one.first_step for one in found} == {
        "ExplodingGradient": at,
        "VanishingGradient": at + 5,
        "LearningRateTooHigh": at + 10,
    }


@pytest.mark.parametrize("pieces", [1, 7])
def test_layers_that_come_to_stand_still_are_gathered(pieces: int) -> None:
    ratios = steady(1e-3, 1e-3, 1e-3, rows=LONG)
    ratios[100:200, 1] = 0.0
    ratios[30_000:, 0] = 0.0
    found = watched(spec(), {"update_ratio": every(ratios)}, pieces=pieces)
    (finding,) = found
    assert (finding.rule, finding.first_step) == ("FrozenLayer", 100)
    assert set(finding.layers) == {"hidden_1", "hidden_2"}


def test_what_more_rows_take_back_is_taken_back() -> None:
    of = spec("relu", model={"initializer": "zeros"})
    watch = Watch(of)
    watch.take("weight_norm", of.layer_names, every(steady(0.0, 0.0, 0.0, rows=1)))
    watch.judge()
    assert [one.rule for one in watch.findings()] == ["SymmetryNotBroken"]
    watch.take("kernel_effective_rank", of.layer_names, every(steady(7.0, 7.0, 6.0, rows=3)))
    watch.take("weight_norm", of.layer_names, SeriesBlock(np.array([1, 2]), np.ones((2, 3))))
    watch.judge()
    rules = [one.rule for one in watch.findings()]
    assert rules == [
        one.rule
        for one in diagnose(
            of,
            Made(
                of,
                {
                    "weight_norm": every([[0.0] * 3, [1.0] * 3, [1.0] * 3]),
                    "kernel_effective_rank": every(steady(7.0, 7.0, 6.0, rows=3)),
                },
            ),
        )
    ]


def test_a_smooth_swing_is_not_noise_however_long_the_run() -> None:
    loss = 0.8 + 0.7 * np.sin(2 * np.pi * np.arange(100_000) / 80)
    loss[0] = 2.3
    assert both(spec(), {"loss/train": every(loss)}) == []
    noise = np.random.default_rng(0).choice([0.1, 1.5], 100_000)
    noise[0] = 2.3
    assert [one.rule for one in watched(spec(), {"loss/train": every(noise)})] == ["NoisyGradient"]


def test_the_first_rows_of_a_long_run_are_its_first() -> None:
    quick = np.maximum(2.3 * np.exp(-np.arange(100_000) / 10), 0.5)
    assert both(spec(), {"loss/train": every(quick)}) == []


@pytest.mark.parametrize("steps", [4_000, 50_000, 100_000])
@pytest.mark.parametrize("cadence", [333, 500])
def test_drift_is_told_of_a_run_of_any_length(steps: int, cadence: int) -> None:
    of = spec(model={"normalization": {"name": "batch", "momentum": 0.9999}})
    loss = 2.3 * np.exp(-np.arange(steps) / 200) + 0.05
    rows = steps // cadence + 1
    found = watched(
        of,
        {
            "loss/train": every(loss),
            "loss/train_evaluation_mode": every(np.full(max(rows, 12), 2.3), cadence),
            "running_mean_shift": every(steady(1.5, 0.1, rows=max(rows, 12)), cadence),
        },
    )
    finding = named(found, "BatchStatisticsDrift")
    assert (finding.layers, finding.first_step) == (("hidden_1",), 0)
    evaluated, trained = finding.evidence[1:]
    assert evaluated.step == trained.step, "the same batch"
    assert trained.value == pytest.approx(loss[trained.step])


def test_what_is_kept_is_bounded() -> None:
    watch, of = Watch(spec()), spec()
    sizes: list[int] = []
    for part in range(30):
        steps = np.arange(part * 10_000, (part + 1) * 10_000)
        watch.take("loss/train", (), SeriesBlock(steps, falling(10_000)))
        watch.take("gradient_norm", of.layer_names, SeriesBlock(steps, steady(0.5, 0.5, 1.0, rows=10_000)))
        watch.judge()
        sizes.append(watch.nbytes)
    assert max(sizes) < 1.5 * sizes[1]
