"""Short ways to write a scenario's spec. Equal shapes share one compiled program, so numbers vary more than shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Part = dict[str, Any]

STEPS = 600


def net(depth: int, width: int = 64, activation: str = "relu", initializer: Any = None, **more: Any) -> Part:
    """A plain net, with the start that suits its activation unless it says another."""
    suited = "he_normal" if activation in {"relu", "elu", "leaky_relu", "gelu"} else "xavier_normal"
    start = suited if initializer is None else initializer
    return {"hidden_sizes": [width] * depth, "activation": activation, "initializer": start, **more}


def normal(stddev: float) -> Part:
    """Normal weights, whatever the layer's size."""
    return {"name": "normal", "stddev": stddev}


def base(
    model: Part,
    optimizer: str,
    rate: float,
    seed: int = 0,
    data: str | Part = "digits",
    steps: int = STEPS,
    **more: Any,
) -> Part:
    """A run, watched less densely than by default (150 rows of layers, 40 evaluations), and without histograms between
    its ends: no rule reads them."""
    telemetry = {
        "layers_every": max(1, steps // 150),
        "evaluation_every": max(1, steps // 40),
        "distributions_every": steps,
        "probe_samples": 256,
    }
    named: Mapping[str, Any] = {"name": data} if isinstance(data, str) else data
    return {
        "dataset": dict(named),
        "model": model,
        "optimizer": {"name": optimizer, "learning_rate": rate},
        "steps": steps,
        "seed": seed,
        "telemetry": telemetry,
        **more,
    }


SCARCE: Part = {"name": "digits", "samples": 300, "batch_size": 32}
SMALL: Part = {"name": "breast_cancer", "batch_size": 32}
TINY_BATCH: Part = {"name": "digits", "batch_size": 1}
DIABETES: Part = {"name": "diabetes", "batch_size": 32}
