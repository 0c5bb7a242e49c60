"""Rules that hold between the fields of a spec. Each raises with the field's path, the value and what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString

from pydantic_core import PydanticCustomError

from dynascope.catalog.datasets import DATASETS
from dynascope.catalog.schedules import Performance, WarmupCosine
from dynascope.spec.layers import first_empty

if TYPE_CHECKING:
    from dynascope.spec.run import BaseSpec


MOST_CURVED_PARAMETERS = 10**7
"""A measurement of curvature holds some seventy vectors as long as there are parameters: 3 GB of them in float32."""


def broken(path: str, code: LiteralString, sentence: str, **params: Any) -> PydanticCustomError:
    """A rule between fields that does not hold; `path` is relative to the spec (`spec.errors` puts it in front)."""
    return PydanticCustomError(code, "{sentence}", {"sentence": sentence, "path": path, **params})


def check_base(spec: BaseSpec) -> None:
    """Whether data, model and loss fit together."""
    _check_samples(spec)
    _check_images(spec)
    _check_loss(spec)
    _check_overrides(spec)
    _check_schedule(spec)
    _check_warm_start(spec)
    _check_watching(spec)
    _check_curvature(spec)


def _check_samples(spec: BaseSpec) -> None:
    data = spec.dataset
    if data.samples is not None and data.samples > data.available:
        raise broken(
            "dataset.samples",
            "too_many_samples",
            f"{data.name} has {data.available} samples; got {data.samples}; "
            f"allowed: 1 to {data.available}, or null for all",
            value=data.samples,
            maximum=data.available,
        )
    task = spec.task
    if data.validation_fraction > 0 and task.validation_samples == 0:
        raise broken(
            "dataset.validation_fraction",
            "empty_validation",
            f"{data.validation_fraction} of {task.samples} samples leaves none to validate on; "
            "allowed: 0, or a share of at least one sample",
            value=data.validation_fraction,
        )
    if task.train_samples < 1:
        raise broken(
            "dataset.validation_fraction",
            "empty_training",
            f"{data.validation_fraction} of {task.samples} samples leaves none to train on; allowed: a smaller share",
            value=data.validation_fraction,
        )
    if data.batch_size is not None and data.batch_size > task.train_samples:
        raise broken(
            "dataset.batch_size",
            "batch_too_large",
            f"the training split has {task.train_samples} samples; got {data.batch_size}; "
            f"allowed: 1 to {task.train_samples}, or null for full batch",
            value=data.batch_size,
            maximum=task.train_samples,
        )
    if task.classes is None and data.split == "stratified":
        raise broken(
            "dataset.split",
            "needs_classes",
            f"{data.name} is a regression and has no classes to stratify by; got 'stratified'; allowed: 'random'",
            value=data.split,
        )
    if task.classes is None and data.label_noise > 0:
        raise broken(
            "dataset.label_noise",
            "needs_classes",
            f"{data.name} is a regression and has no labels; got {data.label_noise}; allowed: 0",
            value=data.label_noise,
        )
    if data.split == "stratified" and task.classes is not None and 0 < task.validation_samples < task.classes:
        raise broken(
            "dataset.validation_fraction",
            "too_few_to_stratify",
            f"a stratified split needs a validation sample a class; got {task.validation_samples} for {task.classes} "
            "classes; allowed: a larger share, or split 'random'",
            value=data.validation_fraction,
        )


def _check_images(spec: BaseSpec) -> None:
    if not spec.model.takes_images:
        return
    if spec.task.image is None:
        images = ", ".join(entry.name for entry in DATASETS.entries if getattr(entry.model, "image", None) is not None)
        raise broken(
            "model",
            "needs_images",
            f"{spec.model.name!r} needs images, and {spec.dataset.name} has none; allowed: another model, or one of "
            f"the data sets {images}",
            value=spec.model.name,
        )
    empty = first_empty(spec.layers)
    if empty is not None:
        height, width, _ = empty.input_shape
        least = " × ".join(str(side) for side in empty.output_shape[:2])
        raise broken(
            f"model.conv_layers.{int(empty.name.removeprefix('conv_')) - 1}",
            "image_too_small",
            f"{empty.name} gets an image of {height} × {width} and would leave {least}; allowed: at least 1 × 1 (by a "
            "smaller kernel or stride, padding 'same', or less pooling)",
            layer=empty.name,
            height=height,
            width=width,
        )


def _check_loss(spec: BaseSpec) -> None:
    if spec.loss is not None and spec.loss.name == "cross_entropy" and spec.task.classes is None:
        raise broken(
            "loss",
            "loss_needs_classes",
            f"{spec.dataset.name} is a regression; got 'cross_entropy'; allowed: 'squared_error', 'huber', or null",
            value="cross_entropy",
        )


def _check_schedule(spec: BaseSpec) -> None:
    schedule = spec.schedule
    if not isinstance(schedule, WarmupCosine) or schedule.decay_steps is not None or schedule.warmup_steps is None:
        return
    if schedule.warmup_steps >= max(1, spec.steps):
        raise broken(
            "schedule.warmup_steps",
            "warmup_too_long",
            f"the run has {spec.steps} steps; got {schedule.warmup_steps}; allowed: fewer than the run's steps, or "
            "decay_steps of its own",
            value=schedule.warmup_steps,
            maximum=spec.steps - 1,
        )


def _check_watching(spec: BaseSpec) -> None:
    """Rules that watch the validation split need one."""
    stopping = spec.early_stopping
    rules = {"early_stopping": stopping is not None, "schedule": isinstance(spec.schedule, Performance)}
    for path, watches in rules.items():
        if watches and spec.task.validation_samples == 0:
            raise broken(
                path,
                "needs_validation",
                "it measures the validation split, and dataset.validation_fraction "
                f"{spec.dataset.validation_fraction:g} leaves none; allowed: a validation_fraction above 0",
                value=spec.dataset.validation_fraction,
            )
    if stopping is not None and stopping.metric == "accuracy/validation" and spec.task.classes is None:
        raise broken(
            "early_stopping.metric",
            "needs_classes",
            f"{spec.dataset.name} is a regression and has no accuracy; got 'accuracy/validation'; "
            "allowed: 'loss/validation'",
            value=stopping.metric,
        )


def _check_overrides(spec: BaseSpec) -> None:
    counts = {"conv": len(spec.model.convolutions), "hidden": len(spec.model.hidden_sizes)}
    names = {f"{kind}_{index + 1}" for kind, count in counts.items() for index in range(count)}
    allowed = ", ".join([*(f"{kind}_1 to {kind}_{count}" for kind, count in counts.items() if count), "output"])
    for name, override in spec.model.overrides.items():
        if name == "output":
            given = sorted(override.model_fields_set - {"initializer"})
            if given:
                raise broken(
                    f"model.overrides.output.{given[0]}",
                    "not_for_output",
                    f"the output layer has the identity and no {given[0]} of its own; allowed: initializer",
                )
        elif name not in names:
            raise broken(
                f"model.overrides.{name[:80]}",
                "unknown_layer",
                f"there is no such layer; got {name[:80]!r}; allowed: {allowed}",
                value=name[:80],
            )


def _check_warm_start(spec: BaseSpec) -> None:
    warm, count = spec.warm_start, len(spec.layers)
    if warm is None:
        return
    if warm.layers > count:
        raise broken(
            "warm_start.layers",
            "too_many_layers",
            f"the network has {count} layers, the output included; got {warm.layers}; allowed: 1 to {count}",
            value=warm.layers,
            maximum=count,
        )
    if warm.freeze and warm.layers == count:
        raise broken(
            "warm_start.freeze",
            "nothing_to_train",
            f"all {count} layers would be frozen and none left to train; allowed: false, or fewer layers",
            layers=warm.layers,
        )


def _check_curvature(spec: BaseSpec) -> None:
    every, count = spec.telemetry.curvature_every, spec.parameter_count
    if every is not None and count > MOST_CURVED_PARAMETERS:
        raise broken(
            "telemetry.curvature_every",
            "too_many_for_curvature",
            f"curvature is measured of networks of at most {MOST_CURVED_PARAMETERS:,} parameters; got {every} for "
            f"{count:,}; allowed: null",
            value=every,
            parameters=count,
            maximum=MOST_CURVED_PARAMETERS,
        )
