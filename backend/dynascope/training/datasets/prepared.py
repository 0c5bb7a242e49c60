"""The split that a run trains on: shuffled, label noise added, standardised."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64, Int64, Num
from numpy import ndarray

from dynascope.spec import RunSpec
from dynascope.training.datasets.samples import Samples
from dynascope.training.datasets.table import load
from dynascope.training.randomness import generator


@dataclass(frozen=True)
class PreparedData:
    """Both splits as the network sees them. The *probe set* is the first samples of `train`."""

    train: Samples
    validation: Samples

    @property
    def inputs(self) -> Float64[ndarray, "samples features"]:
        """The inputs of both splits, training first."""
        return np.concatenate([self.train.inputs, self.validation.inputs])


def prepare(spec: RunSpec) -> PreparedData:
    """Loads, splits and scales the data of a run. Depends on `dataset` and the split's seed alone."""
    whole, task = load(spec.dataset), spec.task
    order = generator(spec.seeds.split, "split").permutation(task.samples)
    if spec.dataset.split == "stratified":
        held = _stratified(whole.targets[order], task.validation_samples)
    else:
        held = np.arange(task.samples) < task.validation_samples
    train, validation = _take(whole, order[~held]), _take(whole, order[held])
    if spec.dataset.label_noise > 0.0 and task.classes is not None:
        train = _with_label_noise(train, spec.dataset.label_noise, task.classes, spec.seeds.split)
    if spec.dataset.standardized:
        train, validation = _standardized(train, validation)
    return PreparedData(train, validation)


def _take(samples: Samples, index: Int64[ndarray, " n"]) -> Samples:
    return Samples(samples.inputs[index], samples.targets[index])


def _stratified(targets: ndarray, count: int) -> ndarray:
    """Which of the shuffled samples to hold out: `count` in all, each class its share (largest remainders)."""
    classes, sizes = np.unique(targets, return_counts=True)
    shares = sizes * (count / len(targets))
    quotas = np.floor(shares).astype(np.int64)
    quotas[np.argsort(quotas - shares, kind="stable")[: count - quotas.sum()]] += 1
    held = np.zeros(len(targets), dtype=np.bool_)
    for label, quota in zip(classes, quotas, strict=True):
        held[np.flatnonzero(targets == label)[:quota]] = True
    return held


def _with_label_noise(samples: Samples, probability: float, classes: int, seed: int) -> Samples:
    random = generator(seed, "label_noise")
    replaced = random.random(len(samples.targets)) < probability
    drawn = random.integers(0, classes, len(samples.targets))
    return Samples(samples.inputs, np.where(replaced, drawn, samples.targets))


def _standardized(train: Samples, validation: Samples) -> tuple[Samples, Samples]:
    scale_inputs = _scaler(train.inputs)
    regression = train.targets.ndim == 2
    scale_targets = _scaler(train.targets) if regression else lambda targets: targets
    return (
        Samples(scale_inputs(train.inputs), scale_targets(train.targets)),
        Samples(scale_inputs(validation.inputs), scale_targets(validation.targets)),
    )


def _scaler(values: Float64[ndarray, "samples features"]):
    mean, deviation = values.mean(axis=0), values.std(axis=0)
    deviation = np.where(deviation > 0.0, deviation, 1.0)  # a constant column stays 0

    def scale(other: Num[ndarray, "samples features"]) -> Float64[ndarray, "samples features"]:
        return (other - mean) / deviation

    return scale
