"""Landscapes of tiny networks: every value against a float64 network in NumPy, every path against the run itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from dynascope.errors import TrainingError
from dynascope.spec import RunSpec, parse_landscape
from dynascope.training import Training, open_run
from dynascope.training.datasets import prepare
from dynascope.training.landscape import losses as losses_module
from dynascope.training.landscape.directions import random_directions
from dynascope.training.landscape.groups import learned
from dynascope.training.landscape.losses import Losses
from dynascope.training.landscape.snapshots import snapshot_steps
from dynascope.training.landscape.survey import Frame, Progress, Question, Values, survey
from dynascope.training.plan import plan_of
from dynascope.training.weights import NamedWeights, initial_weights, named
from tests.training.finished import finish, spec_of
from tests.training.plain_network import loss_of, plain_outputs
from tests.training.test_run import SMALL

NORMALIZED: dict[str, Any] = {**SMALL, "steps": 30}
CONVOLUTION: dict[str, Any] = {
    "dataset": {"name": "digits", "samples": 60, "batch_size": 16},
    "model": {"name": "cnn", "conv_layers": [{"channels": 2, "pooling": "max"}], "hidden_sizes": [5]},
    "steps": 4,
}
REGRESSION: dict[str, Any] = {
    "dataset": {"name": "diabetes", "samples": 40, "batch_size": None},
    "model": {"hidden_sizes": [4]},
    "optimizer": {"name": "sgd", "learning_rate": 0.05},
    "steps": 12,
}


@dataclass
class Surveyed:
    """All that a survey told."""

    frame: dict[str, Any] = field(default_factory=dict[str, Any])
    losses: list[float] = field(default_factory=list[float])
    progress: list[Progress] = field(default_factory=list[Progress])


def surveyed(question: Question) -> Surveyed:
    found = Surveyed()
    for event in survey(question):
        if isinstance(event, Frame):
            assert not found.losses  # the axes come first
            found.frame = event.body
        elif isinstance(event, Values):
            found.losses += event.losses
        else:
            found.progress.append(event)
    return found


def ask(spec: RunSpec, weights: NamedWeights | None, step: int | None, **request: Any) -> Surveyed:
    return surveyed(Question(spec, parse_landscape({"resolution": 3, **request}), step, weights))


def plain_loss(spec: RunSpec, weights: NamedWeights, split: str = "training", samples: int | None = None) -> float:
    prepared = prepare(spec)
    part = prepared.train if split == "training" else prepared.validation
    exact = {name: array.astype(np.float64) for name, array in weights.items()}
    outputs = plain_outputs(spec, exact, part.numbers(np.dtype(np.float64))[:samples]).outputs
    return loss_of(spec, outputs, part.targets[:samples])[0]


def moved(weights: NamedWeights, *moves: tuple[float, NamedWeights]) -> NamedWeights:
    exact = {name: array.astype(np.float64) for name, array in weights.items()}
    for by, direction in moves:
        for name, array in direction.items():
            exact[name] = exact[name] + by * array.astype(np.float64)
    return exact


def at_steps(spec: RunSpec, steps: list[int], source: NamedWeights | None = None) -> list[NamedWeights]:
    """The weights of a run at some steps, from one that was trained for so many steps only."""
    training = open_run(spec, source)
    found: list[NamedWeights] = []
    for step in steps:
        while training.step < step:
            training.advance(until=step)
        found.append(training.weights("latest"))
    return found


@pytest.fixture(scope="module")
def normalized() -> Training:
    return finish(**NORMALIZED).run


@pytest.mark.parametrize("split", ["training", "validation"])
def test_every_value_of_a_plane_is_that_of_an_independent_network(normalized: Training, split: str) -> None:
    spec, weights = normalized.spec, normalized.weights("final")
    found = ask(spec, weights, 30, split=split, resolution=5, seed=2)
    assert found.frame["axes"][0]["coordinates"] == [-1.0, -0.5, 0.0, 0.5, 1.0]
    directions = random_directions(spec, weights, 2, 2)
    values = np.array(found.losses).reshape(5, 5)
    for row, down in enumerate([-1.0, -0.5, 0.0, 0.5, 1.0]):
        for column, right in enumerate([-1.0, -0.5, 0.0, 0.5, 1.0]):
            network = moved(weights, (right, directions[0]), (down, directions[1]))
            np.testing.assert_allclose(values[row, column], plain_loss(spec, network, split), rtol=1e-5, atol=1e-5)
    assert found.frame["centre_loss"] == values[2, 2]
    assert found.frame["axes"][1]["length"] == pytest.approx(np.sqrt(sum(np.sum(d**2) for d in directions[1].values())))
    assert found.progress[-1] == Progress("evaluating", 25, 25)


@pytest.mark.parametrize("base", [CONVOLUTION, REGRESSION], ids=["convolution", "regression"])
def test_lines_of_other_networks_too(base: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(losses_module, "MOST", {True: 21, False: 21})  # several slices, the last one not full
    spec = spec_of(**base)
    plan = plan_of(spec)
    weights = named(plan, spec.layer_names, *initial_weights(spec, plan))
    found = ask(spec, weights, 0, dimensions=1, span=0.5)
    (direction,) = random_directions(spec, weights, 0, 1)
    wanted = [plain_loss(spec, moved(weights, (by, direction))) for by in (-0.5, 0.0, 0.5)]
    np.testing.assert_allclose(found.losses, wanted, rtol=1e-5)
    assert (found.frame["cosine"], found.frame["trajectory"]) == (None, None)


def test_a_share_of_the_samples_is_the_first_of_them(normalized: Training) -> None:
    spec, weights = normalized.spec, normalized.weights("final")
    np.testing.assert_allclose(Losses(spec, "training", 9).of(weights), plain_loss(spec, weights, samples=9), rtol=1e-5)


def test_the_loss_in_the_centre_is_what_the_run_measured(normalized: Training) -> None:
    done = finish(**NORMALIZED)
    found = ask(done.run.spec, done.run.weights("final"), 30, split="validation", dimensions=1)
    np.testing.assert_allclose(found.frame["centre_loss"], done.values("loss/validation")[-1], rtol=1e-5)


def test_a_trajectory_is_the_runs_own_with_its_gaps(normalized: Training) -> None:
    spec, final = normalized.spec, normalized.weights("final")
    found = ask(spec, final, 30, kind="trajectory", resolution=5)
    path = found.frame["trajectory"]
    assert path["steps"] == list(range(31))
    weights = at_steps(spec, path["steps"])
    np.testing.assert_allclose(path["losses"], [plain_loss(spec, one) for one in weights], rtol=1e-5, atol=1e-5)
    names = [f"{layer.name}.{name}" for layer in spec.layers for name in layer.parameters]
    matrix = np.stack([np.concatenate([(one[n] - final[n]).ravel() for n in names]) for one in weights]).astype(float)
    _, singular, components = np.linalg.svd(matrix - matrix.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(found.frame["explained_variance"], singular[:2] ** 2 / np.sum(singular**2), rtol=1e-4)
    coordinates = np.array(path["coordinates"])
    components = components[:2] * np.sign(np.sum(components[:2] * (coordinates.T @ matrix), axis=1))[:, None]
    feet = coordinates @ components
    np.testing.assert_allclose(path["distances"], np.linalg.norm(matrix - feet, axis=1), atol=1e-4)
    ends = np.cumsum([final[n].size for n in names])[:-1]
    for index in (0, 11, 30):
        shift = dict(zip(names, np.split(feet[index], ends), strict=True))
        network = moved(final, (1.0, {n: shift[n].reshape(final[n].shape) for n in names}))
        np.testing.assert_allclose(path["projected_losses"][index], plain_loss(spec, network), rtol=1e-4, atol=1e-5)
    low, high = (axis["coordinates"] for axis in found.frame["axes"])
    assert low[0] < coordinates[:, 0].min()
    assert high[-1] > coordinates[:, 1].max()
    row, column = high.index(0.0), low.index(0.0)
    assert found.losses[5 * row + column] == found.frame["centre_loss"] == path["losses"][-1]
    told = [one for one in found.progress if one.stage == "evaluating"]
    assert told[:31] == [Progress("evaluating", count, 87) for count in range(1, 32)]  # each snapshot for itself
    assert told[-1] == Progress("evaluating", 87, 87)  # their feet, and 25 points
    assert {one.stage for one in found.progress} == {"training", "evaluating"}


def test_a_network_in_the_midst_of_a_run_is_had_by_training_it_again(normalized: Training) -> None:
    spec = normalized.spec
    found = ask(spec, None, 7, dimensions=1)
    (weights,) = at_steps(spec, [7])
    assert found.frame["centre_loss"] == Losses(spec, "training", None).of(weights)
    assert found.frame["step"] == 7


def test_a_run_that_cannot_be_reproduced_is_not_drawn(normalized: Training) -> None:
    other = {name: array + 1e-6 for name, array in normalized.weights("final").items()}
    with pytest.raises(TrainingError, match=r"trained again, hidden_1\.\w+ at step 30 differs .* by up to .*e-06"):
        ask(normalized.spec, other, 30, kind="trajectory")


def test_a_run_that_has_other_arrays_than_are_stored_is_not_drawn(normalized: Training) -> None:
    stored = normalized.weights("final")
    renamed = {name.replace("output.bias", "output.offset"): array for name, array in stored.items()}
    with pytest.raises(TrainingError, match=r"differs in output\.bias, output\.offset\): .* by another version"):
        ask(normalized.spec, renamed, 30, kind="trajectory")
    wider = {**stored, "output.bias": np.zeros(7, np.float32)}
    with pytest.raises(TrainingError, match=r"differs in output\.bias\): .* by another version"):
        ask(normalized.spec, wider, 30, kind="trajectory")


def test_a_network_that_diverged_is_not_drawn(normalized: Training) -> None:
    broken = {name: np.full_like(array, np.nan) for name, array in normalized.weights("final").items()}
    with pytest.raises(TrainingError, match=r"hidden_1\.\w+ is not finite"):
        ask(normalized.spec, broken, 30)


def test_snapshots_are_few_where_the_network_is_large() -> None:
    assert snapshot_steps(5, 100, 2**28) == [0, 1, 2, 3, 4, 5]
    assert len(snapshot_steps(10**6, 100, 2**28)) == 64
    assert snapshot_steps(70, 2**27, 2**28) == [0, 10, 20, 30, 40, 50, 60, 70]


@pytest.mark.parametrize("freeze", [False, True])
def test_a_warm_start_is_trained_again_from_its_source(normalized: Training, freeze: bool) -> None:
    source = normalized.weights("final")
    warm = {"run_id": "of a test", "layers": 2, "freeze": freeze}
    spec = spec_of(**{**NORMALIZED, "steps": 8, "warm_start": warm})
    (final,) = at_steps(spec, [8], source)
    request = parse_landscape({"resolution": 3, "kind": "trajectory"})
    path = surveyed(Question(spec, request, 8, final, source)).frame["trajectory"]
    weights = at_steps(spec, path["steps"], source)
    np.testing.assert_array_equal(weights[0]["hidden_2.kernel"], source["hidden_2.kernel"])
    np.testing.assert_allclose(path["losses"], [plain_loss(spec, one) for one in weights], rtol=1e-5, atol=1e-5)
    still = {"hidden_1", "hidden_2"} if freeze else set[str]()
    assert {name.split(".")[0] for name in learned(spec)} == set(spec.layer_names) - still


def test_random_directions_of_a_frozen_network_are_those_of_what_learns(normalized: Training) -> None:
    """The whole plane, every value of it: layers that are frozen are those of the centre."""
    source = normalized.weights("final")
    warm = {"run_id": "of a test", "layers": 2, "freeze": True}
    spec = spec_of(**{**NORMALIZED, "steps": 4, "warm_start": warm})
    found = surveyed(Question(spec, parse_landscape({"resolution": 3, "dimensions": 1, "seed": 5}), 4, None, source))
    (weights,) = at_steps(spec, [4], source)
    (direction,) = random_directions(spec, weights, 5, 1)
    free = {name: direction[name] for name in ("hidden_3.kernel", "output.kernel")}
    wanted = [plain_loss(spec, moved(weights, (by, free))) for by in (-1, 0, 1)]
    np.testing.assert_allclose(found.losses, wanted, rtol=1e-5, atol=1e-5)


def test_a_run_that_restored_its_best_network_is_drawn_around_it_and_around_its_last() -> None:
    stopping = {"patience": 4, "min_delta": 0.005, "every": 3}
    done = finish(
        dataset={"name": "digits", "samples": 120, "batch_size": 20, "validation_fraction": 0.25},
        model={"hidden_sizes": [12]},
        optimizer={"name": "adam", "learning_rate": 0.03},
        steps=200,
        early_stopping=stopping,
    ).run
    spec, best, last = done.spec, done.restored_step, done.stopped_at
    assert best is not None
    assert last is not None
    assert best < last < 200
    around = ask(spec, done.weights("final"), best, kind="trajectory")
    assert around.frame["trajectory"]["steps"][-1] == best
    np.testing.assert_allclose(around.frame["centre_loss"], plain_loss(spec, done.weights("best")), rtol=1e-5)
    latest = ask(spec, None, last, dimensions=1, at=last)
    np.testing.assert_allclose(latest.frame["centre_loss"], plain_loss(spec, done.weights("latest")), rtol=1e-5)
    assert latest.frame["centre_loss"] != around.frame["centre_loss"]
    with pytest.raises(TrainingError, match=f"ends at step {last}, before step {last + 1}"):
        ask(spec, None, last + 1, dimensions=1, at=last + 1)
