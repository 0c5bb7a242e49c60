"""Which values of a threshold do best on the tuning half: the code's own should be among them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from benchmarks.diagnosis.score import Case
from dynascope.diagnosis import RULES, Run


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
    Threshold("VanishingGradient", "vanishing_gradient", "THRESHOLD", (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1)),
    Threshold("ExplodingGradient", "exploding_gradient", "NORM", (10.0, 30.0, 100.0, 300.0, 1e3, 3e3, 1e4)),
    Threshold("ExplodingGradient", "exploding_gradient", "GROWTH", (3.0, 10.0, 30.0, 100.0, 300.0, 1e3)),
    Threshold("SaturatedActivation", "saturated_activation", "THRESHOLD", SHARES),
    Threshold("DeadUnits", "dead_units", "THRESHOLD", SHARES),
    Threshold("BiasShift", "bias_shift", "SIGNAL", (2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0)),
    Threshold("BiasShift", "bias_shift", "SPREAD", (1.0, 1.5, 2.0, 2.5, 3.0, 4.0)),
    Threshold("PoorInitialization", "poor_initialization", "LOW", (0.02, 0.05, 0.1, 0.2, 0.3, 0.5)),
    Threshold("PoorInitialization", "poor_initialization", "HIGH", (1.5, 2.0, 3.0, 5.0, 7.0, 10.0, 20.0)),
    Threshold("PoorInitialization", "poor_initialization", "FALL", (1e-4, 1e-3, 1e-2, 0.1, 0.3)),
    Threshold("LearningRateTooHigh", "learning_rate_too_high", "RISE", (1.0, 1.1, 1.2, 1.5, 2.0, 3.0, 5.0)),
    Threshold(
        "LearningRateTooLow", "learning_rate_too_low", "UPDATE_RATIO", (1e-5, 3e-5, 1e-4, 2e-4, 3e-4, 5e-4, 1e-3, 3e-3)
    ),
    Threshold("LearningRateTooLow", "learning_rate_too_low", "STEEP", (0.0, 0.1, 0.2, 0.3, 0.5, 0.7)),
    Threshold("NoisyGradient", "noisy_gradient", "SPREAD", (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)),
    Threshold("BatchStatisticsDrift", "batch_statistics_drift", "SHIFT", (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)),
    Threshold("BatchStatisticsDrift", "batch_statistics_drift", "WORSE", (1.1, 1.25, 1.5, 2.0, 3.0)),
    Threshold("LabelNoiseMemorised", "label_noise_memorised", "SHARE", (0.1, 0.3, 0.5, 0.7, 0.9)),
    Threshold("Overfitting", "overfitting", "RISE", (1.05, 1.1, 1.25, 1.5, 2.0)),
    Threshold("Overfitting", "overfitting", "SHARE", (0.01, 0.02, 0.05, 0.1, 0.2, 0.3)),
    Threshold("Underfitting", "underfitting", "LEFT", (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
    Threshold("LossNotDecreasing", "loss_not_decreasing", "SHARE", (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)),
)


@dataclass(frozen=True)
class Tuned:
    """`best` are the values of the grid with the fewest misses and false alarms together; `errors` those of the value
    in use, `fewest` those of the best."""

    threshold: Threshold
    best: tuple[float, ...]
    fewest: int
    errors: int


def tuned(cases: Sequence[Case]) -> list[Tuned]:
    """Each threshold by itself, the others as they are."""
    found: list[Tuned] = []
    for threshold in THRESHOLDS:
        errors = {value: _errors(threshold, value, cases) for value in {*threshold.grid, threshold.used}}
        fewest = min(errors.values())
        best = tuple(sorted(value for value, count in errors.items() if count == fewest))
        found.append(Tuned(threshold, best, fewest, errors[threshold.used]))
    return found


def _errors(threshold: Threshold, value: float, cases: Sequence[Case]) -> int:
    look = RULES[threshold.rule].look
    with _set(threshold, value):
        return sum(
            (look(Run(case.recorded, case.scenario.spec)) is not None) != (case.scenario.fault == threshold.rule)
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
