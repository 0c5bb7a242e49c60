from typing import Any

import numpy as np
import pytest

from dynascope.training.datasets import load, prepare
from tests.training.finished import spec_of


def prepared(seed: Any = 0, **dataset: Any) -> Any:
    dataset = {"name": "digits", **dataset}
    return prepare(spec_of(dataset=dataset, seed=seed))


def rows(inputs: np.ndarray) -> list[bytes]:
    return sorted(row.tobytes() for row in inputs)


@pytest.mark.parametrize("split", ["random", "stratified"])
def test_the_splits_share_no_sample_and_lose_none(split: str) -> None:
    data = prepared(split=split, validation_fraction=0.25)
    assert len(data.validation.inputs) == round(1797 * 0.25)
    assert rows(data.inputs) == rows(load(spec_of(dataset="digits").dataset).inputs)


def test_the_split_depends_on_its_own_seed() -> None:
    first = prepared(seed=0)
    np.testing.assert_array_equal(first.train.inputs, prepared(seed=0).train.inputs)
    assert not np.array_equal(first.train.inputs, prepared(seed=1).train.inputs)
    parts = {"split": 0, "initial_weights": 5, "batch_order": 6, "dropout": 7}
    np.testing.assert_array_equal(first.train.inputs, prepared(seed=parts).train.inputs)


def test_a_stratified_split_keeps_the_shares() -> None:
    data = prepare(
        spec_of(dataset={"name": "wine", "split": "stratified", "validation_fraction": 0.3, "batch_size": 8})
    )
    counts, held = np.array([59, 71, 48]), np.bincount(data.validation.targets)
    assert held.sum() == round(178 * 0.3)
    np.testing.assert_allclose(held, counts * 0.3, atol=1.0)


def test_without_validation_everything_is_trained_on() -> None:
    data = prepared(validation_fraction=0)
    assert len(data.train.inputs) == 1797
    assert data.validation.inputs.shape == (0, 64)


def test_the_training_split_is_standardised_by_its_own_statistics() -> None:
    data = prepare(spec_of(dataset={"name": "diabetes", "batch_size": 32}))
    for values in (data.train.inputs, data.train.targets):
        np.testing.assert_allclose(values.mean(axis=0), 0.0, atol=1e-12)
        np.testing.assert_allclose(values.std(axis=0), 1.0, rtol=1e-12)
    assert np.abs(data.validation.inputs.mean(axis=0)).max() > 1e-6


def test_constant_columns_stay_zero() -> None:
    data = prepared(standardize=True)
    assert np.isfinite(data.inputs).all()
    deviations = data.train.inputs.std(axis=0)
    constant = deviations < 1e-9
    assert constant.any()
    np.testing.assert_allclose(deviations[~constant], 1.0, rtol=1e-9)


def test_label_noise_replaces_training_labels_alone() -> None:
    clean, noisy = prepared(), prepared(label_noise=0.5)
    np.testing.assert_array_equal(clean.validation.targets, noisy.validation.targets)
    np.testing.assert_array_equal(clean.train.inputs, noisy.train.inputs)
    # A replaced label is the old one in a tenth of the cases.
    changed = (clean.train.targets != noisy.train.targets).mean()
    assert changed == pytest.approx(0.45, abs=0.04)
    less = prepared(label_noise=0.2)
    touched = clean.train.targets != less.train.targets
    np.testing.assert_array_equal(less.train.targets[touched], noisy.train.targets[touched])
