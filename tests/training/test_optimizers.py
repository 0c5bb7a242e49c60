from typing import Any, cast

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from dynascope.catalog.member import Entry
from dynascope.catalog.optimizers import OPTIMIZERS as FAMILY
from dynascope.catalog.optimizers import Optimizer, TwoForms
from dynascope.training.optimizers import OPTIMIZERS, gradient_point, transformation
from dynascope.training.precision import precision
from tests.training.reference import vectors

BOTH, LIBRARY = ("textbook", "optax"), ("optax",)
# The reference's name, our name, the forms that it holds for, our parameters.
CASES: list[tuple[str, str, tuple[str, ...], dict[str, float]]] = [
    ("gd_eta0.05", "sgd", BOTH, {}),
    ("momentum", "momentum", BOTH, {"beta": 0.9}),
    ("momentum_lr_inside_lrchange", "momentum", ("textbook",), {"beta": 0.9}),
    ("momentum_lr_outside_lrchange", "momentum", ("optax",), {"beta": 0.9}),
    ("nesterov_textbook", "nesterov", ("textbook",), {"beta": 0.9}),
    ("nesterov_reformulated", "nesterov", ("optax",), {"beta": 0.9}),
    ("adagrad_textbook", "adagrad", ("textbook",), {}),
    ("adagrad_keras_optax", "adagrad", ("optax",), {}),
    ("rmsprop_textbook_rho0.9", "rmsprop", BOTH, {"beta": 0.9, "epsilon": 1e-8}),
    ("adam", "adam", BOTH, {}),
    ("adam_eps0.1_inside", "adam", ("textbook",), {"epsilon": 0.1}),
    ("adam_eps0.1_outside", "adam", ("optax",), {"epsilon": 0.1}),
    ("adamw_wd0.1", "adamw", LIBRARY, {"weight_decay": 0.1}),
    ("nadam_optax", "nadam", LIBRARY, {}),
    ("adamax", "adamax", LIBRARY, {}),
    ("adadelta_torch_optax", "adadelta", LIBRARY, {}),
    ("lion_eta0.03", "lion", LIBRARY, {"weight_decay": 0.0}),
    ("schedule_free_sgd", "schedule_free_sgd", LIBRARY, {}),
]
# Held against other references, in test_optimizer_papers.
ELSEWHERE = frozenset({"amsgrad", "radam", "muon"})
FORMS = [(key, name, form, given) for key, name, forms, given in CASES for form in forms]


def gradient_of(problem: str) -> Any:
    if problem == "A":
        matrix, centre = np.diag([1.0, 10.0]), np.zeros(2)
    else:
        matrix, centre = np.array([[3.0, 1.0], [1.0, 10.0]]), np.array([0.5, -1.0])
    return lambda x: jnp.asarray(matrix, x.dtype) @ (x - jnp.asarray(centre, x.dtype))


def member_of(name: str, form: str, given: dict[str, float]) -> Optimizer:
    model = cast("type[Optimizer]", FAMILY.entry(name).model)
    return model.model_validate(given | ({"form": form} if issubclass(model, TwoForms) else {}))


def iterates(name: str, form: str, given: dict[str, float], rates: list[float], problem: str, dtype: str) -> np.ndarray:
    """x_1 ... x_5, with every figure traced, as in a run."""
    member = member_of(name, form, given)
    figures = {key: np.asarray(value, dtype) for key, value in member.parameters.items() if not isinstance(value, str)}
    del figures["learning_rate"]
    gradient = gradient_of(problem)

    def descend(figures: Any, rates: Any, x: Any) -> Any:
        def step(carry: Any, rate: Any) -> Any:
            x, state = carry
            point = gradient_point(name, form, x, state, figures)
            update, state = transformation(name, form, rate, figures).update(gradient(point), state, x)
            x = optax.apply_updates(x, update)
            return (x, state), x

        state = transformation(name, form, rates[0], figures).init(x)
        return jax.lax.scan(step, (x, state), rates)[1]

    return np.asarray(jax.jit(descend)(figures, np.asarray(rates, dtype), np.ones(2, dtype)))


def rates_of(key: str) -> list[float]:
    eta = vectors("optimizers", key, "hyper", "eta")
    return eta if isinstance(eta, list) else [eta] * 5


def test_every_member_of_the_catalog_is_there_in_its_forms() -> None:
    assert set(OPTIMIZERS) == {(entry.name, form) for entry in FAMILY.entries for form in forms_of(entry)}
    held = {(name, form) for _, name, form, _ in FORMS} | {(name, "optax") for name in ELSEWHERE}
    assert held == set(OPTIMIZERS), "a rule without a reference"


def forms_of(entry: Entry) -> tuple[str, ...]:
    return BOTH if issubclass(entry.model, TwoForms) else LIBRARY


@pytest.mark.parametrize("problem", ["A", "B"])
@pytest.mark.parametrize(("key", "name", "form", "given"), FORMS)
def test_iterates_are_the_references(key: str, name: str, form: str, given: dict[str, float], problem: str) -> None:
    reference = vectors("optimizers", key, "iterates", problem)
    ours = iterates(name, form, given, rates_of(key), problem, "float32")
    np.testing.assert_allclose(ours, reference, rtol=1e-6, atol=1e-6)
    with precision("float64"):
        exact = iterates(name, form, given, rates_of(key), problem, "float64")
    np.testing.assert_allclose(exact, reference, rtol=1e-7, atol=1e-7)


def test_the_two_forms_of_nesterov_are_one_rule_seen_at_two_points() -> None:
    with precision("float64"):
        textbook = iterates("nesterov", "textbook", {}, [0.05] * 5, "B", "float64")
        library = iterates("nesterov", "optax", {}, [0.05] * 5, "B", "float64")
    previous = np.concatenate([np.ones((1, 2)), textbook[:-1]])
    look_ahead = textbook + 0.9 * (textbook - previous)
    np.testing.assert_allclose(look_ahead, library, rtol=1e-12)
