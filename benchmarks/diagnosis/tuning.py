"""Which values of a threshold do best on the tuning half: the code's own should be among them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from benchmarks.diagnosis.score import Case, spoken


@dataclass(frozen=True)
class Threshold:
    """A rule's constant, and the values to try."""

    rule: str
    module: str
    name: str
    grid: tuple[float, ...]

    @property
    def home(self) -> ModuleType:
        """The rule's module."""
        return import_module(f"dynascope.diagnosis.rules.{self.module}")

    @property
    def used(self) -> float:
        """The value in the code."""
        return float(getattr(self.home, self.name))


SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

THRESHOLDS = (
    Threshold(
        "VanishingGradient",
        "vanishing_gradient",
        "THRESHOLD",
        (1e-9, 1e-7, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1),
    ),
    Threshold("ExplodingGradient", "exploding_gradient", "NORM", (10.0, 30.0, 100.0, 300.0, 1e3, 3e3, 1e4, 1e6, 1e9)),
    Threshold("ExplodingGradient", "exploding_gradient", "GROWTH", (3.0, 10.0, 30.0, 100.0, 300.0, 1e3, 1e5, 1e7)),
    Threshold("SaturatedActivation", "saturated_activation", "THRESHOLD", SHARES),
    Threshold("DeadUnits", "dead_units", "THRESHOLD", SHARES),
    Threshold("FrozenLayer", "frozen_layer", "MOVES", (1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2)),
    Threshold("BiasShift", "bias_shift", "SIGNAL", (2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0)),
    Threshold("BiasShift", "bias_shift", "SPREAD", (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 10.0)),
    Threshold("PoorInitialization", "poor_initialization", "LOW", (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)),
    Threshold("PoorInitialization", "poor_initialization", "HIGH", (1.5, 2.0, 3.0, 5.0, 7.0, 10.0, 20.0)),
    Threshold("PoorInitialization", "poor_initialization", "FALL", (1e-12, 1e-8, 1e-4, 1e-3, 1e-2, 0.1, 0.3)),
    Threshold("PoorInitialization", "poor_initialization", "GROWTH", (3.0, 10.0, 30.0, 100.0, 1e3, 1e4, 1e6)),
    Threshold(
        "PoorInitialization", "poor_initialization", "LARGEST_FIRST", (1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0)
    ),
    Threshold("LearningRateTooHigh", "learning_rate_too_high", "RISE", (1.0, 1.1, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0)),
    Threshold(
        "LearningRateTooLow", "learning_rate_too_low", "UPDATE_RATIO", (1e-5, 3e-5, 1e-4, 2e-4, 3e-4, 5e-4, 1e-3, 3e-3)
    ),
    Threshold("LearningRateTooLow", "learning_rate_too_low", "STEEP", (0.0, 0.1, 0.2, 0.3, 0.5, 0.7)),
    Threshold("LearningRateTooLow", "learning_rate_too_low", "STILL", (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)),
    Threshold("NoisyGradient", "noisy_gradient", "SPREAD", (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)),
    Threshold("NoisyGradient", "noisy_gradient", "LEFT", (0.0, 0.02, 0.05, 0.1, 0.13, 0.15, 0.2, 0.3, 0.5)),
    Threshold("NoisyGradient", "noisy_gradient", "FALLING", (0.0, 0.3, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9, 1.0)),
    Threshold("BatchStatisticsDrift", "batch_statistics_drift", "SHIFT", (0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)),
    Threshold(
        "BatchStatisticsDrift", "batch_statistics_drift", "WORSE", (0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0)
    ),
    Threshold("BatchStatisticsDrift", "batch_statistics_drift", "SHARE", (0.0, 0.01, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5)),
    Threshold("LabelNoiseMemorised", "label_noise_memorised", "SHARE", (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)),
    Threshold("Overfitting", "overfitting", "RISE", (1.0, 1.05, 1.1, 1.25, 1.5, 2.0)),
    Threshold("Overfitting", "overfitting", "SHARE", (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3)),
    Threshold("Underfitting", "underfitting", "LEFT", (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
    Threshold("Underfitting", "underfitting", "FALLING", (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)),
    Threshold("Underfitting", "underfitting", "GAP", (0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 5.0)),
    Threshold("LossNotDecreasing", "loss_not_decreasing", "SHARE", (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)),
    Threshold("LossNotDecreasing", "loss_not_decreasing", "LEARNED", (0.0, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)),
)


@dataclass(frozen=True)
class Tuned:
    """`best` are the values of the grid with the fewest misses and false alarms together; `errors` those of the value
    in use, `fewest` those of the best. `below` and `above` say whether a smaller, or a larger, value of the grid makes
    more errors than the one in use: else no scenario bounds it on that side."""

    threshold: Threshold
    best: tuple[float, ...]
    fewest: int
    errors: int
    below: bool
    above: bool


def tuned(cases: Sequence[Case]) -> list[Tuned]:
    """Each threshold by itself, the others as they are."""
    found: list[Tuned] = []
    for threshold in THRESHOLDS:
        errors = {value: _errors(threshold, value, cases) for value in {*threshold.grid, threshold.used}}
        fewest = min(errors.values())
        best = tuple(sorted(value for value, count in errors.items() if count == fewest))
        used = threshold.used
        worse = [value for value, count in errors.items() if count > errors[used]]
        below, above = any(value < used for value in worse), any(value > used for value in worse)
        found.append(Tuned(threshold, best, fewest, errors[used], below, above))
    return found


def _errors(threshold: Threshold, value: float, cases: Sequence[Case]) -> int:
    with _set(threshold, value):
        return sum(
            (spoken(threshold.rule, case.recorded, case.scenario.spec) is not None)
            != (case.scenario.fault == threshold.rule)
            for case in cases
            if case.scenario.fault in {None, threshold.rule}
        )


@contextmanager
def _set(threshold: Threshold, value: float) -> Generator[None]:
    used = threshold.used
    setattr(threshold.home, threshold.name, value)
    try:
        yield
    finally:
        setattr(threshold.home, threshold.name, used)
