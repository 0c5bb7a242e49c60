"""Data sets that lie in files: where they come from, how they get here, what is in them. Knows no JAX and no server."""

from pathlib import Path


def datasets_folder(data_dir: Path) -> Path:
    """The folder of all data sets below the data folder of a server."""
    return data_dir / "datasets"
