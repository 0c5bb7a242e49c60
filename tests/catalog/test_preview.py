"""Previews: a curve has the derivative that is drawn with it, a density has area one, a figure is its formula's."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest

from dynascope.catalog import FAMILIES
from dynascope.catalog.families import DESCRIBED
from dynascope.catalog.mathematics.activations import ACTIVATION_CURVES
from dynascope.catalog.mathematics.initializers import DISTRIBUTIONS
from dynascope.catalog.preview import (
    LOSS_CURVES,
    SCHEDULE_CURVES,
    Preview,
    Setting,
    preview_of,
)
from tests.training.reference import vectors

MEMBERS = [
    pytest.param(family.name, entry.name, id=f"{family.name}-{entry.name}")
    for family in DESCRIBED.values()
    for entry in family.entries
]


def member(family: str, name: str, **parameters: Any) -> Any:
    return DESCRIBED[family].entry(name).model(**parameters)


def drawn(family: str, name: str, setting: Setting | None = None, **parameters: Any) -> Preview:
    preview = preview_of(family, member(family, name, **parameters), setting)
    assert preview is not None
    return preview


@pytest.mark.parametrize(
    ("family", "table"),
    [
        ("activation", ACTIVATION_CURVES),
        ("schedule", SCHEDULE_CURVES),
        ("initializer", DISTRIBUTIONS),
        ("loss", LOSS_CURVES),
    ],
)
def test_every_member_of_these_families_is_drawn(family: str, table: dict[str, Any]) -> None:
    assert set(table) == set(FAMILIES[family].names)


@pytest.mark.parametrize(("family", "name"), MEMBERS)
def test_a_drawing_has_as_many_values_as_places(family: str, name: str) -> None:
    preview = preview_of(family, member(family, name))
    if preview is None:
        assert family in {"dataset", "model", "optimizer", "regularization", "surface"}
        return
    lengths = {len(part) for part in (preview.x, preview.y, preview.dy, preview.classes) if part is not None}
    assert len(lengths) == 1
    assert np.all(np.isfinite(preview.y))
    if preview.kind not in ("points", "weights"):
        assert np.all(np.diff(preview.x) > 0)


@pytest.mark.parametrize("name", ACTIVATION_CURVES)
def test_the_derivative_drawn_is_that_of_the_function_drawn(name: str) -> None:
    z = np.linspace(-5.03, 5, 173)
    step = 1e-6
    one = member("activation", name)
    curve = ACTIVATION_CURVES[name]
    slope = (curve(z + step, one)[0] - curve(z - step, one)[0]) / (2 * step)
    np.testing.assert_allclose(curve(z, one)[1], slope, atol=1e-6)


@pytest.mark.parametrize("name", LOSS_CURVES)
def test_the_derivative_of_a_loss_is_its_own(name: str) -> None:
    preview = drawn("loss", name)
    assert preview.dy is not None
    slope = np.gradient(preview.y, preview.x, edge_order=2)
    np.testing.assert_allclose(preview.dy, slope, atol=preview.x[1] - preview.x[0])


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "selu"])
def test_moments_for_normal_input_are_the_references(name: str) -> None:
    figures, reference = drawn("activation", name).figures, vectors("activation_gaussian_moments", name)
    assert figures["mean"] == pytest.approx(reference["mean"], abs=1e-5)
    assert figures["second_moment"] == pytest.approx(reference["second_moment"], abs=1e-5)


def test_a_parameter_bends_the_curve() -> None:
    assert drawn("activation", "elu", alpha=2.5).y[0] == pytest.approx(2.5 * math.expm1(-6))
    assert drawn("activation", "leaky_relu", negative_slope=0.3).figures["second_moment"] == pytest.approx(0.545)
    assert drawn("schedule", "exponential", Setting(steps=500), decay_steps=500.0).y[-1] == pytest.approx(0.01)


@pytest.mark.parametrize("name", sorted(set(DISTRIBUTIONS) - {"zeros", "constant"}))
@pytest.mark.parametrize("fans", [(64, 32), (10, 200), (3, 2)], ids=str)
def test_a_density_has_area_one_and_the_variance_told(name: str, fans: tuple[int, int]) -> None:
    preview = drawn("initializer", name, Setting(fan_in=fans[0], fan_out=fans[1]))
    assert np.trapezoid(preview.y, preview.x) == pytest.approx(1, abs=2e-3)
    fine = np.linspace(float(preview.x[0]), float(preview.x[-1]), 20_001)
    between: Any = np.interp
    variance: Any = np.trapezoid(between(fine, preview.x, preview.y) * fine**2, fine)
    assert variance == pytest.approx(preview.figures["variance"], rel=5e-3)


def test_an_orthogonal_matrix_has_entries_of_this_distribution() -> None:
    preview = drawn("initializer", "orthogonal", Setting(fan_in=12, fan_out=5))
    normals = np.random.default_rng(1).standard_normal((400, 12, 5))
    columns = np.linalg.qr(normals).Q.ravel()
    assert columns.var() == pytest.approx(preview.figures["variance"], rel=0.02)
    inside = np.abs(preview.x) < 0.3
    assert np.mean(np.abs(columns) < 0.3) == pytest.approx(np.trapezoid(preview.y[inside], preview.x[inside]), abs=0.02)


def test_he_keeps_the_variance_through_relu_and_xavier_halves_it() -> None:
    he, xavier = (drawn("initializer", name).layers for name in ("he_normal", "xavier_normal"))
    assert he is not None
    assert xavier is not None
    np.testing.assert_allclose(he.forward, 2.0, rtol=1e-4)
    np.testing.assert_allclose(he.backward, 1.0, rtol=1e-4)
    np.testing.assert_allclose(xavier.forward, 0.5 ** np.arange(20), rtol=1e-4)
    np.testing.assert_allclose(xavier.backward, 0.5 ** np.arange(19, -1, -1), rtol=1e-4)


def test_the_critical_mean_field_of_tanh_settles_where_the_reference_says() -> None:
    critical = member("initializer", "mean_field", sigma_w=math.sqrt(1.761), sigma_b=math.sqrt(0.05))
    preview = preview_of(
        "initializer", critical, Setting(fan_in=300, fan_out=300, activation=member("activation", "tanh"))
    )
    assert preview is not None
    assert preview.layers is not None
    assert preview.layers.forward[-1] == pytest.approx(0.570, abs=0.003)
    assert preview.layers.backward[-2] == pytest.approx(1, abs=0.01), "at the edge of chaos nothing fades"


def test_a_prediction_that_leaves_the_range_of_numbers_is_not_hidden() -> None:
    wide = Setting(fan_in=65_536, fan_out=65_536)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        preview = drawn("initializer", "normal", wide, stddev=1e9)
    assert not math.isfinite(preview.figures["last_variance"])


@pytest.mark.parametrize("stddev", [1e300, 1e-300])
def test_a_distribution_beyond_the_range_of_numbers_is_not_drawn(stddev: float) -> None:
    assert preview_of("initializer", member("initializer", "normal", stddev=stddev)) is None


def test_weights_of_one_value_predict_nothing() -> None:
    preview = drawn("initializer", "constant", value=0.3)
    assert (preview.x.tolist(), preview.layers, preview.figures) == ([0.3], None, {"variance": 0.0})


@pytest.mark.parametrize("epsilon", [1e-5, 0.3])
def test_a_sample_is_drawn_as_wide_as_layer_normalisation_leaves_it(epsilon: float) -> None:
    preview = drawn("normalization", "layer", epsilon=epsilon)
    sample = np.random.default_rng(0).normal(3.0, 1.0, 50)
    for before, after in zip(preview.x, preview.y, strict=True):
        x = before * (sample - sample.mean()) / sample.std() + 3.0
        assert ((x - x.mean()) / np.sqrt(x.var() + epsilon)).std() == pytest.approx(after, abs=1e-9)


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.99, 0.99999])
def test_moving_averages_take_over_a_share_of_the_jump(momentum: float) -> None:
    preview = drawn("normalization", "batch", momentum=momentum)
    follow, at = 0.0, dict(zip(preview.x.astype(int).tolist(), preview.y, strict=True))
    for t in range(200):
        assert at.get(t, follow) == pytest.approx(follow)
        follow = momentum * follow + (1 - momentum)
