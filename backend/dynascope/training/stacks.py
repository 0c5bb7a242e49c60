"""Layers of one structure that stand apart, brought together: where they are measured, and where a program should be
compiled soon rather than run fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

import jax
import jax.numpy as jnp

from dynascope.training.plan import GroupPlan, Plan

Tree = TypeVar("Tree")
GroupPlans = Sequence[GroupPlan]


def together(plan: Plan) -> Plan:
    """The plan with neighbours of one structure as one group."""
    alike = _neighbours(plan.groups)
    return replace(plan, groups=tuple(replace(one[0], count=sum(group.count for group in one)) for one in alike))


def stacked(groups: GroupPlans, trees: Sequence[Tree]) -> tuple[Tree, ...]:
    """Trees of these groups [count, ...], with those of neighbours of one structure as one, as `together` has them.

    >>> from dynascope.spec import RunSpec
    >>> from dynascope.training.plan import plan_of
    >>> plan = plan_of(RunSpec.model_validate({"model": {"hidden_sizes": [8, 8, 8]}}))
    >>> [leaf.shape for leaf in stacked(plan.groups, [jnp.zeros((1, 5)) for _ in plan.groups])]
    [(1, 5), (2, 5), (1, 5)]
    """
    rest = iter(trees)
    lists = [[next(rest) for _ in alike] for alike in _neighbours(groups)]
    return tuple(
        one[0] if len(one) == 1 else jax.tree.map(lambda *leaves: jnp.concatenate(leaves), *one) for one in lists
    )


def _neighbours(groups: GroupPlans) -> list[GroupPlans]:
    """The output layer stands alone, as it does in a plan."""
    *hidden, output = groups
    return [*(tuple(alike) for _, alike in groupby(hidden, key=lambda group: group.layer)), (output,)]
