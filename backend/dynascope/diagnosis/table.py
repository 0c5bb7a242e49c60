"""The table of rules, most telling first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dynascope.catalog.schedules import RangeTest
from dynascope.diagnosis.finding import Finding
from dynascope.diagnosis.rules.batch_statistics_drift import batch_statistics_drift
from dynascope.diagnosis.rules.bias_shift import bias_shift
from dynascope.diagnosis.rules.dead_units import dead_units
from dynascope.diagnosis.rules.diverged import diverged
from dynascope.diagnosis.rules.edge_of_stability import edge_of_stability
from dynascope.diagnosis.rules.exploding_gradient import exploding_gradient
from dynascope.diagnosis.rules.frozen_layer import frozen_layer
from dynascope.diagnosis.rules.label_noise_memorised import label_noise_memorised
from dynascope.diagnosis.rules.learning_rate_too_high import learning_rate_too_high
from dynascope.diagnosis.rules.learning_rate_too_low import learning_rate_too_low
from dynascope.diagnosis.rules.loss_not_decreasing import loss_not_decreasing
from dynascope.diagnosis.rules.noisy_gradient import noisy_gradient
from dynascope.diagnosis.rules.overfitting import overfitting
from dynascope.diagnosis.rules.poor_initialization import poor_initialization
from dynascope.diagnosis.rules.saturated_activation import saturated_activation
from dynascope.diagnosis.rules.symmetry_not_broken import symmetry_not_broken
from dynascope.diagnosis.rules.underfitting import underfitting
from dynascope.diagnosis.rules.vanishing_gradient import vanishing_gradient
from dynascope.diagnosis.run import Reader, Run
from dynascope.spec import RunSpec


@dataclass(frozen=True)
class Rule:
    """A pure function from a run's rows to what it finds.

    `event` says that it tells the first rows at which something holds: later ones don't change it, save that it
    `gathers` the layers of which it comes to hold later. `unless` are the rules whose finding explains what this one
    would say; `tests` says whether it also looks at range tests, which go on purpose from learning rates that do
    nothing to one that breaks the net.
    """

    look: Callable[[Run], Finding | None]
    event: bool = False
    gathers: bool = False
    unless: frozenset[str] = frozenset()
    tests: bool = False


_NOTHING_MOVES = frozenset({"SymmetryNotBroken", "DeadUnits", "LearningRateTooHigh"})
_NOT_LEARNING = frozenset(
    {
        "Diverged",
        "ExplodingGradient",
        "VanishingGradient",
        "SymmetryNotBroken",
        "DeadUnits",
        "SaturatedActivation",
        "LearningRateTooHigh",
        "LearningRateTooLow",
        "NoisyGradient",
    }
)

RULES: dict[str, Rule] = {
    "Diverged": Rule(diverged, event=True, tests=True),
    "ExplodingGradient": Rule(exploding_gradient, event=True),
    "VanishingGradient": Rule(vanishing_gradient, event=True),
    "SymmetryNotBroken": Rule(symmetry_not_broken, event=True),
    "PoorInitialization": Rule(poor_initialization, event=True),
    "SaturatedActivation": Rule(saturated_activation, event=True),
    "BiasShift": Rule(bias_shift, event=True),
    "DeadUnits": Rule(dead_units, event=True),
    "FrozenLayer": Rule(frozen_layer, event=True, gathers=True),
    "LearningRateTooHigh": Rule(learning_rate_too_high, event=True),
    "LearningRateTooLow": Rule(learning_rate_too_low, unless=_NOTHING_MOVES),
    "NoisyGradient": Rule(noisy_gradient),
    "BatchStatisticsDrift": Rule(batch_statistics_drift),
    "LabelNoiseMemorised": Rule(label_noise_memorised),
    "Overfitting": Rule(overfitting),
    "Underfitting": Rule(underfitting, unless=_NOT_LEARNING),
    "LossNotDecreasing": Rule(loss_not_decreasing),
    "EdgeOfStability": Rule(edge_of_stability),
}


READ = frozenset(
    {
        "accuracy/train",
        "activation_mean",
        "activation_std",
        "backprop_rms",
        "dead_fraction",
        "gradient_noise_scale",
        "gradient_norm",
        "gradient_norm/global",
        "kernel_effective_rank",
        "learning_rate",
        "loss/train",
        "loss/train_evaluation_mode",
        "loss/validation",
        "preactivation_rms",
        "preconditioned_sharpness",
        "running_mean_shift",
        "saturated_fraction",
        "sharpness",
        "signal_std",
        "update_ratio",
        "weight_norm",
    }
)
"""The metrics that rules read."""


def rules_for(spec: RunSpec | None) -> dict[str, Rule]:
    """The rules that look at such a run, in the table's order."""
    testing = spec is not None and isinstance(spec.schedule, RangeTest)
    return {name: rule for name, rule in RULES.items() if rule.tests or not testing}


def findings_of(run: Run, known: Mapping[str, Finding] | None = None) -> list[Finding]:
    """What the rules find in a run, in the table's order. Where `known` is given, it has the findings about events."""
    found: dict[str, Finding] = {}
    for name, rule in rules_for(run.spec).items():
        if rule.unless & found.keys():
            continue
        finding = rule.look(run) if known is None or not rule.event else known.get(name)
        if finding is not None:
            found[name] = finding
    return list(found.values())


def diagnose(spec: RunSpec | None, reader: Reader) -> list[Finding]:
    """What the rules find in a run's telemetry so far, of which the reader has every row. No finding without its
    evidence.

    `spec` is None for training that is not ours. A metric that is not recorded is no finding, and no error.
    """
    return findings_of(Run(reader, spec))
