"""The textbook's claims, one entry each."""

from __future__ import annotations

import itertools
from typing import Any

from benchmarks.claims.study import Claim, Comparison, Setting, last, steps_to

DIGITS = {"name": "digits", "batch_size": 64}
SCARCE = {"name": "digits", "samples": 300, "batch_size": 32, "label_noise": 0.2}
ORDER = ("elu", "leaky_relu", "relu", "tanh", "sigmoid")
STARTS = dict.fromkeys(("elu", "leaky_relu", "relu"), "he_normal") | dict.fromkeys(("tanh", "sigmoid"), "xavier_normal")


REMEDIES = {
    "early stopping": ("early stopping",),
    "dropout": ("dropout 0.2", "dropout 0.5"),
    "L1": ("L1, λ = 0.001", "L1, λ = 0.005"),
    "L2": ("L2, λ = 0.02", "L2, λ = 0.2"),
    "max-norm": ("max-norm, r = 1", "max-norm, r = 0.4"),
}


def _net(depth: int, width: int = 64, **more: Any) -> dict[str, Any]:
    return {"name": "mlp", "hidden_sizes": [width] * depth, **more}


def _chain(*labels: str) -> tuple[Comparison, ...]:
    return tuple(Comparison(better, worse) for better, worse in itertools.pairwise(labels))


def _activations(depth: int) -> Setting:
    return Setting(
        f"digits, {depth} × 64, momentum 0.9, η = 0.01, 600 steps",
        {
            "dataset": DIGITS,
            "model": _net(depth),
            "optimizer": {"name": "momentum", "learning_rate": 0.01},
            "steps": 600,
        },
        {name: {"model.activation": name, "model.initializer": STARTS[name]} for name in ORDER},
    )


def _starts(activation: str) -> Setting:
    return Setting(
        f"digits, 8 × 64 {activation}, momentum 0.9, η = 0.01, 600 steps",
        {
            "dataset": DIGITS,
            "model": _net(8, activation=activation),
            "optimizer": {"name": "momentum", "learning_rate": 0.01},
            "steps": 600,
        },
        {name: {"model.initializer": name} for name in ("xavier_normal", "he_normal")},
    )


def _speed(depth: int) -> Setting:
    optimizers = ("sgd", "momentum", "nesterov")
    return Setting(
        f"digits, {depth} × 64 ReLU, η = 0.02, 1,500 steps",
        {"dataset": DIGITS, "model": _net(depth), "steps": 1500},
        {name: {"optimizer": {"name": name, "learning_rate": 0.02}} for name in optimizers},
    )


def _adaptive(depth: int, steps: int) -> Setting:
    return Setting(
        f"digits, {depth} × 64 ReLU, η = 0.001, {steps:,} steps",
        {"dataset": DIGITS, "model": _net(depth), "steps": steps},
        {name: {"optimizer": {"name": name, "learning_rate": 0.001}} for name in ("rmsprop", "adagrad")},
    )


def _overfitting(depth: int, width: int) -> Setting:
    remedies: dict[str, dict[str, Any]] = {
        "none": {},
        "early stopping": {"early_stopping": {"metric": "loss/validation", "patience": 5}},
        "dropout 0.2": {"model.dropout": 0.2},
        "dropout 0.5": {"model.dropout": 0.5},
        "L1, λ = 0.001": {"regularization.l1": 0.001},
        "L1, λ = 0.005": {"regularization.l1": 0.005},
        "L2, λ = 0.02": {"regularization.l2": 0.02},
        "L2, λ = 0.2": {"regularization.l2": 0.2},
        "max-norm, r = 1": {"regularization.max_norm": 1.0},
        "max-norm, r = 0.4": {"regularization.max_norm": 0.4},
    }
    return Setting(
        f"300 digits, a fifth of the labels wrong, {depth} × {width} ReLU, Adam, 1,000 steps",
        {"dataset": SCARCE, "model": _net(depth, width), "steps": 1000},
        remedies,
    )


CLAIMS = (
    Claim(
        "activations",
        "ELU > LeakyReLU > ReLU > tanh > sigmoid",
        "validation loss at the end; He for the first three, Xavier for the last two",
        last("loss/validation"),
        (_activations(3), _activations(10)),
        _chain(*ORDER),
    ),
    Claim(
        "xavier",
        "Xavier initialisation for sigmoid and tanh",
        "training loss, mean of the last 50 steps",
        last("loss/train", 50),
        (_starts("tanh"), _starts("sigmoid")),
        (Comparison("xavier_normal", "he_normal"),),
    ),
    Claim(
        "he",
        "He initialisation for ReLU and its like",
        "training loss, mean of the last 50 steps",
        last("loss/train", 50),
        (_starts("relu"), _starts("elu")),
        (Comparison("he_normal", "xavier_normal"),),
    ),
    Claim(
        "momentum",
        "Momentum is faster than plain descent, Nesterov almost always faster than momentum",
        "steps until the mean training loss of 20 steps is at most 0.2",
        steps_to(0.2),
        (_speed(2), _speed(6)),
        _chain("nesterov", "momentum", "sgd"),
    ),
    Claim(
        "rmsprop",
        "RMSProp is almost always better than AdaGrad, which slows down too early for deep nets",
        "training loss, mean of the last 50 steps",
        last("loss/train", 50),
        (_adaptive(2, 1000), _adaptive(10, 1000)),
        (Comparison("rmsprop", "adagrad"),),
    ),
    *(
        Claim(
            f"overfitting: {family}",
            f"Against overfitting: {family}",
            "validation loss at the end (of the restored snapshot for early stopping)",
            last("loss/validation"),
            (_overfitting(2, 128), _overfitting(4, 128)),
            tuple(Comparison(remedy, "none") for remedy in remedies),
        )
        for family, remedies in REMEDIES.items()
    ),
)
"""Claims that one measure decides."""
