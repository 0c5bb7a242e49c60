"""Trainings with a fault that was put in on purpose, at several depths, rates and strengths, over seeds."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.diagnosis.making import DIABETES, SCARCE, TINY_BATCH, base, net, normal
from benchmarks.diagnosis.scenario import Scenario

SEEDS = (6, 7, 8)


def _signals(seed: int) -> Iterator[Scenario]:
    """What the way of the signal through the net shows."""
    deep = net(10, activation="sigmoid")
    yield Scenario(f"10 × 64 sigmoid, SGD 0.1, seed {seed}", base(deep, "sgd", 0.1, seed), "VanishingGradient")
    yield Scenario(
        f"10 × 64 sigmoid, uniform by fan-in, SGD 0.1, seed {seed}",
        base(net(10, activation="sigmoid", initializer="uniform_fan_in"), "sgd", 0.1, seed),
        "VanishingGradient",
    )
    yield Scenario(
        f"20 × 64 sigmoid, uniform by fan-in, Adam 0.001, seed {seed}",
        base(net(20, activation="sigmoid", initializer="uniform_fan_in"), "adam", 1e-3, seed, steps=300),
        "VanishingGradient",
    )
    for stddev in (0.5, 0.7, 1.0):
        yield Scenario(
            f"10 × 64 ReLU, normal {stddev}, SGD 0.001, seed {seed}",
            base(net(10, initializer=normal(stddev)), "sgd", 1e-3, seed),
            "ExplodingGradient",
        )
    yield Scenario(
        f"20 × 64 ReLU, normal 0.35, SGD 0.001, seed {seed}",
        base(net(20, initializer=normal(0.35)), "sgd", 1e-3, seed, steps=300),
        "ExplodingGradient",
    )
    for stddev in (1.0, 3.0):
        yield Scenario(
            f"10 × 64 tanh, normal {stddev}, SGD 0.05, seed {seed}",
            base(net(10, activation="tanh", initializer=normal(stddev)), "sgd", 0.05, seed),
            "SaturatedActivation",
        )
    yield Scenario(
        f"2 × 64 sigmoid, normal 3, Adam 0.003, seed {seed}",
        base(net(2, activation="sigmoid", initializer=normal(3.0)), "adam", 3e-3, seed),
        "SaturatedActivation",
    )
    yield Scenario(
        f"5 × 64 sigmoid, SGD 0.1, seed {seed}", base(net(5, activation="sigmoid"), "sgd", 0.1, seed), "BiasShift"
    )
    yield Scenario(f"10 × 64 sigmoid, SGD 0.02, seed {seed}", base(deep, "sgd", 0.02, seed), "BiasShift")
    yield Scenario(
        f"5 × 64 sigmoid, uniform by fan-in, SGD 0.1, seed {seed}",
        base(net(5, activation="sigmoid", initializer="uniform_fan_in"), "sgd", 0.1, seed),
        "BiasShift",
    )


def _starts(seed: int) -> Iterator[Scenario]:
    """First weights."""
    for depth, optimizer, rate in ((3, "sgd", 0.1), (3, "adam", 1e-3), (10, "sgd", 0.05)):
        for start in ("zeros", {"name": "constant", "value": 0.05}):
            kind = "zeros" if start == "zeros" else "constant"
            yield Scenario(
                f"{depth} × 64 ReLU, {kind}, {optimizer}, seed {seed}",
                base(net(depth, initializer=start), optimizer, rate, seed),
                "SymmetryNotBroken",
            )
    for activation in ("relu", "tanh"):
        yield Scenario(
            f"10 × 64 {activation}, normal 0.02, SGD 0.05, seed {seed}",
            base(net(10, activation=activation, initializer=normal(0.02)), "sgd", 0.05, seed),
            "PoorInitialization",
        )
        for number, stddev in ((7, 5.0), (3, 2.0)):
            layer = f"hidden_{number}"
            one = {layer: {"initializer": normal(stddev)}}
            yield Scenario(
                f"10 × 64 {activation}, {layer} normal {stddev:g}, SGD 0.01, seed {seed}",
                base(net(10, activation=activation, overrides=one), "sgd", 0.01, seed),
                "PoorInitialization",
                layer,
                0,
            )


def _rates(seed: int) -> Iterator[Scenario]:
    """Learning rates."""
    for depth, optimizer, rates in (
        (3, "sgd", (3.0, 10.0)),
        (3, "adam", (0.3, 1.0)),
        (10, "sgd", (2.0, 4.0)),
    ):
        for rate in rates:
            yield Scenario(
                f"{depth} × 64 ReLU, {optimizer} {rate:g}, seed {seed}",
                base(net(depth), optimizer, rate, seed),
                "LearningRateTooHigh",
            )
    for optimizer, rates in (("sgd", (3e-4, 1e-4, 1e-5)), ("adam", (3e-6, 1e-6, 1e-7))):
        for rate in rates:
            yield Scenario(
                f"3 × 64 ReLU, {optimizer} {rate:g}, seed {seed}",
                base(net(3), optimizer, rate, seed),
                "LearningRateTooLow",
            )
    for rate in (3.0, 10.0):
        jump = {"name": "piecewise_constant", "boundaries": [300], "values": [0.1, rate]}
        yield Scenario(
            f"3 × 64 ReLU, SGD 0.1 then {rate:g} from step 300, seed {seed}",
            base(net(3), "sgd", 0.1, seed, schedule=jump),
            "LearningRateTooHigh",
            None,
            300,
        )
    for rate in (3.0, 10.0):
        yield Scenario(
            f"diabetes, 2 × 32 ReLU, SGD {rate:g}, seed {seed}",
            base(net(2, 32), "sgd", rate, seed, DIABETES, steps=300),
            "Diverged",
        )
    yield Scenario(
        f"10 × 64 ReLU, SGD 0.1, normal 300, seed {seed}",
        base(net(10, initializer=normal(300.0)), "sgd", 0.1, seed),
        "Diverged",
    )
    for activation, rate in (("relu", 0.05), ("relu", 0.1), ("tanh", 0.1)):
        yield Scenario(
            f"2 × 32 {activation}, batches of 1, SGD {rate}, seed {seed}",
            base(net(2, 32, activation), "sgd", rate, seed, TINY_BATCH),
            "NoisyGradient",
        )


def _fits(seed: int) -> Iterator[Scenario]:
    """What is learned, and what is not."""
    for samples, noise in ((200, 0.4), (300, 0.4), (300, 0.6)):
        scarce = {**SCARCE, "samples": samples, "label_noise": noise}
        data = f"{samples} digits, {noise:.0%} of the labels drawn anew"
        yield Scenario(
            f"{data}, 2 × 128 ReLU, Adam, overfits, seed {seed}",
            base(net(2, 128), "adam", 3e-3, seed, scarce),
            "Overfitting",
        )
        yield Scenario(
            f"{data}, 2 × 128 ReLU, Adam, memorises, seed {seed}",
            base(net(2, 128), "adam", 3e-3, seed + 10, scarce),
            "LabelNoiseMemorised",
        )
    for name in ("xor", "circles"):
        yield Scenario(f"{name}, linear, SGD 0.5, seed {seed}", base(net(0), "sgd", 0.5, seed, name), "Underfitting")
    yield Scenario(
        f"digits, linear, L2 1, SGD 0.1, seed {seed}",
        base(net(0), "sgd", 0.1, seed, regularization={"l2": 1.0}),
        "Underfitting",
    )
    yield Scenario(
        f"checkerboard, 1 × 2 tanh, Adam 0.01, seed {seed}",
        base(net(1, 2, "tanh"), "adam", 0.01, seed, "checkerboard"),
        "Underfitting",
    )


def _layers(seed: int) -> Iterator[Scenario]:
    """Single layers."""
    for rate in (0.1, 0.2):
        yield Scenario(f"3 × 64 ReLU, Adam {rate}, dead, seed {seed}", base(net(3), "adam", rate, seed), "DeadUnits")
    yield Scenario(f"10 × 64 ReLU, Adam 0.03, dead, seed {seed}", base(net(10), "adam", 0.03, seed), "DeadUnits")
    for momentum in (0.9995, 0.9999, 0.99999):
        normalization = {"name": "batch", "momentum": momentum}
        yield Scenario(
            f"3 × 64 ReLU, batch normalisation with momentum {momentum}, Adam, seed {seed}",
            base(net(3, normalization=normalization), "adam", 1e-3, seed),
            "BatchStatisticsDrift",
        )
    for rate in (0.1, 0.02):
        yield Scenario(
            f"20 × 64 sigmoid, SGD {rate}, frozen, seed {seed}",
            base(net(20, activation="sigmoid"), "sgd", rate, seed, steps=300),
            "FrozenLayer",
        )
    yield Scenario(
        f"10 × 64 tanh, normal 0.01, SGD 0.1, frozen, seed {seed}",
        base(net(10, activation="tanh", initializer=normal(0.01)), "sgd", 0.1, seed),
        "FrozenLayer",
    )
    for rate, depth in ((0.1, 10), (0.02, 10), (0.1, 20)):
        yield Scenario(
            f"{depth} × 64 sigmoid, SGD {rate}, stands still, seed {seed}",
            base(net(depth, activation="sigmoid"), "sgd", rate, seed + 20, steps=300),
            "LossNotDecreasing",
        )


FAULTS = tuple(
    scenario for family in (_signals, _starts, _rates, _fits, _layers) for seed in SEEDS for scenario in family(seed)
)
