"""The OpenAPI document is complete and what the page is made of."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from dynascope.server.app import bare_app
from dynascope.server.openapi import document
from tests.server.conftest import PLAIN, Served


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return document(bare_app())


def test_every_call_of_the_contract(described: dict[str, Any]) -> None:
    calls = {(method, path.removeprefix("/api/v1")) for path, one in described["paths"].items() for method in one}
    assert calls >= {
        ("get", "/catalog"),
        ("get", "/presets"),
        ("post", "/jobs"),
        ("get", "/jobs"),
        ("get", "/jobs/{job_id}"),
        ("delete", "/jobs/{job_id}"),
        ("post", "/jobs/{job_id}/cancel"),
        ("post", "/jobs/{job_id}/pause"),
        ("post", "/jobs/{job_id}/resume"),
        ("get", "/jobs/{job_id}/comparison"),
        ("get", "/runs/{run_id}"),
        ("get", "/runs/{run_id}/series"),
        ("get", "/runs/{run_id}/distributions"),
        ("get", "/runs/{run_id}/diagnoses"),
        ("get", "/runs/{run_id}/theory"),
        ("get", "/runs/{run_id}/points"),
        ("get", "/runs/{run_id}/weights"),
        ("post", "/runs"),
        ("post", "/attempts/{attempt_id}/telemetry"),
        ("post", "/stream/tickets"),
        ("get", "/healthz"),
        ("get", "/readyz"),
        ("get", "/metrics"),
    }


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described)))
    assert names <= set(described["components"]["schemas"])


def test_the_messages_of_the_stream_are_in_it(described: dict[str, Any]) -> None:
    names = set(described["components"]["schemas"])
    assert names >= {
        "TelemetryMessage",
        "StatusMessage",
        "DiagnosisMessage",
        "ResetMessage",
        "ErrorMessage",
        "PongMessage",
    }
    assert names >= {"Subscribe", "Ping", "JobRequest", "RunSpec", "Problem"}


def test_every_call_says_what_it_does_and_how_it_fails(described: dict[str, Any]) -> None:
    for path, calls in described["paths"].items():
        for method, call in calls.items():
            assert call["description"], (method, path)
            assert "application/problem+json" in call["responses"]["default"]["content"], (method, path)
            assert "422" not in call["responses"]


def test_what_is_open_says_so(described: dict[str, Any]) -> None:
    opened = {
        path for path, calls in described["paths"].items() for call in calls.values() if call.get("security") == []
    }
    assert opened == {"/healthz", "/readyz"}
    assert described["security"] == [{"token": []}]


def test_the_command_prints_the_same_twice() -> None:
    printed = [
        subprocess.run(
            [sys.executable, "-m", "dynascope.server.openapi"], capture_output=True, check=True, text=True
        ).stdout
        for _ in range(2)
    ]
    assert printed[0] == printed[1]
    assert json.loads(printed[0])["openapi"].startswith("3.1")


def test_the_documentation_needs_nothing_from_elsewhere(served: Served) -> None:
    page = PLAIN.get(f"{served.url}/docs").text
    assert "<script" not in page
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "/api/v1/jobs/{job_id}/comparison" in page
    assert 'id="Problem"' in page
    for name in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{name}"' in page
    assert PLAIN.get(f"{served.url}/openapi.json").json()["info"]["title"] == "Dynascope"


@pytest.mark.parametrize("path", ["/docs", "/openapi.json"])
def test_the_documentation_answers_a_head_alike(served: Served, path: str) -> None:
    got, head = (PLAIN.request(method, f"{served.url}{path}") for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
