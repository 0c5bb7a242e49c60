"""Experiments that one click launches. Captions hold for what they launch: `tests/e2e`, `tests/product` and `benchmarks`
check the figures that they name."""

from dynascope.catalog.presets.boundaries import BOUNDARIES
from dynascope.catalog.presets.descent import DESCENT
from dynascope.catalog.presets.generalisation import GENERALISATION
from dynascope.catalog.presets.gradients import GRADIENTS
from dynascope.catalog.presets.preset import Preset
from dynascope.catalog.presets.structures import STRUCTURES

__all__ = ["PRESETS", "Preset"]

PRESETS: tuple[Preset, ...] = (*GRADIENTS, *DESCENT, *BOUNDARIES, *STRUCTURES, *GENERALISATION)
