"""`POST /surfaces/trajectories`, with the process that really calculates."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import Any

import psutil
import pytest

from dynascope.server import schema
from tests.server.conftest import Served

PATH = "/surfaces/trajectories"


def calculating() -> list[psutil.Process]:
    """The processes of this one that calculate."""
    found: list[psutil.Process] = []
    for child in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):  # it ended meanwhile
            if "dynascope.worker.calculator" in child.cmdline():
                found.append(child)
    return found


def drawn(served: Served, **body: Any) -> dict[str, Any]:
    answer = served.post(PATH, json=body)
    assert answer.status_code == 200, answer.text
    schema.Trajectories.model_validate(answer.json())
    return answer.json()


def test_an_empty_request_draws_the_six_of_the_textbook_on_a_valley(served: Served) -> None:
    body = drawn(served)
    names = [path["optimizer"]["name"] for path in body["paths"]]
    assert names == ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"]
    assert all(len(path["x"]) == 201 and path["x"][0] == -4.0 for path in body["paths"])
    surface = body["surface"]
    assert (surface["name"], surface["parameters"]) == ("valley", {"condition": 10.0})
    assert len(surface["grid"]["z"]) == len(surface["grid"]["y"]) == 81
    assert surface["minima"] == [{"x": 0.0, "y": 0.0, "z": 0.0}]


def test_what_is_no_number_is_named(served: Served) -> None:
    body = drawn(
        served, surface={"name": "expression", "expression": "log(x) + y^2"}, start=[1.0, 1.0], grid=3, steps=5
    )
    assert [row[0] for row in body["surface"]["grid"]["z"]] == ["NaN"] * 3
    assert body["surface"]["grid"]["z"][1][1] == "-Infinity"


def test_the_process_is_replaced_after_it_was_killed(served: Served) -> None:
    drawn(served)
    (process,) = calculating()
    os.kill(process.pid, signal.SIGKILL)
    assert len(drawn(served)["paths"]) == 6
    assert process not in calculating()


REFUSED: list[tuple[dict[str, Any], str, str, tuple[str, ...]]] = [
    ({"surfaces": "valley"}, "surfaces", "unknown_field", ("'surface'",)),
    ({"surface": "valey"}, "surface", "unknown_name", ("'valley'", "rosenbrock")),
    ({"surface": {"name": "valley", "condition": 0.5}}, "surface.condition", "greater_than_equal", ("at least 1",)),
    ({"surface": {"name": "saddle", "condition": 2}}, "surface.condition", "unknown_field", ("condition",)),
    (
        {"surface": {"name": "expression", "expression": '__import__("os")'}},
        "surface.expression",
        "expression_name",
        ("'__import__'", "at character 1", "numbers, x, y"),
    ),
    ({"surface": {"name": "expression", "expression": 5}}, "surface.expression", "string_type", ("a string",)),
    ({"start": [1.0]}, "start.1", "missing", ()),
    ({"start": [1.0, "a"]}, "start.1", "float_type", ("'a'", "a number")),
    ({"start": [1e7, 0.0]}, "start.0", "less_than_equal", ("at most 1000000",)),
    ({"domain": [1.0, -1.0, 0.0, 1.0]}, "domain", "empty_domain", ("x from, x to",)),
    ({"steps": 5001}, "steps", "less_than_equal", ("at most 5000",)),
    ({"steps": -1}, "steps", "greater_than_equal", ("at least 0",)),
    ({"optimizers": []}, "optimizers", "too_short", ("at least 1",)),
    ({"optimizers": ["adam"] * 17}, "optimizers", "too_long", ("at most 16",)),
    ({"optimizers": ["adm"]}, "optimizers.0", "unknown_name", ("'adm'", "'adam'")),
    (
        {"optimizers": ["sgd", {"name": "adam", "learning_rate": 0}]},
        "optimizers.1.learning_rate",
        "greater_than",
        ("above 0",),
    ),
    ({"optimizers": [{"name": "sgd", "beta": 0.9}]}, "optimizers.0.beta", "unknown_field", ("learning_rate",)),
    ({"gradient_noise": -0.1}, "gradient_noise", "greater_than_equal", ("at least 0",)),
    ({"grid": 1}, "grid", "greater_than_equal", ("at least 2",)),
    ({"grid": 202}, "grid", "less_than_equal", ("at most 201",)),
    ({"schedule": "performance"}, "schedule", "value_error", ("validation loss",)),
    ({"schedule": "performance_of_mine"}, "schedule", "unknown_name", ("constant",)),
]


@pytest.mark.parametrize(("body", "path", "code", "words"), REFUSED)
def test_what_cannot_be_drawn_is_refused(
    served: Served, body: dict[str, Any], path: str, code: str, words: tuple[str, ...]
) -> None:
    answer = served.post(PATH, json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert (error["path"], error["code"]) == (path, code), error
    for word in words:
        assert word in error["message"]


def test_the_place_in_an_expression_is_told_as_a_figure(served: Served) -> None:
    answer = served.post(PATH, json={"surface": {"name": "expression", "expression": "x + $"}})
    (error,) = answer.json()["errors"]
    assert error["params"]["position"] == 5
    assert error["params"]["got"] == "'$'"


def test_it_needs_the_token(served: Served) -> None:
    assert served.ask("POST", PATH, json={}, headers={"Authorization": "Bearer no"}).status_code == 401
