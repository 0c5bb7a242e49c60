"""What the server answers, read with care: whoever answers may be no Dynascope server."""

from __future__ import annotations

from typing import Any, cast

import httpx

from dynascope.sdk.errors import Refused


def read_object(response: httpx.Response) -> dict[str, Any] | None:
    """The JSON object of an answer, or None where it is none."""
    try:
        answer = response.json()
    except ValueError:
        return None
    return cast("dict[str, Any]", answer) if isinstance(answer, dict) else None


def refusal(response: httpx.Response) -> Refused:
    """The error that a problem+json answer stands for."""
    problem = read_object(response) or {}
    if "detail" not in problem:
        detail = (
            f"{response.url} did not answer as a Dynascope server does: {response.status_code} {response.reason_phrase}"
        )
        return Refused(detail, response.status_code)
    fields = tuple(str(one["message"]) for one in problem.get("errors", []))
    return Refused(str(problem["detail"]), response.status_code, str(problem.get("code", "")), fields)
