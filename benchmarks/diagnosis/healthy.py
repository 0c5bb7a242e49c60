"""Trainings with which nothing is wrong: usual nets, starts and rates, over data sets, depths, optimizers and seeds."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.diagnosis.making import DIABETES, SMALL, Part, base, net
from benchmarks.diagnosis.scenario import Scenario

SEEDS = (10, 11, 12, 13, 14)


def _runs() -> Iterator[tuple[str, Part]]:
    for seed in SEEDS:
        yield f"digits, 3 × 64 ReLU, SGD 0.1, seed {seed}", base(net(3), "sgd", 0.1, seed)
        yield f"digits, 3 × 64 ReLU, SGD 0.3, seed {seed}", base(net(3), "sgd", 0.3, seed)
        yield f"digits, 3 × 64 ReLU, SGD 0.03, seed {seed}", base(net(3), "sgd", 0.03, seed)
        yield f"digits, 3 × 64 ReLU, Adam 0.001, seed {seed}", base(net(3), "adam", 1e-3, seed)
        yield f"digits, 3 × 64 ReLU, Adam 0.003, seed {seed}", base(net(3), "adam", 3e-3, seed)
        yield f"digits, 10 × 64 ReLU, SGD 0.05, seed {seed}", base(net(10), "sgd", 0.05, seed)
        yield f"digits, 10 × 64 tanh, SGD 0.05, seed {seed}", base(net(10, activation="tanh"), "sgd", 0.05, seed)
        yield f"digits, 2 × 64 sigmoid, Adam 0.003, seed {seed}", base(net(2, activation="sigmoid"), "adam", 3e-3, seed)
        yield (
            f"digits, 3 × 64 ReLU, batch normalisation, Adam 0.001, seed {seed}",
            base(net(3, normalization="batch"), "adam", 1e-3, seed),
        )
        yield (
            f"breast_cancer, 2 × 32 ReLU, Adam 0.001, seed {seed}",
            base(net(2, 32), "adam", 1e-3, seed, SMALL, steps=300),
        )
        yield f"moons, 2 × 32 tanh, Adam 0.01, seed {seed}", base(net(2, 32, "tanh"), "adam", 0.01, seed, "moons")
        yield (
            f"diabetes, linear, SGD 0.05, seed {seed}",
            base(net(0), "sgd", 0.05, seed, DIABETES, steps=300),
        )
    for seed in SEEDS[:3]:
        yield f"circles, 2 × 32 tanh, Adam 0.01, seed {seed}", base(net(2, 32, "tanh"), "adam", 0.01, seed, "circles")
        yield f"digits, 3 × 128 ELU, momentum 0.01, seed {seed}", base(net(3, 128, "elu"), "momentum", 0.01, seed)
        yield (
            f"digits, 3 × 64 ReLU, dropout 0.2, Adam 0.001, seed {seed}",
            base(net(3, dropout=0.2), "adam", 1e-3, seed),
        )
        yield (
            f"digits, linear, zeros, SGD 0.5, seed {seed}",
            base(net(0, initializer="zeros"), "sgd", 0.5, seed),
        )
        yield (
            f"wine, 2 × 32 tanh, momentum 0.01, seed {seed}",
            base(net(2, 32, "tanh"), "momentum", 0.01, seed, {"name": "wine", "batch_size": 32}, steps=300),
        )


HEALTHY = tuple(Scenario(name, run) for name, run in _runs())
