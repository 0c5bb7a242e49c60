"""Images in the formats in which they are published."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dynascope.catalog.datasets import DATASETS as FAMILY
from dynascope.catalog.images import Cifar10, FashionMnist, Mnist
from dynascope.datasets.sources import SOURCES
from dynascope.errors import DatasetUnavailable
from dynascope.training.datasets import Samples, configure_datasets, load
from dynascope.training.datasets import folder as folder_of_datasets
from dynascope.training.datasets.scaling import Scaling
from tests.datasets.formats import ARCHIVE, IMAGES, LABELS, SmallCifar, SmallMnist, cifar, idx


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    for name in ("mnist", "cifar10"):
        (tmp_path / name).mkdir()
    configure_datasets(tmp_path)
    yield tmp_path
    folder_of_datasets._folder.clear()


def random_images(*shape: int) -> Any:
    return np.random.default_rng(0).integers(0, 256, shape)


def test_idx_images_are_read_row_by_row(folder: Path) -> None:
    images, labels = random_images(30, 4, 5), np.arange(30) % 10
    (folder / "mnist" / IMAGES).write_bytes(idx(images))
    (folder / "mnist" / LABELS).write_bytes(idx(labels))
    samples = load(SmallMnist())
    assert samples.inputs.dtype == np.uint8
    np.testing.assert_array_equal(samples.inputs, images.reshape(30, 20))
    np.testing.assert_array_equal(samples.targets, labels)
    assert samples.targets.dtype == np.int64
    np.testing.assert_array_equal(load(SmallMnist(samples=7)).inputs, samples.inputs[:7])


def test_cifar_images_have_their_channels_last(folder: Path) -> None:
    images, labels = random_images(10, 2, 3, 3), np.arange(10)
    (folder / "cifar10" / ARCHIVE).write_bytes(cifar(images, labels))
    samples = load(SmallCifar())
    np.testing.assert_array_equal(samples.inputs.reshape(10, 2, 3, 3), images)
    np.testing.assert_array_equal(samples.targets, labels)


@pytest.mark.parametrize(
    "content",
    [b"no gzip at all", idx(random_images(30, 4, 5))[:-20], idx(random_images(29, 4, 5)), idx(random_images(30, 20))],
    ids=["not gzip", "cut", "too few", "other shape"],
)
def test_a_file_that_is_not_the_set_is_named(folder: Path, content: bytes) -> None:
    (folder / "mnist" / IMAGES).write_bytes(content)
    (folder / "mnist" / LABELS).write_bytes(idx(np.arange(30) % 10))
    with pytest.raises(DatasetUnavailable, match="mnist"):
        load(SmallMnist())


@pytest.mark.parametrize(
    "content", [b"no archive", cifar(random_images(5, 2, 3, 3), np.arange(5))], ids=["not tar", "too few"]
)
def test_an_archive_that_is_not_the_set_is_named(folder: Path, content: bytes) -> None:
    (folder / "cifar10" / ARCHIVE).write_bytes(content)
    with pytest.raises(DatasetUnavailable, match="cifar10"):
        load(SmallCifar())


def test_a_folder_must_be_named() -> None:
    with pytest.raises(DatasetUnavailable, match="configure_datasets"):
        load(Mnist())


@pytest.mark.parametrize("number", ["float32", "float64"])
def test_pixels_become_numbers_from_0_to_1(number: str) -> None:
    images = random_images(40, 12).astype(np.uint8)
    read = Samples(images, np.zeros(40)).numbers(np.dtype(number))
    assert read.dtype == number
    np.testing.assert_allclose(read, images / 255.0, rtol=1e-7)


def test_pixels_are_standardised_like_numbers() -> None:
    images = random_images(3000, 6).astype(np.uint8)
    images[:, 2] = 77
    numbers = images / 255.0
    expected = Scaling.of(numbers).apply(numbers, np.dtype(np.float64))
    double, single = (Scaling.of(images).apply(images, np.dtype(number)) for number in (np.float64, np.float32))
    np.testing.assert_allclose(double, expected, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(single, expected, rtol=1e-4, atol=1e-6)
    assert not double[:, 2].any()


@pytest.mark.parametrize("model", [Mnist, FashionMnist, Cifar10])
def test_the_key_of_a_run_names_the_images(model: Any) -> None:
    assert model.content == SOURCES[model().name].files[0].sha256


@pytest.mark.parametrize("name", FAMILY.names)
def test_an_image_has_as_many_pixels_as_there_are_features(name: str) -> None:
    dataset: Any = FAMILY.entry(name).model
    image = dataset().image
    assert image is None or np.prod(image) == dataset().feature_count
