"""Who gets in: every call without a token, with a wrong one, under a wrong name, from a wrong page."""

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dynascope.server.app import bare_app
from dynascope.server.openapi import document
from dynascope.server.security import AllowedHosts
from dynascope.settings import load_settings
from tests.server.conftest import PLAIN, TOKEN, Served

OPEN = {"/healthz", "/readyz"}
CALLS = [(method.upper(), path) for path, calls in document(bare_app())["paths"].items() for method in calls]
GUARDED = [(method, path) for method, path in CALLS if path not in OPEN]


def _path(template: str) -> str:
    return template.replace("{job_id}", "x").replace("{run_id}", "x").replace("{attempt_id}", "x")


def test_the_table_has_every_route() -> None:
    assert len(CALLS) >= 20
    assert ("POST", "/api/v1/attempts/{attempt_id}/telemetry") in CALLS


@pytest.mark.parametrize(("method", "path"), GUARDED)
@pytest.mark.parametrize(
    "authorization",
    [None, "Bearer wrong-token-0123456789abcdef", "Bearer", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer é"],
)
def test_without_the_token_nothing_is_answered(
    served: Served, method: str, path: str, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization.encode()}
    answer = PLAIN.request(method, served.url + _path(path), headers=headers)
    # An attempt has its own tokens, and there is no attempt x.
    assert answer.status_code in ((401, 404) if path.startswith("/api/v1/attempts/") else (401,))
    assert answer.headers["content-type"] == "application/problem+json"
    assert TOKEN not in answer.text


def test_two_tokens_are_no_token(served: Served) -> None:
    headers = [("Authorization", f"Bearer {TOKEN}"), ("Authorization", f"Bearer {TOKEN}")]
    assert PLAIN.get(f"{served.url}/api/v1/jobs", headers=headers).status_code == 401


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/healthz", "/readyz"])
def test_what_holds_no_data_is_open(served: Served, path: str) -> None:
    assert PLAIN.get(served.url + path).status_code in (200, 503)


@pytest.mark.parametrize(("method", "path"), [*CALLS, ("GET", "/"), ("GET", "/docs")])
def test_another_host_is_misdirected(served: Served, method: str, path: str) -> None:
    port = httpx.URL(served.url).port
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port}.evil.example", "localhost:1"):
        headers = {"Host": host, "Authorization": f"Bearer {TOKEN}"}
        answer = PLAIN.request(method, served.url + _path(path), headers=headers)
        assert answer.status_code == 421, host
        assert answer.json()["code"] == "wrong_host"


@pytest.mark.parametrize(("method", "path"), [*CALLS, ("GET", "/"), ("GET", "/docs")])
def test_another_origin_is_forbidden(served: Served, method: str, path: str) -> None:
    for origin in ("http://evil.example", "null", "http://127.0.0.1", "file://", "http://[", f"{served.url}/"):
        headers = {"Origin": origin, "Authorization": f"Bearer {TOKEN}"}
        answer = PLAIN.request(method, served.url + _path(path), headers=headers)
        assert answer.status_code == 403, origin
        assert answer.json()["code"] == "wrong_origin"


def test_own_names_pass(served: Served) -> None:
    port = httpx.URL(served.url).port
    for name in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", f"LOCALHOST:{port}"):
        headers = {"Host": name, "Origin": f"http://{name}", "Authorization": f"Bearer {TOKEN}"}
        assert PLAIN.get(f"{served.url}/api/v1/jobs", headers=headers).status_code == 200


def test_the_stream_takes_a_ticket_once(served: Served) -> None:
    address = f"{served.url.replace('http', 'ws', 1)}/api/v1/stream?ticket={served.ticket()}"
    with connect(address, proxy=None):
        pass
    with pytest.raises(InvalidStatus) as refused:
        connect(address, proxy=None)
    assert refused.value.response.status_code == 401
    assert b'"code":"unauthorized"' in (refused.value.response.body or b"")


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403), ({}, 401)],
)
def test_the_stream_is_guarded(served: Served, headers: dict[str, str], status: int) -> None:
    ticket = served.ticket() if status == 403 else "no-ticket"
    address = f"{served.url.replace('http', 'ws', 1)}/api/v1/stream?ticket={ticket}"
    with pytest.raises(InvalidStatus) as refused:
        connect(address, proxy=None, additional_headers=headers)
    assert refused.value.response.status_code == status


def test_a_websocket_elsewhere_or_of_another_encoding(served: Served) -> None:
    base = served.url.replace("http", "ws", 1)
    for path, status in (("/elsewhere", 404), (f"/api/v1/stream?ticket={served.ticket()}&encoding=xml", 422)):
        with pytest.raises(InvalidStatus) as refused:
            connect(base + path, proxy=None)
        assert refused.value.response.status_code == status


def test_configured_hosts() -> None:
    settings = load_settings(environment={"DYNASCOPE_ALLOWED_HOSTS": "one.example,two.example:8443"}, port=8000)
    hosts = AllowedHosts(settings)
    assert hosts.host_allowed("one.example:8000", 8000)
    assert hosts.host_allowed("one.example", 8000)
    assert hosts.host_allowed("two.example:8443", 8000)
    assert not hosts.host_allowed("two.example", 8000)
    assert not hosts.host_allowed("two.example:8000", 8000)
    assert hosts.origin_allowed("https://one.example", 8000)
    assert hosts.origin_allowed("https://two.example:8443", 8000)
    assert not hosts.origin_allowed("https://three.example", 8000)
    assert not hosts.origin_allowed("ftp://one.example", 8000)


def test_a_wildcard_address_is_no_name() -> None:
    hosts = AllowedHosts(load_settings(environment={}, host="0.0.0.0", port=8000))
    assert not hosts.host_allowed("0.0.0.0:8000", 8000)
    assert hosts.host_allowed("localhost:8000", 8000)


def test_on_the_default_port_the_port_may_be_left_out() -> None:
    hosts = AllowedHosts(load_settings(environment={}, host="127.0.0.1", port=80))
    assert hosts.host_allowed("localhost", 80)
    assert hosts.origin_allowed("http://localhost", 80)


def test_headers_of_every_answer(served: Served) -> None:
    for path in ("/", "/docs", "/healthz", "/api/v1/jobs"):
        headers = PLAIN.get(served.url + path).headers
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert PLAIN.get(f"{served.url}/api/v1/jobs").headers["cache-control"] == "no-store"
