"""What a preset is."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Preset:
    """A named job with what to look at. Texts are by language (`en`, `ko`); `request` is a body of `POST /jobs`; `view`
    names the layer `metric` of all panels, and other `choices` of single panels."""

    id: str
    title: dict[str, str]
    caption: dict[str, str]
    request: dict[str, Any]
    view: dict[str, Any] = field(default_factory=dict[str, Any])

    def describe(self) -> dict[str, Any]:
        """The preset as plain data."""
        return asdict(self)
