import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.catalog.preview import Setting, preview_of
from dynascope.catalog.schedules import SCHEDULES as FAMILY
from dynascope.catalog.schedules import Cosine, OneCycle, RangeTest, Schedule, WarmupCosine
from dynascope.training.precision import precision
from dynascope.training.schedules import SCHEDULES, learning_rate_at
from tests.training.reference import pytorch, vectors


def rates(name: str, learning_rate: float, steps: list[int], **parameters: object) -> np.ndarray:
    figures = {key: jnp.asarray(value) for key, value in parameters.items()}

    def at(step: object) -> object:
        return learning_rate_at(name, np.float32(learning_rate), step, figures)  # type: ignore[arg-type]

    return np.asarray(jax.jit(jax.vmap(at))(np.array(steps, np.int32)))


def test_every_member_of_the_catalog_is_there() -> None:
    assert set(SCHEDULES) == set(FAMILY.names)


def test_constant() -> None:
    np.testing.assert_array_equal(rates("constant", 0.1, [0, 5, 10**8]), np.float32([0.1] * 3))


def test_piecewise_constant_switches_at_the_boundary() -> None:
    reference = vectors("schedules", "piecewise")
    boundaries, values = np.array([5, 15], np.int32), np.array([0.01, 0.005, 0.0025], np.float32)
    ours = rates("piecewise_constant", 1.0, reference["t"], boundaries=boundaries, values=values)
    np.testing.assert_allclose(ours, reference["torch_MultiStepLR[5,15]gamma.5"], rtol=1e-6)
    optax_like = np.array([0.01, 0.005, 0.001], np.float32)
    ours = rates("piecewise_constant", 1.0, [4, 5, 6, 14, 15, 16], boundaries=boundaries, values=optax_like)
    assert ours.tolist() == pytest.approx([0.01, 0.005, 0.005, 0.005, 0.001, 0.001])


@pytest.mark.parametrize("name", ["power", "exponential", "cosine"])
def test_rates_are_the_references(name: str) -> None:
    reference = vectors("schedules", name)
    own = {
        "power": lambda v: {"decay_steps": v["s"], "exponent": v["c"]},
        "exponential": lambda v: {"decay_steps": v["s"]},
        "cosine": lambda v: {"decay_steps": v["T"], "final_fraction": 0.0},
    }[name](reference)
    np.testing.assert_allclose(exact(name, own, reference["t"]), reference["lr"], rtol=1e-9, atol=1e-12)
    single = rates(name, reference["eta0"], reference["t"], **{key: np.float32(value) for key, value in own.items()})
    np.testing.assert_allclose(single, reference["lr"], rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", ["linear", "cosine", "warmup_cosine", "one_cycle", "range_test"])
def test_rates_are_those_of_pytorch(name: str) -> None:
    reference = pytorch("schedules", name)
    ours = exact(name, reference["parameters"], list(range(len(reference["values"]))))
    np.testing.assert_allclose(ours, reference["values"], rtol=1e-9)


def test_an_exponent_of_its_own() -> None:
    ours = exact("power", {"decay_steps": 10.0, "exponent": 0.5}, [0, 30, 90])
    np.testing.assert_allclose(ours, [0.1, 0.05, 0.1 / np.sqrt(10)], rtol=1e-12)


def exact(name: str, parameters: dict[str, float], steps: list[int]) -> np.ndarray:
    """In float64, from η₀ = 0.1."""
    with precision("float64"):
        figures = {key: jnp.asarray(value, jnp.float64) for key, value in parameters.items()}
        at = jax.vmap(lambda step: learning_rate_at(name, jnp.float64(0.1), step, figures))
        return np.asarray(at(np.array(steps, np.int32)))


def test_after_the_end_nothing_changes() -> None:
    for name, parameters in (
        ("linear", {"decay_steps": 10, "final_fraction": 0.2}),
        ("cosine", {"decay_steps": 10, "final_fraction": 0.2}),
        ("warmup_cosine", {"warmup_steps": 2, "decay_steps": 10, "initial_fraction": 0.0, "final_fraction": 0.2}),
    ):
        np.testing.assert_allclose(exact(name, parameters, [10, 11, 10**6]), [0.02] * 3, rtol=1e-12)


@pytest.mark.parametrize(
    ("schedule", "steps", "expected"),
    [
        (Cosine(), 300, {"decay_steps": 300, "final_fraction": 0.0}),
        (Cosine(decay_steps=50), 300, {"decay_steps": 50, "final_fraction": 0.0}),
        (Cosine(), 0, {"decay_steps": 1, "final_fraction": 0.0}),
        (
            WarmupCosine(),
            300,
            {"warmup_steps": 30, "decay_steps": 300, "initial_fraction": 0.0, "final_fraction": 0.0},
        ),
        (
            OneCycle(),
            300,
            {"cycle_steps": 300, "peak_fraction": 0.3, "start_division": 25.0, "end_division": 1e4},
        ),
        (RangeTest(), 300, {"minimum": 1e-6, "maximum": 10.0, "steps": 300}),
    ],
)
def test_lengths_that_are_not_given_are_the_runs(schedule: Schedule, steps: int, expected: dict[str, float]) -> None:
    assert schedule.resolved(steps) == expected


@pytest.mark.parametrize("name", sorted(set(FAMILY.names) - {"piecewise_constant", "performance"}))
def test_what_the_catalog_draws_is_what_a_run_does(name: str) -> None:
    member = FAMILY.entry(name).model()
    assert isinstance(member, Schedule)
    drawn = preview_of("schedule", member, Setting(learning_rate=0.1, steps=400))
    assert drawn is not None
    ours = exact(name, member.resolved(400), [int(t) for t in drawn.x])
    np.testing.assert_allclose(ours, drawn.y, rtol=1e-9, atol=1e-15)
