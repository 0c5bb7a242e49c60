"""What can be tried: overrides of the spec, as a variant of a job sets them. One function a remedy; each answers None
where it would change nothing."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dynascope.catalog.normalizations import Batch
from dynascope.catalog.schedules import PiecewiseConstant
from dynascope.errors import SpecError
from dynascope.spec import RunSpec, parse_run

SUITED_BY_HE = frozenset({"relu", "leaky_relu", "rrelu", "prelu", "elu", "gelu", "silu", "mish", "softplus"})


@dataclass(frozen=True)
class Remedy:
    """Overrides of the spec that can be launched as a matched pair; `set` is that of a variant.

    `code` and `params` let every client say `label` in its own language.
    """

    code: str
    label: str
    set: dict[str, Any]
    params: dict[str, Any] = field(default_factory=dict[str, Any])


Choice = Callable[[RunSpec], Remedy | None]


def offered(spec: RunSpec | None, *choices: Choice) -> tuple[Remedy, ...]:
    """Those that change something and can be launched, in order; none for a training that is not ours to launch."""
    if spec is None:
        return ()
    remedies = (choice(spec) for choice in choices)
    return tuple(remedy for remedy in remedies if remedy is not None and _launches(spec, remedy))


def _launches(spec: RunSpec, remedy: Remedy) -> bool:
    """Whether the changed spec is one, and its layers still fit the weights that a warm start takes over."""
    data = spec.model_dump(mode="json")
    for path, value in sorted(remedy.set.items(), key=lambda one: one[0].count(".")):
        *parents, last = path.split(".")
        here = data
        for part in parents:
            here = here[part]
        here[last] = copy.deepcopy(value)
    try:
        changed = parse_run(data)
    except SpecError:
        return False
    return _taken(changed) == _taken(spec)


def _taken(spec: RunSpec) -> list[tuple[str, dict[str, tuple[int, ...]]]]:
    """Names and arrays of the layers that come from an earlier run."""
    count = 0 if spec.warm_start is None else spec.warm_start.layers
    return [(layer.name, layer.parameters | layer.statistics) for layer in spec.layers[:count]]


def suited_initializer(activation: str) -> str:
    """The start that keeps a signal's size through this activation: He for rectifiers, LeCun for SELU, else Xavier."""
    return "he_normal" if activation in SUITED_BY_HE else "lecun_normal" if activation == "selu" else "xavier_normal"


_TITLES = {"he_normal": "He", "lecun_normal": "LeCun", "xavier_normal": "Xavier"}
_ACTIVATIONS = {"relu": "ReLU", "leaky_relu": "leaky ReLU", "tanh": "tanh"}
EQUAL = frozenset({"zeros", "constant"})
"""Initializers that give all weights of a layer the same value."""


def start(spec: RunSpec) -> Remedy | None:
    """The initializer that suits its activation, in all layers that are drawn: not those of an earlier run. The output
    layer has that of the hidden ones."""
    name = suited_initializer(spec.model.activation.name)
    suited = {layer.name: suited_initializer(layer.activation.name) for layer in spec.layers[:-1]}
    suited[spec.layers[-1].name] = name
    if all(layer.initializer.name == suited[layer.name] for layer in spec.layers[len(_taken(spec)) :]):
        return None
    own = {
        f"model.overrides.{layer}.initializer": suited[layer]
        for layer, one in spec.model.overrides.items()
        if one.initializer is not None or suited[layer] != name
    }
    return Remedy("start", f"{_TITLES[name]} initialisation", {"model.initializer": name, **own}, {"initializer": name})


def unequal_start(spec: RunSpec) -> Remedy | None:
    """The same where weights start equal, so that nothing else would part the units."""
    return start(spec) if any(layer.initializer.name in EQUAL for layer in spec.layers) else None


def activation(name: str) -> Choice:
    """Another activation, with the initializer that suits it."""
    return lambda spec: _activation(spec, name)


def _activation(spec: RunSpec, name: str) -> Remedy | None:
    if spec.activation_names <= {name}:
        return None
    initializer = suited_initializer(name)
    settings = {"model.activation": name, "model.initializer": initializer}
    for field_name, value in (("activation", name), ("initializer", initializer)):
        settings |= _in_overrides(spec, field_name, value)
    label = f"{_ACTIVATIONS[name]} with {_TITLES[initializer]} initialisation"
    return Remedy("activation", label, settings, {"activation": name, "initializer": initializer})


def _in_overrides(spec: RunSpec, field_name: str, value: Any) -> dict[str, Any]:
    """The same in every layer that has its own."""
    layers = [name for name, one in spec.model.overrides.items() if getattr(one, field_name) is not None]
    return {f"model.overrides.{layer}.{field_name}": value for layer in layers}


def batch_normalization(spec: RunSpec) -> Remedy | None:
    """Batch normalisation in every hidden layer. Of a single sample a batch's statistics are the sample itself."""
    if spec.model.normalization is not None or len(spec.layers) < 2 or spec.task.batch_size < 2:
        return None
    return Remedy("batch_normalization", "batch normalisation", {"model.normalization": "batch"})


def layer_normalization(spec: RunSpec) -> Remedy | None:
    """Layer normalisation in every hidden layer: it keeps no averages."""
    settings = {"model.normalization": "layer", **_in_overrides(spec, "normalization", "layer")}
    return Remedy("layer_normalization", "layer normalisation", settings)


FOLLOWING = 0.9


def moving_average(spec: RunSpec) -> Remedy | None:
    """Moving averages that follow the batches faster."""
    normalization = spec.model.normalization
    if not isinstance(normalization, Batch) or normalization.momentum <= FOLLOWING:
        return None
    label = f"momentum {FOLLOWING:g} of the moving averages"
    return Remedy("moving_average", label, {"model.normalization.momentum": FOLLOWING}, {"momentum": FOLLOWING})


def clipping(spec: RunSpec) -> Remedy | None:
    """The gradient's global norm at most 1."""
    if spec.gradient_clipping is not None:
        return None
    settings = {"gradient_clipping": {"name": "global_norm", "threshold": 1.0}}
    return Remedy("clipping", "clip the global norm to 1", settings, {"threshold": 1.0})


def learning_rate(factor: float) -> Choice:
    """The learning rate times a factor; of a piecewise constant schedule, all its rates."""
    return lambda spec: _learning_rate(spec, factor)


def _learning_rate(spec: RunSpec, factor: float) -> Remedy | None:
    piecewise = isinstance(spec.schedule, PiecewiseConstant)
    rates = spec.schedule.values if isinstance(spec.schedule, PiecewiseConstant) else [spec.optimizer.learning_rate]
    scaled = [_two_digits(rate * factor) for rate in rates]
    if not all(0.0 < rate < math.inf for rate in scaled):
        return None  # beyond all numbers that a spec takes
    settings: dict[str, Any] = {"schedule.values": scaled} if piecewise else {"optimizer.learning_rate": scaled[0]}
    times = f"{factor:g} times the learning rate" if factor > 1 else f"1/{1 / factor:g} of the learning rate"
    code = "faster" if factor > 1 else "slower"
    return Remedy(code, times, settings, {"factor": factor if factor > 1 else 1 / factor})


def _two_digits(value: float) -> float:
    """Without the digits that a product in binary leaves behind."""
    return float(f"{value:.12g}")


def steady_rate(spec: RunSpec) -> Remedy | None:
    """Of a piecewise constant schedule, the smallest of its rates throughout."""
    if not isinstance(spec.schedule, PiecewiseConstant):
        return None
    rate = min(spec.schedule.values)
    settings = {"schedule": "constant", "optimizer.learning_rate": rate}
    return Remedy("steady_rate", f"the lowest rate ({rate:g}) throughout", settings, {"rate": rate})


def adam(spec: RunSpec) -> Remedy | None:
    """Adam with its usual rate."""
    if spec.optimizer.name == "adam" or isinstance(spec.schedule, PiecewiseConstant):
        return None
    return Remedy("adam", "Adam at 0.001", {"optimizer": {"name": "adam", "learning_rate": 0.001}}, {"rate": 0.001})


def early_stopping(spec: RunSpec) -> Remedy | None:
    """Stop where the validation loss no longer falls, and put the best network back."""
    if spec.early_stopping is not None or spec.task.validation_samples == 0:
        return None
    return Remedy("early_stopping", "early stopping", {"early_stopping": {"patience": 10}}, {"patience": 10})


def dropout(spec: RunSpec) -> Remedy | None:
    """Half of the hidden units dropped at each step."""
    if spec.model.dropout > 0 or len(spec.layers) < 2:
        return None
    return Remedy("dropout", "dropout 0.5", {"model.dropout": 0.5}, {"probability": 0.5})


def l2(spec: RunSpec) -> Remedy | None:
    """An L2 penalty."""
    if spec.regularization.l2 > 0:
        return None
    return Remedy("l2", "L2 penalty 0.01", {"regularization.l2": 0.01}, {"strength": 0.01})


def less_regularization(spec: RunSpec) -> Remedy | None:
    """Neither penalties nor dropout."""
    own = spec.regularization
    settings: dict[str, Any] = {}
    if own.l1 > 0 or own.l2 > 0 or own.max_norm is not None:
        settings["regularization"] = {}
    if spec.model.dropout > 0:
        settings["model.dropout"] = 0.0
    settings |= {f"model.overrides.{name}.dropout": 0.0 for name, one in spec.model.overrides.items() if one.dropout}
    return Remedy("less_regularization", "no penalty and no dropout", settings) if settings else None


WIDTH = 64


def larger_net(spec: RunSpec) -> Remedy | None:
    """Two hidden layers more, all of 64 units at least, ReLU."""
    sizes = [max(WIDTH, size) for size in spec.model.hidden_sizes] + [WIDTH] * 2
    shape = " × ".join((str(len(sizes)), str(WIDTH))) if set(sizes) == {WIDTH} else "-".join(map(str, sizes))
    settings = {"model.hidden_sizes": sizes, "model.activation": "relu", "model.initializer": "he_normal"}
    return Remedy("larger_net", f"a larger net ({shape})", settings, {"shape": shape})


BATCH_FACTOR = 16


def larger_batch(spec: RunSpec) -> Remedy | None:
    """More samples a step."""
    size = min(spec.task.batch_size * BATCH_FACTOR, spec.task.train_samples)
    if size <= spec.task.batch_size:
        return None
    return Remedy("larger_batch", f"batches of {size}", {"dataset.batch_size": size}, {"size": size})


def standardize(spec: RunSpec) -> Remedy | None:
    """Inputs of mean 0 and standard deviation 1."""
    if spec.dataset.standardized:
        return None
    return Remedy("standardize", "standardised inputs", {"dataset.standardize": True})


def unfreeze(spec: RunSpec) -> Remedy | None:
    """All layers learn."""
    if spec.warm_start is None or not spec.warm_start.freeze:
        return None
    return Remedy("unfreeze", "let all layers learn", {"warm_start.freeze": False})
