"""Rules on the first weights: every bound from both sides, and what is told."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.spec import RunSpec
from tests.diagnosis.boundaries import (
    SIGMOID,
    Series,
    above,
    below,
    bound,
    found,
    says,
    since,
    stretches,
    three_running,
)
from tests.diagnosis.made import spec, steady

RELU, TANH = spec("relu"), spec("tanh")
WARM = {"warm_start": {"run_id": "run_1", "layers": 1, "freeze": True}}
SOUND = (1.0, 1.0, 1.0)
FLAT = {"activation_mean": steady(0.0, 0.0, 0.0, rows=2), "activation_std": steady(1.0, 1.0, 1.0, rows=2)}


def zeros(*names: str, sizes: tuple[int, ...] = (8, 8)) -> RunSpec:
    """A net of which these layers start from 0, the others from He's start."""
    own = {name: {"initializer": "zeros"} for name in names}
    return spec("relu", model={"hidden_sizes": list(sizes), "initializer": "he_normal", "overrides": own})


def untrained(*sizes: float, activations: Series = FLAT) -> Series:
    return {"preactivation_rms": steady(*sizes, rows=2), **activations}


NORM, RANK, SIZE = "gradient_norm", "kernel_effective_rank", "preactivation_rms"
WEIGHTS = "weight_norm"
ALIKE = zeros("hidden_1", "hidden_2", "output")


BOUNDS = [
    *bound("PoorInitialization", "a factor below 0.1", untrained(1.0, below(0.1), 0.1), untrained(1.0, 0.1, 0.1)),
    *bound("PoorInitialization", "a factor above 5", untrained(1.0, above(5.0), 1.0), untrained(1.0, 5.0, 1.0)),
    *bound("PoorInitialization", "the output's too", untrained(1.0, 1.0, above(5.0)), untrained(1.0, 1.0, 5.0)),
    *bound(
        "PoorInitialization",
        "mean and spread come in",
        untrained(
            10.0,
            25.1,
            1.0,
            activations={
                name: steady(*([part] * 3)) for name, part in (("activation_mean", 3.0), ("activation_std", 4.0))
            },
        ),
        untrained(
            10.0,
            24.9,
            1.0,
            activations={
                name: steady(*([part] * 3)) for name, part in (("activation_mean", 3.0), ("activation_std", 4.0))
            },
        ),
    ),
    *bound("PoorInitialization", "above 10 in the first", untrained(above(10.0), 1.0, 1.0), untrained(10.0, 1.0, 1.0)),
    *bound(
        "PoorInitialization",
        "all together down to 1/100",
        untrained(1.0, 0.0099, 1.0, activations={}),
        untrained(1.0, 0.0101, 1.0, activations={}),
    ),
    *bound(
        "PoorInitialization",
        "all together up to 100",
        untrained(1.0, 101.0, 1.0, activations={}),
        untrained(1.0, 99.0, 1.0, activations={}),
    ),
    *bound(
        "PoorInitialization",
        "the last hidden layer, not the output",
        untrained(1.0, 101.0, 1.0, activations={}),
        untrained(1.0, 1.0, 101.0, activations={}),
    ),
    *bound(
        "PoorInitialization",
        "row 0",
        {SIZE: stretches((1, (20.0, 1.0, 1.0)), (4, SOUND))},
        {SIZE: stretches((1, SOUND), (4, (20.0, 1.0, 1.0)))},
    ),
    *bound(
        "PoorInitialization",
        "row 0 is there",
        {SIZE: since(0, steady(20.0, 1.0, 1.0))},
        {SIZE: since(10, steady(20.0, 1.0, 1.0))},
    ),
    *bound(
        "PoorInitialization",
        "untrained",
        untrained(20.0, 1.0, 1.0),
        untrained(20.0, 1.0, 1.0),
        outside_of=spec(**WARM),
    ),
    *bound(
        "PoorInitialization",
        "what comes in is known",
        untrained(1.0, 6.0, 1.0),
        untrained(1.0, 6.0, 1.0),
        outside_of=spec(model={"residual": True}),
    ),
    *bound(
        "SymmetryNotBroken",
        "a rank of 1.02",
        {RANK: steady(7.0, 1.02, 6.0, rows=4)},
        {RANK: steady(7.0, above(1.02), 6.0, rows=4)},
    ),
    *bound(
        "SymmetryNotBroken",
        "a hidden layer's rank",
        {RANK: steady(1.0, 7.0, 6.0, rows=4)},
        {RANK: steady(7.0, 7.0, 1.0, rows=4)},
    ),
    *bound(
        "SymmetryNotBroken",
        "a kernel that could have a higher rank",
        {RANK: steady(1.0, 7.0, 6.0, rows=4)},
        {RANK: steady(1.0, 7.0, 1.0, rows=4)},
        outside_of=spec(dataset="sine"),
    ),
    *bound(
        "SymmetryNotBroken",
        "row 0 of a net whose start is known",
        {WEIGHTS: since(0, steady(0.0, 0.0, 0.0))},
        {WEIGHTS: since(10, steady(0.0, 0.0, 0.0))},
        ALIKE,
    ),
    *three_running("SymmetryNotBroken", RANK, (7.0, 7.0, 6.0), (7.0, 1.0, 6.0), SIGMOID),
    *bound(
        "SymmetryNotBroken",
        "the kernel is all 0",
        {WEIGHTS: steady(2.0, 0.0, 2.0)},
        {WEIGHTS: steady(2.0, 1e-9, 2.0)},
        None,
    ),
    *bound(
        "SymmetryNotBroken",
        "all 0 in row 0",
        {WEIGHTS: stretches((1, (2.0, 0.0, 2.0)), (4, SOUND))},
        {WEIGHTS: stretches((1, SOUND), (4, (2.0, 0.0, 2.0)))},
        None,
    ),
    *bound(
        "SymmetryNotBroken",
        "row 0 is there",
        {WEIGHTS: since(0, steady(2.0, 0.0, 2.0))},
        {WEIGHTS: since(10, steady(2.0, 0.0, 2.0))},
        None,
    ),
    *bound(
        "SymmetryNotBroken",
        "a hidden layer is all 0",
        {WEIGHTS: steady(0.0, 2.0, 2.0)},
        {WEIGHTS: steady(2.0, 2.0, 0.0)},
        None,
    ),
    *bound(
        "SymmetryNotBroken",
        "the next layer starts equal too",
        {WEIGHTS: steady(0.0, 0.0, 2.0)},
        {WEIGHTS: steady(0.0, 2.0, 2.0)},
        zeros("hidden_1", "hidden_2"),
        zeros("hidden_1"),
    ),
    *bound(
        "SymmetryNotBroken",
        "the output starts equal too",
        {WEIGHTS: steady(2.0, 0.0, 0.0)},
        {WEIGHTS: steady(2.0, 0.0, 2.0)},
        zeros("hidden_2", "output"),
        zeros("hidden_2"),
    ),
    *bound(
        "SymmetryNotBroken",
        "a constant",
        {WEIGHTS: steady(*SOUND)},
        {WEIGHTS: steady(*SOUND)},
        spec(model={"initializer": {"name": "constant", "value": 0.5}}),
        spec(model={"initializer": "he_normal"}),
    ),
    *bound(
        "SymmetryNotBroken",
        "several units",
        {WEIGHTS: steady(0.0, 0.0)},
        {WEIGHTS: steady(0.0, 0.0)},
        zeros("hidden_1", "output", sizes=(2,)),
        zeros("hidden_1", "output", sizes=(1,)),
    ),
    *bound(
        "SymmetryNotBroken",
        "nothing parts them",
        {WEIGHTS: steady(0.0, 0.0, 0.0)},
        {WEIGHTS: steady(0.0, 0.0, 0.0)},
        spec(model={"initializer": "zeros"}),
        spec(model={"initializer": "zeros", "dropout": 0.5}),
    ),
    *bound(
        "SymmetryNotBroken",
        "drawn by this run",
        {WEIGHTS: steady(0.0, 0.0, 0.0)},
        {WEIGHTS: steady(0.0, 0.0, 0.0)},
        spec(model={"initializer": "zeros"}),
        spec(model={"initializer": "zeros"}, **WARM),
    ),
]


@pytest.mark.parametrize(("rule", "of", "series", "expected"), BOUNDS)
def test_a_rule_holds_to_its_bound(rule: str, of: RunSpec | None, series: Series, expected: bool) -> None:
    assert (found(rule, of, series) is not None) == expected


HALVED = {"activation_mean": steady(0.0, 0.0, 0.0), "activation_std": steady(0.5, 2.0, 1.0)}


@pytest.mark.parametrize(
    ("sizes", "layers", "told"),
    [
        ((1.0, 40.0, 11.0), ("hidden_2", "output"), ("hidden_2", 40.0, 2.5)),
        ((1.0, 0.02, 0.01), ("hidden_2", "output"), ("output", 0.01, 0.2)),
        ((20.0, 1.0, 1.0), ("hidden_1",), ("hidden_1", 20.0, 10.0)),
    ],
    ids=["grows", "shrinks", "first"],
)
def test_a_layer_that_starts_badly_is_told_against_what_comes_in(
    sizes: tuple[float, ...], layers: tuple[str, ...], told: tuple[str, float, float]
) -> None:
    layer, value, threshold = told
    finding = found("PoorInitialization", TANH, untrained(*sizes, activations=HALVED))
    says(finding, 0, layers, (SIZE, layer, 0, value, threshold))


@pytest.mark.parametrize(
    ("sizes", "bound"), [((2.0, 1.9, 0.012, 0.01), 0.02), ((0.5, 0.6, 60.0, 70.0), 50.0)], ids=["fall", "growth"]
)
def test_layers_that_start_badly_together_are_told_against_the_first(sizes: tuple[float, ...], bound: float) -> None:
    finding = found("PoorInitialization", spec(model={"hidden_sizes": [8] * 4}), {SIZE: steady(*sizes, 1.0)})
    says(
        finding,
        0,
        ("hidden_3", "hidden_4"),
        (SIZE, "hidden_4", 0, sizes[-1], bound),
        (SIZE, "hidden_1", 0, sizes[0], None),
    )


def test_copies_are_told_since_the_row_of_their_rank() -> None:
    ranks = stretches((2, (7.0, 7.0, 6.0)), (4, (7.0, 1.01, 1.0)))
    says(found("SymmetryNotBroken", RELU, {RANK: ranks}), 20, ("hidden_2",), (RANK, "hidden_2", 20, 1.01, 1.02))
    unknown = found("SymmetryNotBroken", None, {RANK: steady(1.0, 1.01, 1.0)})
    says(unknown, 0, ("hidden_2",), (RANK, "hidden_2", 0, 1.01, 1.02))


def test_units_that_start_equal_are_told_where_the_next_layer_does_not_part_them() -> None:
    norms = {WEIGHTS: steady(0.0, 0.0, 3.0)}
    says(
        found("SymmetryNotBroken", zeros("hidden_1", "hidden_2"), norms),
        0,
        ("hidden_1",),
        (WEIGHTS, "hidden_1", 0, 0.0, None),
    )
    says(found("SymmetryNotBroken", None, norms), 0, ("hidden_1", "hidden_2"), (WEIGHTS, "hidden_1", 0, 0.0, None))


def test_a_kernel_of_zeros_has_no_rank_and_is_told_by_its_norm() -> None:
    rows = {RANK: steady(np.nan, np.nan, np.nan), WEIGHTS: steady(0.0, 0.0, 0.0)}
    says(found("SymmetryNotBroken", ALIKE, rows), 0, ("hidden_1", "hidden_2"), (WEIGHTS, "hidden_1", 0, 0.0, None))


def test_a_next_layer_of_one_unit_that_starts_equal_parts_none() -> None:
    of = zeros("hidden_1", "hidden_2", "output", sizes=(8, 1))
    finding = found("SymmetryNotBroken", of, {"weight_norm": steady(0.0, 0.0, 0.0)})
    assert finding is not None
    assert finding.layers == ("hidden_1",)
    drawn = zeros("hidden_1", "output", sizes=(8, 1))
    assert found("SymmetryNotBroken", drawn, {"weight_norm": steady(0.0, 1.0, 0.0)}) is None
