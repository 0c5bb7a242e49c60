"""What batch normalisation costs: seconds per step in training, and per evaluation, with it over without it."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.claims.study import Comparison, Effect, paired
from tests.running import RunningServer

ROUNDS = 10
STEPS = 2000


def _seconds(server: RunningServer, normalization: str | None, every: int) -> float:
    request: dict[str, Any] = {
        "name": "cost of batch normalisation",
        "base": {
            "dataset": {"name": "digits", "batch_size": 64},
            "model": {"name": "mlp", "hidden_sizes": [64] * 4, "normalization": normalization},
            "steps": STEPS,
            "telemetry": {"layers_every": STEPS, "evaluation_every": every, "distributions_every": STEPS},
        },
    }
    job = server.train(request)
    with server.client() as client:
        return float(client.get(f"/runs/{job['runs'][0]['id']}").json()["timing"]["train_seconds"])


def costs(server: RunningServer) -> dict[str, Effect]:
    """Ratios with their intervals, over interleaved rounds of one run at a time."""
    for normalization in (None, "batch"):
        _seconds(server, normalization, STEPS)  # compiles
    table = np.array(
        [
            [_seconds(server, normalization, every) for normalization in (None, "batch") for every in (STEPS, 1)]
            for _ in range(ROUNDS)
        ]
    )
    plain, plain_evaluated, batch, batch_evaluated = table.T
    pair = Comparison("with batch normalisation", "without")
    return {
        "a step of training": paired(list(batch), list(plain), pair),
        "an evaluation": paired(list(batch_evaluated - batch), list(plain_evaluated - plain), pair),
    }
