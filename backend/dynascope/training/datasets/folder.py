"""Where data sets lie that are files: the folder of this process, named once at its start."""

from __future__ import annotations

from pathlib import Path

from dynascope.errors import DatasetUnavailable

_folder: list[Path] = []


def configure_datasets(directory: Path | str) -> None:
    """Reads downloaded and uploaded sets from this folder from now on."""
    _folder[:] = [Path(directory)]


def datasets_folder() -> Path:
    """The folder. Raises `DatasetUnavailable` where none was named."""
    if not _folder:
        raise DatasetUnavailable("no folder of data sets was named; configure_datasets(FOLDER) names one")
    return _folder[0]
