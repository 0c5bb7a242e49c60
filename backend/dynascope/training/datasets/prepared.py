"""The split that a run trains on: shuffled, label noise added, standardised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, Float64, Num, UInt8
from numpy import ndarray

from dynascope.spec import RunSpec
from dynascope.training.datasets.imputation import impute
from dynascope.training.datasets.samples import BRIGHTEST, Samples, as_numbers
from dynascope.training.datasets.table import load
from dynascope.training.randomness import generator

BLOCK = 1024
"""Images whose sums are taken at a time."""


@dataclass(frozen=True)
class PreparedData:
    """Both splits as the network sees them. The *probe set* is the first samples of `train`."""

    train: Samples
    validation: Samples

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
    if spec.dataset.standardized:
        train, validation = _standardized(train, validation, np.dtype(spec.precision))
    return PreparedData(train, validation)


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


def _standardized(train: Samples, validation: Samples, number: np.dtype[Any]) -> tuple[Samples, Samples]:
    scale_inputs = _scaler(train.inputs, number)
    scale_targets = _scaler(train.targets, number) if train.targets.ndim == 2 else lambda targets: targets

    def scaled(part: Samples) -> Samples:
        return Samples(scale_inputs(part.inputs), scale_targets(part.targets))

    return scaled(train), scaled(validation)


def _scaler(values: ndarray, number: np.dtype[Any]) -> Callable[[ndarray], Float[ndarray, "samples features"]]:
    """Takes off the mean of these values and divides by their deviation, column by column; a constant column is 0."""
    pixels = values.dtype == np.uint8
    mean, deviation = _pixel_moments(values) if pixels else _moments(values)
    deviation = np.where(deviation > 0.0, deviation, 1.0)

    def scale(other: ndarray) -> Float[ndarray, "samples features"]:
        if not pixels:
            return (other - mean) / deviation
        scaled = as_numbers(other, number)
        scaled -= mean.astype(number)
        scaled /= deviation.astype(number)
        return scaled

    return scale


def _moments(values: ndarray) -> tuple[Float64[ndarray, " features"], ...]:
    """Mean and standard deviation; rounding leaves a constant column none."""
    constant = values.min(axis=0) == values.max(axis=0)
    return np.where(constant, values[0], values.mean(axis=0)), np.where(constant, 0.0, values.std(axis=0))


def _pixel_moments(pixels: UInt8[ndarray, "samples features"]) -> tuple[Float64[ndarray, " features"], ...]:
    """Mean and standard deviation of pixels as numbers, from exact sums, without a copy of the images as numbers."""
    count = len(pixels)
    total, squares = np.zeros(pixels.shape[1], np.int64), np.zeros(pixels.shape[1], np.int64)
    for first in range(0, count, BLOCK):
        block = pixels[first : first + BLOCK].astype(np.int64)
        total += block.sum(axis=0)
        squares += (block * block).sum(axis=0)
    deviation = np.sqrt((count * squares - total * total).astype(np.float64)) / count
    return total / count / BRIGHTEST, deviation / BRIGHTEST
