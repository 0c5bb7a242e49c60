"""All families, by name."""

from dynascope.catalog.activations import ACTIVATIONS
from dynascope.catalog.clippings import CLIPPINGS
from dynascope.catalog.datasets import DATASETS
from dynascope.catalog.initializers import INITIALIZERS
from dynascope.catalog.losses import LOSSES
from dynascope.catalog.member import Family
from dynascope.catalog.models import MODELS
from dynascope.catalog.normalizations import NORMALIZATIONS
from dynascope.catalog.optimizers import OPTIMIZERS
from dynascope.catalog.regularizations import REGULARIZATIONS
from dynascope.catalog.schedules import SCHEDULES
from dynascope.catalog.surfaces import SURFACES

FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        DATASETS,
        MODELS,
        ACTIVATIONS,
        INITIALIZERS,
        NORMALIZATIONS,
        OPTIMIZERS,
        SCHEDULES,
        CLIPPINGS,
        LOSSES,
        SURFACES,
    )
}

# What the catalog describes: the families, and what a spec sets field by field.
DESCRIBED: dict[str, Family] = {**FAMILIES, REGULARIZATIONS.name: REGULARIZATIONS}

# Those that the Catalog page explains; surfaces have a page of their own.
EXPLAINED: dict[str, Family] = {name: family for name, family in DESCRIBED.items() if family is not SURFACES}
