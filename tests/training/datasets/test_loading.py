import hashlib
from typing import Any

import numpy as np
import pytest

from dynascope.catalog.datasets import DATASETS as FAMILY
from dynascope.catalog.datasets import Dataset
from dynascope.catalog.uploads import UPLOAD
from dynascope.datasets.sources import SOURCES
from dynascope.training.datasets import DATASETS, load

HERE = tuple(name for name in FAMILY.names if name not in SOURCES)
"""The sets that need no download."""


def dataset(name: str, **given: Any) -> Dataset:
    model: Any = FAMILY.entry(name).model
    return model(**given)


def test_every_member_of_the_catalog_is_there() -> None:
    assert set(DATASETS) == {*FAMILY.names, UPLOAD}


@pytest.mark.parametrize("name", HERE)
def test_sizes_are_what_the_catalog_says(name: str) -> None:
    entry = dataset(name)
    samples = load(entry)
    assert samples.inputs.shape == (entry.available, entry.feature_count)
    assert np.isfinite(samples.inputs).all()
    if entry.class_count is None:
        assert samples.targets.shape == (entry.available, 1)
    else:
        assert samples.targets.shape == (entry.available,)
        assert set(samples.targets.tolist()) == set(range(entry.class_count))


@pytest.mark.parametrize("name", HERE)
def test_fewer_samples_are_the_first_ones(name: str) -> None:
    whole, first = load(dataset(name)), load(dataset(name, samples=30))
    np.testing.assert_array_equal(first.inputs, whole.inputs[:30])
    np.testing.assert_array_equal(first.targets, whole.targets[:30])


@pytest.mark.parametrize("name", [name for name in HERE if not dataset(name).synthetic])
def test_the_data_are_those_that_the_keys_of_runs_name(name: str) -> None:
    samples = load(dataset(name))
    raw = samples.inputs * 16 if name == "digits" else samples.inputs  # named as scikit-learn has them
    digest = hashlib.sha256()
    for array in (raw, samples.targets):
        digest.update(np.ascontiguousarray(array, dtype="<f8").tobytes())
    assert digest.hexdigest() == dataset(name).content


def test_digits_are_scaled_to_one() -> None:
    inputs = load(dataset("digits")).inputs
    assert inputs.min() == 0.0
    assert inputs.max() == 1.0


@pytest.mark.parametrize("name", [name for name in FAMILY.names if dataset(name).synthetic])
def test_a_synthetic_set_depends_on_its_own_seed(name: str) -> None:
    first, again, other = load(dataset(name)), load(dataset(name)), load(dataset(name, seed=1))
    np.testing.assert_array_equal(first.inputs, again.inputs)
    assert not np.allclose(first.inputs, other.inputs)


@pytest.mark.parametrize("name", ["spirals", "moons", "circles", "xor", "gaussians", "checkerboard"])
def test_classes_are_balanced(name: str) -> None:
    counts = np.bincount(load(dataset(name, samples=101)).targets)
    assert counts.max() - counts.min() <= 1


def test_spirals_follow_their_formula() -> None:
    samples = load(dataset("spirals", noise=0.0, classes=3, turns=0.75))
    radius = np.linalg.norm(samples.inputs, axis=1)
    assert radius.max() <= 1.0
    angle = 2 * np.pi * (0.75 * radius + samples.targets / 3)
    expected = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    np.testing.assert_allclose(samples.inputs, expected, atol=1e-12)
    np.testing.assert_allclose(np.histogram(radius, bins=5, range=(0, 1))[0], 200, atol=40)


def test_moons_are_half_circles() -> None:
    samples = load(dataset("moons", noise=0.0))
    upper, lower = samples.inputs[samples.targets == 0], samples.inputs[samples.targets == 1]
    np.testing.assert_allclose(np.linalg.norm(upper, axis=1), 1.0)
    np.testing.assert_allclose(np.linalg.norm(lower - [1.0, 0.5], axis=1), 1.0)
    assert upper[:, 1].min() >= 0.0
    assert lower[:, 1].max() <= 0.5


def test_circles_have_their_radii() -> None:
    samples = load(dataset("circles", noise=0.0, factor=0.3))
    radius = np.linalg.norm(samples.inputs, axis=1)
    np.testing.assert_allclose(radius, np.where(samples.targets == 0, 1.0, 0.3))


def test_xor_is_told_by_the_signs() -> None:
    samples = load(dataset("xor", noise=0.0))
    np.testing.assert_array_equal(samples.targets, samples.inputs.prod(axis=1) < 0)
    assert np.abs(samples.inputs).max() <= 1.0


def test_checkerboard_is_told_by_the_squares() -> None:
    samples = load(dataset("checkerboard", noise=0.0, squares=5, samples=5000))
    square = np.floor((samples.inputs + 1) * 2.5).astype(int)
    np.testing.assert_array_equal(samples.targets, square.sum(axis=1) % 2)
    counts = np.bincount(square[:, 0] * 5 + square[:, 1], minlength=25)
    assert counts.min() > 150  # 192 or 208 of each are expected: the colours have 13 and 12 squares
    assert np.abs(samples.inputs).max() <= 1.0


def test_sine_follows_its_formula() -> None:
    exact = load(dataset("sine", noise=0.0, periods=3.0))
    np.testing.assert_allclose(exact.targets, np.sin(3 * np.pi * exact.inputs), atol=1e-12)
    assert exact.inputs.min() < -0.98
    assert exact.inputs.max() > 0.98
    noisy = load(dataset("sine", noise=0.3, periods=3.0))
    np.testing.assert_array_equal(noisy.inputs, exact.inputs)
    assert (noisy.targets - exact.targets).std() == pytest.approx(0.3, rel=0.1)


def test_clouds_have_their_centres_and_their_noise() -> None:
    samples = load(dataset("gaussians", samples=8000, classes=4, noise=0.2))
    for label, centre in enumerate([(1, 0), (0, 1), (-1, 0), (0, -1)]):
        cloud = samples.inputs[samples.targets == label]
        np.testing.assert_allclose(cloud.mean(axis=0), centre, atol=0.02)
        np.testing.assert_allclose(cloud.std(axis=0), 0.2, rtol=0.06)


def test_noise_has_independent_labels() -> None:
    samples = load(dataset("gaussian_noise", samples=20_000, features=3, classes=4))
    assert samples.inputs.std() == pytest.approx(1.0, rel=0.01)
    for label in range(4):
        chosen = samples.inputs[samples.targets == label]
        assert len(chosen) == pytest.approx(5000, rel=0.06)
        np.testing.assert_allclose(chosen.mean(axis=0), 0.0, atol=0.06)
