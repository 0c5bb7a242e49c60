"""JSON as the interface promises it: non-finite numbers by name, lone surrogates replaced, large answers compressed."""

import gzip
import json
from typing import Any

from fastapi import Request
from starlette.responses import Response

from dynascope.telemetry import name_non_finite

COMPRESS_FROM = 32 * 1024


def to_json_bytes(value: Any) -> bytes:
    """UTF-8 JSON that any strict parser reads, whatever strings and floats are in `value`."""
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    except ValueError:
        text = json.dumps(name_non_finite(value), allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def accepts_gzip(request: Request) -> bool:
    """Whether the client reads gzip."""
    offered = [part.strip().split(";") for part in request.headers.get("accept-encoding", "").lower().split(",")]
    return any(part[0].strip() in ("gzip", "*") and "q=0" not in [p.strip() for p in part[1:]] for part in offered)


def answer(request: Request, content: bytes, media_type: str, headers: dict[str, str] | None = None) -> Response:
    """A response of `content`, compressed where that pays. Called in a worker thread: it takes time."""
    sent = {"Vary": "Accept, Accept-Encoding", **(headers or {})}
    if len(content) >= COMPRESS_FROM and accepts_gzip(request):
        content = gzip.compress(content, compresslevel=1)
        sent["Content-Encoding"] = "gzip"
    return Response(content, media_type=media_type, headers=sent)


def json_answer(request: Request, value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """`value` as a JSON response."""
    response = answer(request, to_json_bytes(value), "application/json", headers)
    response.status_code = status
    return response
