"""What each kind of telemetry adds to a step, so that it can be told before a run is launched.

Measured on one network (`python -m benchmarks.step_cost`) and scaled to others by what a row of the kind reads or
computes: numbers of weights and activations, or multiplications over samples.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dynascope.spec import RunSpec

REFERENCE = RunSpec.model_validate(
    {"dataset": {"name": "digits", "batch_size": 128}, "model": {"name": "mlp", "hidden_sizes": [128] * 10}}
)
"""The network of the benchmark."""


@dataclass(frozen=True)
class Kind:
    """A kind of rows: what one costs in bare steps of the reference network, and the work that it grows with."""

    steps: float
    work: Callable[[RunSpec], float]


@dataclass(frozen=True)
class Watching:
    """A cadence of a spec, and what it adds to a step, in per cent of a step without telemetry."""

    cadence: str
    every: int
    percent: float


def numbers(spec: RunSpec) -> float:
    """Weights, and activations of a batch."""
    activations = sum(layer.units * layer.positions for layer in spec.layers) * spec.task.batch_size
    return spec.parameter_count + activations


def _forward(spec: RunSpec) -> float:
    return spec.multiplications * float(spec.task.validation_samples + _probe_samples(spec))


def _products(spec: RunSpec) -> float:
    return spec.multiplications * float(_probe_samples(spec)) * (2 if spec.optimizer.preconditioned else 1)


def _probe_samples(spec: RunSpec) -> int:
    asked, there = spec.telemetry.probe_samples, spec.task.train_samples
    return there if asked is None else min(asked, there)


KINDS: dict[str, Kind] = {
    "layers": Kind(0.23, numbers),
    "evaluation": Kind(1.8, _forward),
    "distributions": Kind(0.7, numbers),
    "curvature": Kind(700.0, _products),
}


def watching(spec: RunSpec, step_seconds: Callable[[RunSpec], float]) -> tuple[Watching, ...]:
    """What each cadence of a spec adds to its steps, curvature only where it is asked for."""
    bare = step_seconds(spec) / step_seconds(REFERENCE)
    added: list[Watching] = []
    for name, kind in KINDS.items():
        every: int | None = getattr(spec.cadence, f"{name}_every")
        if every is not None:
            steps = kind.steps * kind.work(spec) / kind.work(REFERENCE) / bare
            added.append(Watching(name, every, round(100 * steps / every, 2)))
    return tuple(added)
