"""Reading what was sent: at most so many bytes, and JSON as RFC 8259 has it."""

import json
import math
from collections import Counter
from typing import Any

from fastapi import Request

from dynascope.errors import BadRequest, TooLarge
from dynascope.server.problems import shown
from dynascope.spec.plain import BeyondDouble

MEBIBYTE = 1024 * 1024
JSON_LIMIT = 4 * MEBIBYTE
LONGEST_INTEGER = 400
"""Digits of an integer that are read, more than an error shows and than a double holds: what has more is beyond what
any field takes, and Python converts no more than 4,300."""


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


def parse_json(body: bytes) -> Any:
    """JSON text as values. NaN, Infinity and numbers beyond a double become numbers that no field accepts.

    Raises `BadRequest` that says where it stops being JSON; a name that stands twice in one object is refused too.
    """
    try:
        return json.loads(body.decode("utf-8"), parse_float=_number, parse_int=_integer, object_pairs_hook=_distinct)
    except UnicodeDecodeError as error:
        raise BadRequest(f"the body is not UTF-8: {error.reason} at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise BadRequest(f"the body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise BadRequest("the body is nested too deeply to be read") from None


def _integer(digits: str) -> int:
    return int(digits[:LONGEST_INTEGER])


def _number(written: str) -> float:
    number = float(written)
    return BeyondDouble(written) if math.isinf(number) else number


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        (repeated, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise BadRequest(f"{shown(repeated)} stands twice in one object; allowed: each name once")
    return members
