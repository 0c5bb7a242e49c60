"""The one table per family: names, parameters, formulas, sources. Data only."""

from dynascope.catalog.describe import describe
from dynascope.catalog.families import FAMILIES
from dynascope.catalog.member import Entry, Family, Member
from dynascope.catalog.presets import PRESETS, Preset

__all__ = ["FAMILIES", "PRESETS", "Entry", "Family", "Member", "Preset", "describe"]
