"""Drawing members of the catalog with parameters of one's own."""

import numpy as np
import pytest

from dynascope.server import schema
from tests.server.conftest import Served


def draw(served: Served, **body: object):
    return served.post("/catalog/preview", json=body)


def test_a_parameter_bends_the_curve(served: Served) -> None:
    answer = draw(served, family="activation", member={"name": "elu", "alpha": 2.0})
    assert answer.status_code == 200
    preview = schema.PreviewAnswer.model_validate(answer.json()).preview
    assert preview is not None
    x, y, dy = (np.array(part, float) for part in (preview.x, preview.y, preview.dy))
    np.testing.assert_allclose(y, np.where(x > 0, x, 2 * np.expm1(np.minimum(x, 0))), rtol=1e-7)
    assert np.gradient(y, x)[0] == pytest.approx(dy[0], rel=0.2)


def test_the_catalogs_own_drawing_is_the_one_of_the_defaults(served: Served) -> None:
    rows = schema.Catalog.model_validate(served.get("/catalog").json()).families["initializer"]
    (lecun,) = [row for row in rows if row.name == "lecun_normal"]
    assert schema.PreviewAnswer.model_validate(draw(served, family="initializer", member="lecun_normal").json()) == (
        schema.PreviewAnswer(preview=lecun.preview)
    )
    setting = {"fan_in": 100, "fan_out": 300, "activation": "identity"}
    wide = draw(served, family="initializer", member="lecun_normal", setting=setting).json()["preview"]
    assert wide["figures"]["variance"] == pytest.approx(0.01)
    assert wide["layers"]["backward"][-2] == pytest.approx(3)


def test_what_is_not_drawn_is_null(served: Served) -> None:
    assert draw(served, family="optimizer", member="adam").json() == {"preview": None}


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({}, "family", "missing"),
        ({"family": "activations", "member": "relu"}, "family", "unknown_name"),
        ({"family": "activation", "member": "rellu"}, "member.name", "unknown_name"),
        ({"family": "activation", "member": 7}, "member.name", "unknown_name"),
        ({"family": "activation", "member": {"name": "elu", "alpha": -1}}, "member.alpha", "greater_than"),
        ({"family": "activation", "member": {"name": "elu", "beta": 1}}, "member.beta", "unknown_field"),
        ({"family": "activation", "member": "elu", "setting": {"width": 3}}, "setting.width", "unknown_field"),
        (
            {"family": "initializer", "member": "zeros", "setting": {"fan_in": 0}},
            "setting.fan_in",
            "greater_than_equal",
        ),
    ],
)
def test_a_wrong_request_is_told_where(served: Served, body: dict[str, object], path: str, code: str) -> None:
    answer = draw(served, **body)
    assert answer.status_code == 422
    problem = schema.Problem.model_validate(answer.json())
    assert [(error.path, error.code) for error in problem.errors] == [
        (path, code),
        *([("member", "missing")] if not body else []),
    ]
