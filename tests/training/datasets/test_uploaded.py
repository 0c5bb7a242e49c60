"""Uploads as a training reads them: one-hot columns, gaps filled by the training split, targets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dynascope.datasets.uploads.intake import take_in
from dynascope.datasets.uploads.library import Library
from dynascope.errors import InvalidRequest, NotFound
from dynascope.spec import RunSpec, expand_job, parse_job
from dynascope.training.datasets import configure_datasets, load, prepare
from dynascope.training.datasets import folder as folder_of_datasets
from dynascope.training.datasets.imputation import impute
from tests.datasets.uploads.tables import FLOWERS, npz


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path)
    made.open()
    configure_datasets(tmp_path)
    yield made
    folder_of_datasets._folder.clear()


def spec_on(library: Library, content: bytes, name: str = "a.csv", **dataset: Any) -> RunSpec:
    with library.incoming() as folder:
        (folder / "body").write_bytes(content)
        about = take_in(folder, name, 10**9)
        library.keep(folder, about.id)
    base = {"dataset": {"name": f"upload:{about.id}", "batch_size": 1, **dataset}, "steps": 1}
    return expand_job(parse_job({"base": base}, library.resolve), uploads=library.resolve)[0].spec


def test_columns_are_features_in_the_order_of_the_spec(library: Library) -> None:
    spec = spec_on(library, FLOWERS.encode(), columns=["fresh", "colour", "width"], missing="impute")
    samples = load(spec.dataset)
    nan = np.nan
    np.testing.assert_array_equal(
        samples.inputs,  # fresh, blue, green, red, width
        [[1, 0, 0, 1, 2], [0, 1, 0, 0, 3], [1, 0, 0, 1, 4], [0, nan, nan, nan, 5], [1, 0, 1, 0, 6]],
    )
    np.testing.assert_array_equal(samples.targets, [0, 1, 0, 1, 0])
    assert samples.groups == ((1, 4),)


def test_targets_of_a_regression_are_a_column_of_numbers(library: Library) -> None:
    spec = spec_on(library, FLOWERS.encode(), target="width", task="regression", columns=["fresh"])
    np.testing.assert_array_equal(load(spec.dataset).targets, [[2.0], [3.0], [4.0], [5.0], [6.0]])


def test_classes_of_numbers_are_in_their_order(library: Library) -> None:
    spec = spec_on(library, b"x,y\n1,30\n2,-4\n3,30\n4,100\n")
    np.testing.assert_array_equal(load(spec.dataset).targets, [1, 0, 1, 2])


def test_names_with_dots_are_no_paths(library: Library) -> None:
    spec = spec_on(library, b"a.b,a,y\n1,2,0\n3,4,1\n", columns=["a"], validation_fraction=0)
    np.testing.assert_array_equal(load(spec.dataset).inputs, [[2], [4]])


def test_arrays_come_back_as_they_were(library: Library) -> None:
    random = np.random.default_rng(0)
    inputs, labels = random.standard_normal((500, 7)), random.integers(0, 3, 500)
    samples = load(spec_on(library, npz(x=inputs, y=labels), "a.npz").dataset)
    np.testing.assert_array_equal(samples.inputs, inputs)
    np.testing.assert_array_equal(samples.targets, labels)


def gappy() -> tuple[bytes, np.ndarray]:
    """Numbers and texts with gaps, and where the gaps are."""
    random = np.random.default_rng(1)
    numbers, texts = random.standard_normal(200), random.choice(["a", "b", "b", "c"], 200)
    gaps = random.random(200) < 0.2
    rows = [
        f"{'' if gap else repr(number)},{'' if gap else text},{index % 2}"
        for index, (number, text, gap) in enumerate(zip(numbers.tolist(), texts, gaps, strict=True))
    ]
    return ("n,t,y\n" + "\n".join(rows)).encode(), gaps


def test_gaps_are_filled_by_the_training_split_alone(library: Library) -> None:
    content, gaps = gappy()
    spec = spec_on(library, content, missing="impute", standardize=False, validation_fraction=0.3)
    raw, data = load(spec.dataset), prepare(spec)
    assert np.isfinite(data.inputs).all()
    train = {row.tobytes() for row in data.train.inputs}
    known = raw.inputs[~gaps]
    trained = np.array([row for row in known if row.tobytes() in train])
    filled = [data.train.inputs, data.validation.inputs]
    mean = trained[:, 0].mean()
    most = trained[:, 1:].sum(axis=0).argmax()
    count = 0
    for part in filled:
        imputed = part[~np.isin(part[:, 0], known[:, 0])]
        np.testing.assert_allclose(imputed[:, 0], mean, rtol=1e-12)
        np.testing.assert_array_equal(imputed[:, 1:], np.tile(np.arange(3) == most, (len(imputed), 1)))
        count += len(imputed)
    assert count == gaps.sum()


def test_a_training_split_without_any_value_is_told(library: Library) -> None:
    content = "x,z,y\n" + "\n".join(f"{'1' if n == 0 else ''},{n},{n % 2}" for n in range(4))
    spec = spec_on(library, content.encode(), missing="impute", validation_fraction=0.5)
    whole = load(spec.dataset)
    train, validation = whole.take(slice(1, None)), whole.take(slice(1))
    with pytest.raises(InvalidRequest, match="no value in the training split"):
        impute(train, validation)
    filled, _ = impute(validation, train)
    np.testing.assert_array_equal(filled.inputs, validation.inputs)


def test_an_upload_that_is_gone_is_told(library: Library) -> None:
    spec = spec_on(library, FLOWERS.encode(), columns=["width"])
    library.remove(spec.dataset.name.removeprefix("upload:"))
    with pytest.raises(NotFound, match="there is no upload"):
        load(spec.dataset)
