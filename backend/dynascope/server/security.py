"""Who gets in: exact Host and Origin on HTTP and websocket alike, and the token on all that holds data.

Open without the token: the page and its files, the documentation, `/healthz`, `/readyz`. Producers carry the token
of their attempt instead, checked where their batch is taken; the stream takes a single-use ticket.
"""

import hmac
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from dynascope.server.problems import problem
from dynascope.settings import Settings

LOOPBACK_NAMES: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
WILDCARD_HOSTS = ("", "0.0.0.0", "::", "[::]")
DEFAULT_PORTS: Mapping[str, int] = {"http": 80, "https": 443}

_TOKEN_NEEDED = re.compile(r"^/(api|metrics)(/|$)")
_OWN_CREDENTIALS = re.compile(r"^/api/v1/(attempts/[^/]+/(telemetry|runs/[^/]+/source)|stream)$")


class AllowedHosts:
    """The names under which this server may be addressed."""

    def __init__(self, settings: Settings) -> None:
        self._bare = set(LOOPBACK_NAMES)
        if settings.host not in WILDCARD_HOSTS:
            self._bare.add(f"[{settings.host}]" if ":" in settings.host else settings.host.lower())
        self._exact: set[str] = set()
        for name in settings.allowed_hosts:
            lowered = name.lower()
            self._exact.add(lowered)
            if not re.search(r":\d+$", lowered):
                self._bare.add(lowered)
        if settings.url is not None:
            self._exact.add(urlsplit(settings.url).netloc.lower())

    def names(self, port: int) -> frozenset[str]:
        """Every allowed `host:port` of a server that listens on `port`."""
        names = {f"{name}:{port}" for name in self._bare} | self._exact
        return frozenset(names | self._bare) if port in DEFAULT_PORTS.values() else frozenset(names)

    def host_allowed(self, host: str, port: int) -> bool:
        """Whether a Host header names this server."""
        return host.lower() in self.names(port)

    def origin_allowed(self, origin: str, port: int) -> bool:
        """Whether an Origin header is a page of this server."""
        try:
            parts = urlsplit(origin.lower())
        except ValueError:
            return False
        if parts.scheme not in DEFAULT_PORTS or f"{parts.scheme}://{parts.netloc}" != origin.lower():
            return False
        explicit = f"{parts.netloc}:{DEFAULT_PORTS[parts.scheme]}"
        return bool({parts.netloc, explicit} & self.names(port))


class Guard:
    """ASGI middleware that lets in whom it should."""

    def __init__(self, app: ASGIApp, hosts: AllowedHosts, token: str) -> None:
        self._app = app
        self._hosts = hosts
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).send_denial_response(refusal)
        else:
            await refusal(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        port = (scope.get("server") or ("", 80))[1] or 80
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._hosts.host_allowed(hosts[0], port):
            return _wrong_host(hosts, sorted(self._hosts.names(port)))
        origins = headers.getlist("origin")
        if any(not self._hosts.origin_allowed(origin, port) for origin in origins):
            return _wrong_origin(origins)
        path = scope["path"]
        if not _TOKEN_NEEDED.match(path) or _OWN_CREDENTIALS.match(path):
            return None
        return self._wrong_token(headers.getlist("authorization"))

    def _wrong_token(self, given: list[str]) -> Response | None:
        token = bearer(given)
        if token is None:
            return _unauthorized("a token is needed: send the header `Authorization: Bearer TOKEN`")
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self._token):
            return _unauthorized("this token is not the server's; `dynascope token` prints the right one")
        return None


def bearer(given: Iterable[str]) -> str | None:
    """The token of an Authorization header, or None where there is not exactly one of the Bearer scheme."""
    values = list(given)
    scheme, _, token = values[0].partition(" ") if len(values) == 1 else ("", "", "")
    return token.strip() or None if scheme.lower() == "bearer" else None


def _unauthorized(detail: str) -> Response:
    return problem(401, "unauthorized", detail, title="Token needed", headers={"WWW-Authenticate": "Bearer"})


def _wrong_host(hosts: list[str], allowed: list[str]) -> Response:
    named = ", ".join(repr(host) for host in hosts) or "none"
    names = f"{', '.join(allowed)} (DYNASCOPE_ALLOWED_HOSTS adds to them)"
    detail = f"Host {named} is not a name of this server; allowed: {names}"
    return problem(421, "wrong_host", detail, title="Misdirected request")


def _wrong_origin(origins: list[str]) -> Response:
    named = ", ".join(repr(origin) for origin in origins)
    detail = f"Origin {named} is not a page of this server; allowed: its own address, or no Origin at all"
    return problem(403, "wrong_origin", detail, title="Forbidden")
