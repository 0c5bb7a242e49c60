"""Paths against the textbook's formulas, written again in NumPy, float64."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dynascope.catalog.optimizers import OPTIMIZERS as FAMILY
from dynascope.catalog.surfaces import SURFACE_ENTRIES, SurfaceEntry
from dynascope.spec import TrajectoryRequest, parse_trajectories
from dynascope.training.optimizers import OPTIMIZERS
from dynascope.training.surfaces.functions import FUNCTIONS, kind_of
from dynascope.training.surfaces.trajectories import GRID_DIGITS, _path_program, trajectories
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


def test_every_optimizer_of_the_catalog_draws_a_path_that_goes_down() -> None:
    names = [name for name in FAMILY.names if (name, "optax") in OPTIMIZERS]
    asked = ask(optimizers=[{"name": name, "learning_rate": 0.05} for name in names], steps=100, grid=None)
    assert len(names) == len(FAMILY.names)
    for path in asked["paths"]:
        assert path["diverged_at"] is None
        assert path["z"][-1] < path["z"][0], path["label"]


def test_a_path_that_diverges_ends_there() -> None:
    (path,) = ask(optimizers=[{"name": "sgd", "learning_rate": 0.5}], steps=5000, grid=None)["paths"]
    # Along y descent multiplies by 1 - 10 η = -4, and the height is a square.
    last = math.floor(math.log(math.sqrt(np.finfo(float).max / 5) / 2, 4))
    assert path["diverged_at"] == last + 1
    assert len(path["x"]) == len(path["z"]) == len(path["gradient_norm"]) == last + 1
    assert math.isfinite(path["z"][-1])


def test_a_start_where_there_is_no_value_has_no_path() -> None:
    (path,) = ask(
        surface={"name": "expression", "expression": "log(x)"}, start=[-1.0, 0.0], optimizers=["sgd"], grid=None
    )["paths"]
    assert (path["diverged_at"], path["x"], path["z"]) == (0, [], [])


def test_no_steps_give_the_start_alone() -> None:
    for path in ask(steps=0, grid=None)["paths"]:
        assert (path["x"], path["y"], path["z"]) == ([-4.0], [2.0], [28.0])


def test_figures_are_arguments_and_compile_nothing_new() -> None:
    ask(optimizers=["sgd", "adam"], grid=5)
    before = _path_program.cache_info().misses, _compiled()
    ask(
        surface={"name": "valley", "condition": 3.0},
        optimizers=[{"name": "sgd", "learning_rate": 0.07}, {"name": "adam", "beta_1": 0.5}],
        start=[1.0, 2.0],
        steps=7,
        gradient_noise=0.1,
        grid=5,
    )
    assert (_path_program.cache_info().misses, _compiled()) == before


def _compiled() -> list[int]:
    programs = [_path_program("valley", name, "textbook", "constant") for name in ("sgd", "adam")]
    return [program._cache_size() for program in programs]


def test_noise_is_the_same_for_all_and_grows_with_the_seed_alone() -> None:
    flat = {"name": "expression", "expression": "0*x"}
    two = [{"name": "sgd", "learning_rate": 0.5}, {"name": "sgd", "learning_rate": 1.0}]
    noisy = {"surface": flat, "start": [0.0, 0.0], "steps": 300, "optimizers": two, "grid": None}
    small, large = (points(path) for path in ask(**noisy, gradient_noise=0.2)["paths"])
    np.testing.assert_allclose(2 * small, large, atol=1e-12)
    draws = -np.diff(large, axis=0)
    assert draws.std() == pytest.approx(0.2, rel=0.1)
    shorter = points(ask(**{**noisy, "steps": 10}, gradient_noise=0.2)["paths"][1])
    np.testing.assert_array_equal(shorter, large[:11])
    other = points(ask(**noisy, gradient_noise=0.2, seed=1)["paths"][1])
    assert not np.allclose(other[1:], large[1:])


def test_a_schedule_holds_for_all() -> None:
    (path,) = ask(
        surface={"name": "expression", "expression": "x"},
        start=[0.0, 0.0],
        steps=3,
        optimizers=[{"name": "sgd", "learning_rate": 1.0}],
        schedule={"name": "piecewise_constant", "boundaries": [2], "values": [0.5, 0.25]},
        grid=None,
    )["paths"]
    assert path["x"] == [0.0, -0.5, -1.0, -1.25]


@pytest.mark.parametrize("entry", SURFACE_ENTRIES, ids=lambda entry: entry.name)
def test_the_grid_covers_the_domain_and_the_minima_are_minima(entry: SurfaceEntry) -> None:
    left, right, low, high = entry.domain
    assert left < entry.start[0] < right
    assert low < entry.start[1] < high
    around = 0.01
    for minimum in entry.minima:
        box = [minimum.x - around, minimum.x + around, minimum.y - around, minimum.y + around]
        asked = ask(surface=entry.name, start=[minimum.x, minimum.y], domain=box, optimizers=["sgd"], steps=0, grid=3)
        (path,) = asked["paths"]
        assert path["z"][0] == pytest.approx(minimum.z, abs=1e-8)
        assert path["gradient_norm"][0] < 1e-5
        heights = np.array(asked["surface"]["grid"]["z"])
        assert np.argmin(heights) == 4, "its neighbours are higher"
    whole = ask(surface=entry.name, optimizers=["sgd"], steps=0, grid=41)["surface"]["grid"]
    assert (whole["x"][0], whole["x"][-1], whole["y"][0], whole["y"][-1]) == entry.domain
    if entry.minima:
        assert np.min(whole["z"]) > min(minimum.z for minimum in entry.minima) - 1e-9


def test_heights_are_the_formulas() -> None:
    assert set(FUNCTIONS) | {"expression"} == {entry.name for entry in SURFACE_ENTRIES}
    x, y, kappa = 0.7, -1.3, 10.0
    expected = {
        "valley": 0.5 * (x**2 + kappa * y**2),
        "rosenbrock": (1 - x) ** 2 + 100 * (y - x**2) ** 2,
        "beale": (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2,
        "himmelblau": (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        "saddle": x**2 - y**2,
        "rastrigin": 20 + sum(v**2 - 10 * math.cos(2 * math.pi * v) for v in (x, y)),
        "styblinski_tang": sum(v**4 - 16 * v**2 + 5 * v for v in (x, y)) / 2,
        "three_hump_camel": 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2,
    }
    for name, height in expected.items():
        (path,) = ask(surface=name, start=[x, y], optimizers=["sgd"], steps=0, grid=None)["paths"]
        assert path["z"] == [pytest.approx(height, rel=1e-12)], name


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("x^2 + 10*y^2", lambda x, y: x**2 + 10 * y**2),
        ("exp(-x^2)*sin(pi*y) + atan(x*y)", lambda x, y: np.exp(-(x**2)) * np.sin(np.pi * y) + np.arctan(x * y)),
        ("sqrt(abs(x)) + log(y^2 + 1) - x^3/y", lambda x, y: np.sqrt(abs(x)) + np.log(y**2 + 1) - x**3 / y),
        ("min(x, y)*max(x, 2) - tanh(x)^-2", lambda x, y: np.minimum(x, y) * np.maximum(x, 2) - np.tanh(x) ** -2),
        ("2^x + cosh(y)*sinh(x) - tan(y)*cos(x)", lambda x, y: 2**x + np.cosh(y) * np.sinh(x) - np.tan(y) * np.cos(x)),
        ("-x^2^2 - -y", lambda x, y: -(x**4) + y),
    ],
)
def test_an_expression_is_worth_what_numpy_makes_of_it(text: str, same: Callable[[Any, Any], Any]) -> None:
    box = [-2.0, 2.1, -1.7, 1.9]
    asked = ask(surface={"name": "expression", "expression": text}, domain=box, optimizers=["sgd"], steps=0, grid=12)
    grid = asked["surface"]["grid"]
    x, y = np.meshgrid(grid["x"], grid["y"])
    np.testing.assert_allclose(grid["z"], same(x, y), rtol=10.0 ** (1 - GRID_DIGITS))


def test_requests_of_other_figures_are_of_one_kind_and_other_formulas_are_not() -> None:
    def kind(text: str) -> object:
        surface = TrajectoryRequest.model_validate({"surface": {"name": "expression", "expression": text}}).surface
        return kind_of(surface)

    assert kind("x^2+y") == kind(" x ** 2 + y")
    assert kind("x^2+y") != kind("x^2-y")
