"""Sets of images in the formats in which their authors publish them. `dynascope.datasets.download` brings the files."""

from __future__ import annotations

import gzip
import tarfile
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from dynascope.catalog.dataset import Dataset
from dynascope.datasets.sources import SOURCES
from dynascope.errors import DatasetUnavailable
from dynascope.training.datasets.folder import datasets_folder
from dynascope.training.datasets.samples import Samples

_UNREADABLE = (OSError, EOFError, zlib.error, tarfile.TarError, KeyError)


def idx_images(dataset: Dataset) -> Samples:
    """Images and labels in two IDX files, compressed by gzip (LeCun, Cortes and Burges, 1998)."""
    images, labels = (_read(dataset, path) for path in _paths(dataset))
    height, width, _ = _image(dataset)
    return Samples(
        _idx(dataset, images, (dataset.size, height, width)).reshape(dataset.size, dataset.width),
        _idx(dataset, labels, (dataset.size,)).astype(np.int64),
    )


def cifar_images(dataset: Dataset) -> Samples:
    """Five batches in a tar archive: a label byte, then the red, green and blue plane (Krizhevsky, 2009).

    The planes are put side by side, channels last.
    """
    (path,) = _paths(dataset)
    height, width, channels = _image(dataset)
    try:
        with tarfile.open(path, "r:gz") as archive:
            batches = [
                cast("BinaryIO", archive.extractfile(f"cifar-10-batches-bin/data_batch_{number}.bin")).read()
                for number in range(1, 6)
            ]
    except _UNREADABLE as error:
        raise _unreadable(dataset, path, error) from error
    raw = np.frombuffer(b"".join(batches), np.uint8)
    if raw.size != dataset.size * (1 + dataset.width):
        raise _unreadable(dataset, path, f"{raw.size:,} bytes in its batches")
    records = raw.reshape(dataset.size, 1 + dataset.width)
    planes = records[:, 1:].reshape(dataset.size, channels, height, width)
    return Samples(
        np.ascontiguousarray(planes.transpose(0, 2, 3, 1)).reshape(dataset.size, dataset.width),
        records[:, 0].astype(np.int64),
    )


def _paths(dataset: Dataset) -> tuple[Path, ...]:
    return SOURCES[dataset.name].paths(datasets_folder())


def _image(dataset: Dataset) -> tuple[int, int, int]:
    assert dataset.image is not None
    return dataset.image


def _read(dataset: Dataset, path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            return file.read()
    except _UNREADABLE as error:
        raise _unreadable(dataset, path, error) from error


def _idx(dataset: Dataset, raw: bytes, shape: tuple[int, ...]) -> UInt8[ndarray, "..."]:
    """The array of an IDX file: two zero bytes, 8 for unsigned bytes, the number of axes, each axis's length, data."""
    header = bytes([0, 0, 8, len(shape)]) + np.array(shape, ">u4").tobytes()
    if not raw.startswith(header) or len(raw) != len(header) + int(np.prod(shape)):
        raise DatasetUnavailable(f"a file of {dataset.name} is not an IDX file of {' × '.join(map(str, shape))} bytes")
    return np.frombuffer(raw, np.uint8, offset=len(header)).reshape(shape)


def _unreadable(dataset: Dataset, path: Path, reason: object) -> DatasetUnavailable:
    return DatasetUnavailable(f"{path} cannot be read as the {dataset.name} set: {reason}", dataset=dataset.name)
