"""Points of the two-dimensional data sets, drawn from their definitions with random numbers of their own."""

from __future__ import annotations

import numpy as np

from dynascope.catalog.dataset import Dataset
from dynascope.catalog.mathematics.shapes import SHAPES
from dynascope.catalog.preview.curve import Preview, Setting
from dynascope.catalog.synthetic import Sine

MOST_POINTS = 400


def points_preview(member: Dataset, _: Setting) -> Preview | None:
    """At most 400 points, with their classes where they have any; None for what cannot be drawn in a plane."""
    if isinstance(member, Sine):
        return _sine_preview(member)
    shape = SHAPES.get(member.name)
    if shape is None:
        return None
    parameters = member.parameters
    random = np.random.default_rng(parameters["seed"])
    classes = np.arange(min(MOST_POINTS, member.available)) % (member.class_count or 1)
    points = shape(random, member, classes.astype(float))
    points = points + parameters["noise"] * random.standard_normal(points.shape)
    return Preview("points", points[:, 0], points[:, 1], classes=classes)


def _sine_preview(member: Sine) -> Preview:
    random = np.random.default_rng(member.seed)
    x = random.uniform(-1, 1, min(MOST_POINTS, member.available))
    return Preview("points", x, np.sin(np.pi * member.periods * x) + member.noise * random.standard_normal(x.size))
