"""Drawings of what a member does.

Float64 NumPy, written apart from the engine, so that tests can hold one against the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dynascope.catalog.member import Member
from dynascope.catalog.preview.activations import activation_preview
from dynascope.catalog.preview.curve import Layers, Preview, Setting
from dynascope.catalog.preview.datasets import points_preview
from dynascope.catalog.preview.initializers import initializer_preview
from dynascope.catalog.preview.losses import LOSS_CURVES, loss_preview
from dynascope.catalog.preview.normalizations import normalization_preview
from dynascope.catalog.preview.regularizations import regularization_preview
from dynascope.catalog.preview.schedules import SCHEDULE_CURVES, schedule_preview
from dynascope.catalog.preview.sizes import bounded_preview

__all__ = [
    "LOSS_CURVES",
    "SCHEDULE_CURVES",
    "Layers",
    "Preview",
    "Setting",
    "preview_of",
]

Drawing = Callable[[Any, Setting], Preview | None]

_OF_FAMILY: dict[str, Drawing] = {
    "activation": activation_preview,
    "schedule": schedule_preview,
    "initializer": initializer_preview,
    "loss": loss_preview,
    "dataset": points_preview,
    "gradient_clipping": lambda member, _: bounded_preview(member.threshold),
    "normalization": normalization_preview,
    "regularization": regularization_preview,
}


def preview_of(family: str, member: Member, setting: Setting | None = None) -> Preview | None:
    """The drawing of a member with its parameters; None where there is nothing to draw.

    >>> from dynascope.catalog.activations import Relu
    >>> preview_of("activation", Relu()).figures["second_moment"]
    0.5
    """
    draw = _OF_FAMILY.get(family)
    return None if draw is None else draw(member, setting or Setting())
