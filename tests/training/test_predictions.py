"""What a regression predicts over its features, against a slow network and by hand in the target's units."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dynascope.datasets.uploads.intake import take_in
from dynascope.datasets.uploads.library import Library
from dynascope.spec import RunSpec, expand_job, parse_job
from dynascope.telemetry import LINE_GRID, PLANE_GRID
from dynascope.training.datasets import configure_datasets, load
from dynascope.training.datasets import folder as folder_of_datasets
from tests.training.finished import Finished, finish
from tests.training.plain_network import plain_outputs

CURVES: dict[str, dict[str, Any]] = {
    "plain": {"dataset": {"name": "sine", "noise": 0.2}, "optimizer": "adam"},
    "standardised, with batch normalisation and dropout": {
        "dataset": {"name": "sine", "standardize": True, "batch_size": 16, "samples": 100},
        "model": {"hidden_sizes": [8, 8], "normalization": "batch", "dropout": 0.3},
    },
    "double precision": {"dataset": {"name": "sine", "standardize": True}, "precision": "float64"},
}


@pytest.mark.parametrize("name", CURVES)
def test_a_regression_is_drawn_along_its_feature(name: str) -> None:
    finished = finish(**{"model": {"hidden_sizes": [8, 8]}, "steps": 40, **CURVES[name]})
    points = finished.run.points()
    drawn = finished.values("prediction/value")
    assert finished.steps("prediction/value") == list(range(41))
    assert drawn.shape == (41, LINE_GRID)
    assert points is not None
    # The samples are the data set's own, whatever the network is given.
    whole = load(finished.run.spec.dataset)
    np.testing.assert_allclose(np.sort(points["x"][:, 0]), np.sort(whole.inputs[:, 0]), atol=1e-6)
    np.testing.assert_allclose(np.sort(points["y"]), np.sort(whole.targets[:, 0]), atol=1e-6)
    cells = np.linspace(*points["grid"].astype(float), LINE_GRID)[:, None]
    for row, at in ((0, "initial"), (-1, "final")):
        np.testing.assert_allclose(drawn[row], in_the_targets_units(finished, cells, at), rtol=2e-5, atol=2e-5)


def test_the_predictions_drawn_have_the_validation_loss() -> None:
    finished = finish(dataset={"name": "sine", "noise": 0.0, "standardize": True}, optimizer="adam", steps=200)
    points = finished.run.points()
    assert points is not None
    held = points["split"] == 1
    cells = np.linspace(*points["grid"], LINE_GRID)
    predicted = np.interp(points["x"][held, 0], cells, finished.values("prediction/value")[-1])
    deviation = points["y"][~held].std()
    loss = 0.5 * np.mean(((predicted - points["y"][held]) / deviation) ** 2)
    assert loss == pytest.approx(finished.values("loss/validation")[-1], rel=0.05)


@pytest.fixture
def valley(tmp_path: Path) -> Iterator[RunSpec]:
    """A run on a table of two features in units far from 1, x from 10 to 20 and y from -1 to 0."""
    random = np.random.default_rng(0)
    x, y = np.linspace(10, 20, 60), random.permutation(np.linspace(-1, 0, 60))
    rows = [f"{a},{b},{1000 + 50 * (a - 15) ** 2 * b}" for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    library = Library(tmp_path)
    library.open()
    configure_datasets(tmp_path)
    with library.incoming() as folder:
        (folder / "body").write_text("\n".join(["x,y,height", *rows]))
        about = take_in(folder, "valley.csv", 10**9)
        library.keep(folder, about.id)
    dataset = {"name": f"upload:{about.id}", "target": "height", "task": "regression", "batch_size": 16}
    base = {"dataset": dataset, "model": {"hidden_sizes": [8]}, "steps": 20}
    yield expand_job(parse_job({"base": base}, library.resolve), uploads=library.resolve)[0].spec
    folder_of_datasets._folder.clear()


def test_a_regression_on_two_features_is_drawn_over_the_plane(valley: RunSpec) -> None:
    finished = finish(**valley.model_dump(mode="json", by_alias=True))
    points = finished.run.points()
    assert points is not None
    assert points["x"].shape == (60, 2)
    limits = points["grid"].astype(float)
    np.testing.assert_allclose(limits, [9, 21, -1.1, 0.1], rtol=1e-6)
    across, up = np.linspace(*limits[:2], PLANE_GRID), np.linspace(*limits[2:], PLANE_GRID)
    cells = np.stack([np.tile(across, PLANE_GRID), np.repeat(up, PLANE_GRID)], axis=1)
    expected = in_the_targets_units(finished, cells)
    assert expected.min() > 0
    np.testing.assert_allclose(finished.values("prediction/value")[-1], expected, rtol=1e-4)


def in_the_targets_units(finished: Finished, cells: np.ndarray, at: Any = "final") -> np.ndarray:
    """The slow network's outputs at these cells, features and target standardised and put back by hand."""
    points, spec = finished.run.points(), finished.run.spec
    assert points is not None
    train = points["split"] == 0
    x, y = points["x"][train].astype(float), points["y"][train].astype(float)
    weights = {key: value.astype(float) for key, value in finished.run.weights(at).items()}
    if not spec.dataset.standardized:
        return plain_outputs(spec, weights, cells).outputs[:, 0]
    inputs = (cells - x.mean(axis=0)) / x.std(axis=0)
    return plain_outputs(spec, weights, inputs).outputs[:, 0] * y.std() + y.mean()


def test_regressions_on_more_features_are_not_drawn() -> None:
    finished = finish(dataset="diabetes", model={"hidden_sizes": [4]}, steps=2)
    assert finished.run.points() is None
    assert "prediction/value" not in finished.block.series
