"""A comparison of each member with what one would otherwise take: bodies of `POST /jobs`, for the button of its page.

Small nets and few steps: each is there within seconds. Three seeds, so that the spread is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dynascope.catalog.families import EXPLAINED
from dynascope.catalog.member import Entry
from dynascope.catalog.regularizations import Regularization

Body = dict[str, Any]

DEEP = [64] * 10
STEPS = 600
SEEDS = [0, 1, 2]

# What stands beside a member, and beside that one itself.
RIVALS = {
    "activation": ("relu", "sigmoid"),
    "initializer": ("he_normal", "xavier_normal"),
    "optimizer": ("adam", "sgd"),
    "schedule": ("constant", "exponential"),
    "loss": ("cross_entropy", "squared_error"),
}


def _against_rival(path: str, base: Body) -> Callable[[Entry], Body]:
    def comparison(entry: Entry) -> Body:
        rival, other = RIVALS[entry.model.family]
        return _job(path, [entry.name, other if entry.name == rival else rival], base)

    return comparison


def _against_none(path: str, base: Body) -> Callable[[Entry], Body]:
    return lambda entry: _job(path, [entry.name, None], base)


def _depth_on(entry: Entry) -> Body:
    """A data set is tried with more and more hidden layers, from none (a linear model)."""
    return _job("model.hidden_sizes", [[], [32], [32, 32, 32]], {"dataset": {"name": entry.name}, "steps": STEPS})


def _model(entry: Entry) -> Body:
    """The perceptron is tried at three depths, every other model against it."""
    if entry.name == "mlp":
        return _job("model.hidden_sizes", [[64] * depth for depth in (3, 1, 10)], {"steps": STEPS})
    return _job("model", [entry.name, "mlp"], {"steps": STEPS})


def _strength(entry: Entry) -> Body:
    """A remedy is tried at its default strength against nothing, where there is little data to learn from."""
    remedy = entry.model.model_validate({"name": entry.name})
    assert isinstance(remedy, Regularization)
    base = {"dataset": {"name": "digits", "samples": 300}, "model": {"name": "mlp", "hidden_sizes": [128, 128]}}
    return _job(remedy.path, [remedy.value, remedy.off], {**base, "steps": STEPS})


def _job(path: str, values: list[Any], base: Body) -> Body:
    return {"base": base, "vary": [{"path": path, "values": values}], "seeds": SEEDS}


_DESCENT = {"name": "sgd", "learning_rate": 0.1}

_OF_FAMILY: dict[str, Callable[[Entry], Body]] = {
    "dataset": _depth_on,
    "model": _model,
    "activation": _against_rival("model.activation", {"steps": STEPS}),
    "initializer": _against_rival(
        "model.initializer", {"model": {"name": "mlp", "hidden_sizes": DEEP}, "steps": STEPS}
    ),
    "normalization": _against_none(
        "model.normalization",
        {"model": {"name": "mlp", "hidden_sizes": DEEP, "activation": "sigmoid"}, "steps": STEPS},
    ),
    "optimizer": _against_rival("optimizer", {"steps": STEPS}),
    "schedule": _against_rival("schedule", {"optimizer": _DESCENT, "steps": 2000}),
    "gradient_clipping": _against_none(
        "gradient_clipping",
        {
            "model": {"name": "mlp", "hidden_sizes": DEEP, "initializer": {"name": "normal", "stddev": 0.5}},
            "optimizer": _DESCENT,
            "steps": STEPS,
        },
    ),
    "loss": _against_rival("loss", {"steps": STEPS}),
    "regularization": _strength,
}


def comparison_of(family: str, name: str) -> Body:
    """The comparison of a member, ready to launch; the member itself is the first value.

    >>> comparison_of("activation", "elu")["vary"]
    [{'path': 'model.activation', 'values': ['elu', 'relu']}]
    """
    return _OF_FAMILY[family](EXPLAINED[family].entry(name))
