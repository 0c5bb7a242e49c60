"""Small files in the formats in which images are published, and the entries that describe them."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
from typing import Any

import numpy as np

from dynascope.catalog.images import Cifar10, Mnist
from dynascope.datasets.sources import RemoteFile, Source

IMAGES, LABELS, ARCHIVE = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "cifar-10-binary.tar.gz"


class SmallMnist(Mnist, frozen=True):
    """Thirty images of 4 × 5 under the name of the large set."""

    size = 30
    width = 20
    image = (4, 5, 1)


class SmallCifar(Cifar10, frozen=True):
    """Ten images of 2 × 3 in colour under the name of the large set."""

    size = 10
    width = 18
    image = (2, 3, 3)


def idx(array: np.ndarray[Any, Any]) -> bytes:
    """An IDX file of unsigned bytes."""
    axes = b"".join(length.to_bytes(4, "big") for length in array.shape)
    return gzip.compress(bytes([0, 0, 8, array.ndim]) + axes + array.astype(np.uint8).tobytes())


def cifar(images: np.ndarray[Any, Any], labels: np.ndarray[Any, Any]) -> bytes:
    """The archive of CIFAR-10's binary version: five batches of records, each a label and three planes."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for number in range(5):
            records = b"".join(
                bytes([label]) + image.transpose(2, 0, 1).astype(np.uint8).tobytes()
                for image, label in zip(np.split(images, 5)[number], np.split(labels, 5)[number], strict=True)
            )
            member = tarfile.TarInfo(f"cifar-10-batches-bin/data_batch_{number + 1}.bin")
            member.size = len(records)
            archive.addfile(member, io.BytesIO(records))
    return buffer.getvalue()


def source(dataset: str, files: dict[str, bytes], *addresses: str) -> Source:
    """The table's entry of a set with these files, to be had below these addresses."""
    return Source(
        dataset,
        tuple(
            RemoteFile(
                name, len(content), hashlib.sha256(content).hexdigest(), tuple(f"{one}/{name}" for one in addresses)
            )
            for name, content in files.items()
        ),
    )
