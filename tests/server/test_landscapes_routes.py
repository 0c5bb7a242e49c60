"""Landscapes over REST: what is refused and why, and what a reader gets."""

from __future__ import annotations

from typing import Any

import pytest

from dynascope.server import schema
from tests.server.conftest import Served

BASE = {"dataset": {"name": "xor", "validation_fraction": 0.0}, "model": {"hidden_sizes": [3]}, "steps": 10}


@pytest.fixture(scope="module")
def run(served: Served) -> str:
    job, _ = served.launch({"base": BASE})
    return job["runs"][0]["id"]


REFUSED: list[tuple[dict[str, Any], str, str, str]] = [
    ({"kinds": "random"}, "kinds", "unknown_field", "did you mean 'kind'?"),
    ({"kind": "hessian"}, "kind", "literal_error", "'random' or 'trajectory'"),
    ({"dimensions": 3}, "dimensions", "literal_error", "1 or 2"),
    ({"dimensions": True}, "dimensions", "literal_error", "got true; allowed: 1 or 2"),
    ({"dimensions": 2.0}, "dimensions", "literal_error", "got 2.0; allowed: 1 or 2"),
    ({"resolution": 40}, "resolution", "value_error", "an odd number from 3 to 101"),
    ({"resolution": 103}, "resolution", "less_than_equal", "at most 101"),
    ({"resolution": 1}, "resolution", "greater_than_equal", "at least 3"),
    ({"span": 0}, "span", "greater_than_equal", "at least 0.001"),
    ({"span": 1e-300}, "span", "greater_than_equal", "at least 0.001"),
    ({"span": "wide"}, "span", "float_type", "a number"),
    ({"seed": -1}, "seed", "greater_than_equal", "at least 0"),
    ({"kind": "trajectory", "seed": 1}, "seed", "seed_unused", "not drawn"),
    ({"kind": "trajectory", "at": "initial"}, "at", "no_trajectory", "'final', or a step"),
    ({"kind": "trajectory", "at": 0}, "at", "trajectory_too_short", "got 0, the network after 0 updates"),
    ({"kind": "trajectory", "at": 0, "dimensions": 1}, "at", "trajectory_too_short", "allowed: a step from 1, or kind"),
    ({"at": "middle"}, "at", "value_error", "'initial', 'final', 'best', or a step from 0"),
    ({"at": -1}, "at", "value_error", "a step from 0"),
    ({"split": "test"}, "split", "literal_error", "'training' or 'validation'"),
    ({"at": 0, "split": "validation"}, "split", "empty_split", "allowed: 'training'"),
    ({"at": "best"}, "at", "no_weights", "has no such weights"),
    ({"samples": 0}, "samples", "greater_than_equal", "at least 1"),
]


@pytest.mark.parametrize(("body", "path", "code", "words"), REFUSED)
def test_what_cannot_be_computed_is_refused(
    served: Served, run: str, body: dict[str, Any], path: str, code: str, words: str
) -> None:
    answer = served.post(f"/runs/{run}/landscapes", json=body)
    assert answer.status_code == 422, answer.text
    (error,) = answer.json()["errors"]
    assert (error["path"], error["code"]) == (path, code), error
    assert words in error["message"]


def test_what_is_not_there_is_not_found(served: Served, run: str) -> None:
    for method, path in (
        ("POST", "/runs/run_none/landscapes"),
        ("GET", "/runs/run_none/landscapes"),
        ("GET", "/landscapes/landscape_none"),
        ("POST", "/landscapes/landscape_none/cancel"),
        ("DELETE", "/landscapes/landscape_none"),
    ):
        options = {"json": {"at": 0}} if path.endswith("/landscapes") and method == "POST" else {}
        assert served.ask(method, path, **options).status_code == 404, path
    assert served.get(f"/runs/{run}/landscapes").json() == {"landscapes": []}


def test_training_that_is_not_ours_has_none(served: Served) -> None:
    external, _ = served.open_run(name="mine")
    answer = served.post(f"/runs/{external}/landscapes", json={})
    assert (answer.status_code, answer.json()["params"]) == (409, {"reason": "external_run"})


def test_one_is_asked_for_cancelled_read_and_deleted(served: Served, run: str) -> None:
    asked = served.post(f"/runs/{run}/landscapes", json={"at": 0, "resolution": 5})
    assert asked.status_code == 201, asked.text
    body = schema.Landscape.model_validate(asked.json()).model_dump()
    assert asked.headers["location"] == f"/api/v1/landscapes/{body['id']}"
    assert (body["rows"], body["rows_total"], body["values"], body["axes"]) == (0, 5, [], None)
    assert (body["request"]["seed"], body["step"], body["unit"]) == (None, 0, "nats")
    cancelled = served.post(f"/landscapes/{body['id']}/cancel").json()
    assert cancelled["status"] == "cancelled"
    assert served.get(f"/landscapes/{body['id']}", params={"from_row": 200}).status_code == 422
    (listed,) = served.get(f"/runs/{run}/landscapes").json()["landscapes"]
    assert listed == {name: cancelled[name] for name in listed}
    assert served.delete(f"/landscapes/{body['id']}").status_code == 204
    assert served.get(f"/landscapes/{body['id']}").status_code == 404
