"""Faults nearer to the rules' bounds than those of `faults.py`: they show where a constant that no other run bounds
must not lie. For the tuning half alone, so that the halves of the others stay as they are."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.diagnosis.making import base, net, normal
from benchmarks.diagnosis.scenario import Scenario

SEEDS = (16, 17)


def _starts(seed: int) -> Iterator[Scenario]:
    """A signal that grows with depth though no layer by itself does harm; a layer too small; a first one too large."""
    yield Scenario(
        f"10 × 64 ReLU, normal 0.35, SGD 0.001, seed {seed}",
        base(net(10, initializer=normal(0.35)), "sgd", 1e-3, seed),
        "PoorInitialization",
    )
    for number, stddev in ((3, 0.005), (1, 5.0)):
        layer = f"hidden_{number}"
        one = {layer: {"initializer": normal(stddev)}}
        yield Scenario(
            f"10 × 64 tanh, {layer} normal {stddev:g}, SGD 0.01, seed {seed}",
            base(net(10, activation="tanh", overrides=one), "sgd", 0.01, seed),
            "PoorInitialization",
            layer,
            0,
        )


NEARER = tuple(scenario for seed in SEEDS for scenario in _starts(seed))
