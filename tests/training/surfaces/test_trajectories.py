"""Paths against the textbook's formulas, written again in NumPy, float64."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dynascope.spec import parse_trajectories
from dynascope.training.surfaces.trajectories import trajectories
from tests.training.reference import vectors

STEPS = 200
Gradient = Callable[[np.ndarray], np.ndarray]


def ask(**request: Any) -> dict[str, Any]:
    return trajectories(parse_trajectories(request))


def plain_path(optimizer: dict[str, Any], gradient: Gradient, start: Any, steps: int = STEPS) -> np.ndarray:
    """The textbook's rules (TEXTBOOK: faster optimizers), and the library's where `form` says so."""
    name, library, eta = optimizer["name"], optimizer["form"] == "optax", optimizer["learning_rate"]
    beta, eps = optimizer.get("beta", 0.9), optimizer.get("epsilon", 0.0)
    theta = np.array(start, float)
    m, s = np.zeros(2), np.full(2, optimizer.get("initial_accumulator", 0.0))
    path = [theta]
    for t in range(1, steps + 1):
        if name == "sgd":
            theta = theta - eta * gradient(theta)
        elif name == "momentum":
            m = beta * m + eta * gradient(theta)
            theta = theta - m
        elif name == "nesterov" and not library:
            m = beta * m + eta * gradient(theta - beta * m)
            theta = theta - m
        elif name == "nesterov":
            g = gradient(theta)
            m = beta * m + g
            theta = theta - eta * (g + beta * m)
        elif name == "adagrad":
            g = gradient(theta)
            s = s + g * g
            theta = theta - eta * g / np.sqrt(s + eps)
        elif name == "rmsprop":
            g = gradient(theta)
            s = beta * s + (1 - beta) * g * g
            theta = theta - eta * g / np.sqrt(s + eps)
        else:
            g, beta_1, beta_2 = gradient(theta), optimizer["beta_1"], optimizer["beta_2"]
            m = beta_1 * m + (1 - beta_1) * g
            s = beta_2 * s + (1 - beta_2) * g * g
            mean, square = m / (1 - beta_1**t), s / (1 - beta_2**t)
            theta = theta - eta * mean / (np.sqrt(square) + eps if library else np.sqrt(square + eps))
        path.append(theta)
    return np.array(path)


def points(path: dict[str, Any]) -> np.ndarray:
    return np.stack([path["x"], path["y"]], axis=1)


B = {"name": "expression", "expression": "(3*(x-0.5)^2 + 2*(x-0.5)*(y+1) + 10*(y+1)^2)/2"}
SIX = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
# Surface, its gradient, and a rate for the first three and for the others.
CASES: list[tuple[str, dict[str, Any], Gradient, float, float]] = [
    ("A", {"name": "valley"}, lambda p: np.array([p[0], 10 * p[1]]), 0.02, 0.1),
    ("B", B, lambda p: np.array([[3, 1], [1, 10]]) @ (p - [0.5, -1]), 0.02, 0.1),
    (
        "rosenbrock",
        {"name": "rosenbrock"},
        lambda p: np.array([-2 * (1 - p[0]) - 400 * p[0] * (p[1] - p[0] ** 2), 200 * (p[1] - p[0] ** 2)]),
        0.0005,
        0.001,  # at 0.002 RMSProp bounces between the walls, and the last bit of the start decides its path
    ),
]


def optimizers(slow: float, fast: float) -> list[dict[str, Any]]:
    return [
        {"name": name, "form": form, "learning_rate": slow if name in SIX[:3] else fast}
        for name in SIX
        for form in ("textbook", "optax")
    ]


@pytest.mark.parametrize(("_name", "surface", "gradient", "slow", "fast"), CASES, ids=lambda value: str(value)[:12])
def test_paths_are_the_textbooks_over_200_steps(
    _name: str, surface: dict[str, Any], gradient: Gradient, slow: float, fast: float
) -> None:
    asked = ask(surface=surface, start=[1.0, 1.0] if _name in "AB" else [-1.2, 1.0], optimizers=optimizers(slow, fast))
    start = asked["surface"]["start"]
    assert len(asked["paths"]) == 12
    for path in asked["paths"]:
        plain = plain_path(path["optimizer"], gradient, start)
        assert np.abs(points(path) - plain).max() < 1e-9, path["label"]
        slopes = [np.linalg.norm(gradient(point)) for point in plain]
        np.testing.assert_allclose(path["gradient_norm"], slopes, rtol=1e-6, atol=1e-9)
        assert path["diverged_at"] is None


REFERENCES = {
    "gd_eta0.05": ("sgd", "textbook", {}),
    "momentum": ("momentum", "textbook", {}),
    "nesterov_textbook": ("nesterov", "textbook", {}),
    "nesterov_reformulated": ("nesterov", "optax", {}),
    "adagrad_textbook": ("adagrad", "textbook", {}),
    "adagrad_keras_optax": ("adagrad", "optax", {}),
    "rmsprop_textbook_rho0.9": ("rmsprop", "textbook", {"epsilon": 1e-8}),
    "adam": ("adam", "textbook", {}),
}


@pytest.mark.parametrize(("problem", "surface"), [("A", {"name": "valley"}), ("B", B)])
def test_first_steps_are_the_references(problem: str, surface: dict[str, Any]) -> None:
    members = [
        {"name": name, "form": form, "learning_rate": vectors("optimizers", key, "hyper", "eta"), **given}
        for key, (name, form, given) in REFERENCES.items()
    ]
    asked = ask(surface=surface, start=[1.0, 1.0], steps=5, optimizers=members)
    for key, path in zip(REFERENCES, asked["paths"], strict=True):
        expected = vectors("optimizers", key, "iterates", problem)
        np.testing.assert_allclose(points(path)[1:], expected, rtol=1e-7, atol=1e-7, err_msg=key)
