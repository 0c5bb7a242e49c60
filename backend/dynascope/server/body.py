"""Reading what was sent: at most so many bytes, and JSON as RFC 8259 has it."""

import json
from http import HTTPStatus
from typing import Any

from fastapi import Request
from starlette.exceptions import HTTPException

from dynascope.errors import BadRequest, TooLarge

MEBIBYTE = 1024 * 1024
JSON_LIMIT = 8 * MEBIBYTE


async def read_body(request: Request, limit: int) -> bytes:
    """The body. Raises `TooLarge` beyond `limit` bytes, before the rest is read."""
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(declared, limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(f"more than {limit}", limit)
    return bytes(body)


def _too_large(size: str, limit: int) -> TooLarge:
    return TooLarge(f"the body has {size} bytes; allowed are at most {limit}")


def require_media_type(request: Request, *allowed: str) -> None:
    """Raises 415 for a body of another type; a body without a type passes."""
    given = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if given and given not in allowed:
        raise HTTPException(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"Content-Type {given!r} is not taken here; allowed: {', '.join(allowed)}.",
        )


async def read_json(request: Request, limit: int = JSON_LIMIT) -> Any:
    """The body as JSON. NaN, Infinity and numbers beyond a double become floats that no field accepts."""
    require_media_type(request, "application/json")
    body = await read_body(request, limit)
    try:
        return json.loads(body.decode("utf-8"), parse_int=_integer)
    except UnicodeDecodeError as error:
        raise BadRequest(f"the body is not UTF-8: {error.reason} at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise BadRequest(
            f"the body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        ) from None
    except RecursionError:
        raise BadRequest("the body is not readable: it is nested too deeply") from None


def _integer(digits: str) -> int | float:
    """An integer; one of thousands of digits (which Python does not convert) is infinite for our purposes."""
    return int(digits) if len(digits) < 400 else float(digits)  # noqa: PLR2004
