"""Data sets as arrays: the table from the catalog's names to loaders, and the split that a run trains on."""

from dynascope.training.datasets.folder import configure_datasets
from dynascope.training.datasets.prepared import PreparedData, prepare
from dynascope.training.datasets.samples import Samples
from dynascope.training.datasets.table import DATASETS, load

__all__ = ["DATASETS", "PreparedData", "Samples", "configure_datasets", "load", "prepare"]
