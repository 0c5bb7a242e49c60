"""The split that a run trains on: shuffled, label noise added, standardised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Num
from numpy import ndarray

from dynascope.spec import RunSpec
from dynascope.training.datasets.imputation import impute
from dynascope.training.datasets.samples import Samples
from dynascope.training.datasets.scaling import Scaling
from dynascope.training.datasets.table import load
from dynascope.training.randomness import generator


@dataclass(frozen=True)
class PreparedData:
    """Both splits as the network sees them, and how they were standardised. The *probe set* is the first samples of
    `train`."""

    train: Samples
    validation: Samples
    input_scaling: Scaling
    target_scaling: Scaling

    @property
    def inputs(self) -> Num[ndarray, "samples features"]:
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
    train, validation = whole.take(order[~held]), whole.take(order[held])
    train, validation = impute(train, validation)
    if spec.dataset.label_noise > 0.0 and task.classes is not None:
        train = _with_label_noise(train, spec.dataset.label_noise, task.classes, spec.seeds.split)
    inputs, targets = Scaling.none(task.features), Scaling.none(task.outputs)
    if spec.dataset.standardized:
        inputs = Scaling.of(train.inputs)
        if task.classes is None:
            targets = Scaling.of(train.targets)
        number = np.dtype(spec.precision)
        train, validation = (_scaled(part, inputs, targets, number) for part in (train, validation))
    return PreparedData(train, validation, inputs, targets)


def _scaled(part: Samples, inputs: Scaling, targets: Scaling, number: np.dtype[Any]) -> Samples:
    classes = part.targets.ndim == 1
    values = part.targets if classes else targets.apply(part.targets, number)
    return Samples(inputs.apply(part.inputs, number), values)


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
