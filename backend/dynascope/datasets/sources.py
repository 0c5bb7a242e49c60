"""Where the downloaded sets come from: files, sizes, checksums, addresses.

The checksums are those that the field's libraries check too, so a mirror can only serve these very files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RemoteFile:
    """A file to fetch: `size` in bytes, `sha256` in hexadecimal, `addresses` in the order in which they are tried."""

    name: str
    size: int
    sha256: str
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """The files of one data set; they lie in the folder of its name."""

    dataset: str
    files: tuple[RemoteFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    def paths(self, folder: Path) -> tuple[Path, ...]:
        """Where the files lie below the folder of all data sets, in the table's order."""
        return tuple(folder / self.dataset / file.name for file in self.files)


def _file(name: str, size: int, sha256: str, *folders: str) -> RemoteFile:
    return RemoteFile(name, size, sha256, tuple(f"{folder}/{name}" for folder in folders))


_MNIST = ("https://storage.googleapis.com/cvdf-datasets/mnist", "https://ossci-datasets.s3.amazonaws.com/mnist")
_FASHION = (
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com",
)
_CIFAR = (
    "https://www.cs.toronto.edu/~kriz",
    "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10",
)

_IMAGES, _LABELS = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"

SOURCES: dict[str, Source] = {
    source.dataset: source
    for source in (
        Source(
            "mnist",
            (
                _file(_IMAGES, 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", *_MNIST),
                _file(_LABELS, 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", *_MNIST),
            ),
        ),
        Source(
            "fashion_mnist",
            (
                _file(
                    _IMAGES, 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84", *_FASHION
                ),
                _file(_LABELS, 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845", *_FASHION),
            ),
        ),
        Source(
            "cifar10",
            (
                _file(
                    "cifar-10-binary.tar.gz",
                    170_052_171,
                    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                    *_CIFAR,
                ),
            ),
        ),
    )
}
