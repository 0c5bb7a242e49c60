"""Tables that users brought, from the folder where the server keeps them."""

from __future__ import annotations

from dynascope.catalog.uploads import Upload
from dynascope.datasets.uploads.encoding import encode
from dynascope.datasets.uploads.library import Library
from dynascope.datasets.uploads.selection import select
from dynascope.training.datasets.folder import datasets_folder
from dynascope.training.datasets.samples import Samples


def upload(dataset: Upload) -> Samples:
    """The rows of an upload as features and target. Raises `NotFound` where it was deleted meanwhile."""
    library = Library(datasets_folder())
    about = library.about(dataset.id)
    encoded = encode(library.data(dataset.id), about, select(dataset, about))
    return Samples(encoded.inputs, encoded.targets, encoded.groups)
