"""Errors as problem+json (RFC 9457): the one place where an exception becomes an answer."""

import secrets
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, cast

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dynascope.errors import DynascopeError
from dynascope.server.encoding import to_json_bytes

MEDIA_TYPE = "application/problem+json"
LONGEST_DETAIL = 2_000
LONGEST_VALUE = 200


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    title: str | None = None,
    errors: list[dict[str, Any]] | None = None,
    params: Mapping[str, Any] | None = None,
    instance: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem answer; `params` hold the figures of `detail`, `instance` names this very occurrence."""
    body = {
        "type": "about:blank",
        "title": title or _phrase(status),
        "status": status,
        "detail": detail if len(detail) <= LONGEST_DETAIL else detail[:LONGEST_DETAIL] + " …",
        "instance": instance,
        "code": code,
        "params": params or {},
        "errors": errors or [],
    }
    return Response(to_json_bytes(body), status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def problem_of(error: DynascopeError) -> Response:
    """The answer to an error that was raised on purpose."""
    errors = [
        {"path": one.path, "code": one.code, "params": _plain(one.params), "message": one.message}
        for one in error.errors
    ]
    headers = {"WWW-Authenticate": "Bearer"} if error.status == HTTPStatus.UNAUTHORIZED else None
    params = _plain(error.params)
    return problem(
        error.status, error.code, error.detail, title=error.title, errors=errors, headers=headers, params=params
    )


def unexpected(error: Exception, method: str, path: str) -> Response:
    """The answer to a mistake of ours: a number to quote, and the whole story in the log."""
    incident = secrets.token_hex(6)
    structlog.get_logger(__name__).error(
        "unexpected_error", incident=incident, method=method, path=path, exc_info=error
    )
    detail = f"Something of ours went wrong while answering {method} {path}. The log tells more under {incident}."
    return problem(500, "internal", detail, title="Internal error", instance=f"urn:dynascope:incident:{incident}")


def install_problem_handlers(app: FastAPI, methods_at: Callable[[str], list[str]]) -> None:
    """Answer every kind of exception that a route raises; the unexpected are caught by `AccessMiddleware`.

    `methods_at` gives the methods that are possible at a path.
    """

    def dynascope_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, DynascopeError)
        if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            return unexpected(error, request.method, request.url.path)
        return problem_of(error)

    def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status, path = error.status_code, request.url.path
        if status == HTTPStatus.NOT_FOUND:
            return problem(status, "not_found", f"There is nothing at {path}; /docs lists what there is.")
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = ", ".join(methods_at(path))
            detail = f"{request.method} is not possible at {path}; allowed: {allowed}."
            return problem(status, "method_not_allowed", detail, headers={"Allow": allowed})
        return problem(status, _code(status), str(error.detail), headers=error.headers)

    def invalid_request(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return invalid([_field_error(one) for one in error.errors()])

    app.add_exception_handler(DynascopeError, dynascope_error)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, invalid_request)


def invalid(errors: list[dict[str, Any]]) -> Response:
    """422 for parameters of the request that are not allowed."""
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return problem(422, "invalid_request", errors[0]["message"] + more, title="Invalid request", errors=errors)


def _field_error(one: Mapping[str, Any]) -> dict[str, Any]:
    """A pydantic error about a parameter, as a sentence that names it, its value and what is allowed."""
    place = [str(part) for part in one["loc"]]
    path = ".".join(place[1:]) or place[0]
    params = _plain(one.get("ctx") or {})
    if one["type"] == "missing":
        return {"path": path, "code": "missing", "params": params, "message": f"{path} is missing; it is needed."}
    value = shown(one.get("input"))
    reason = str(one["msg"])[:1].lower() + str(one["msg"])[1:]
    return {
        "path": path,
        "code": str(one["type"]),
        "params": {**params, "value": value},
        "message": f"{path}: {value} is not allowed; {reason}.",
    }


def shown(value: object) -> str:
    """A value as an error names it: its repr, cut where it is long."""
    text = repr(value)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def _plain(value: Any) -> Any:
    """Parameters of an error as JSON: what JSON does not know is named by its text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in cast("list[Any]", value)]
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return value if value is None or isinstance(value, (str, bool, int, float)) else str(value)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _code(status: int) -> str:
    return _phrase(status).lower().replace(" ", "_").replace("-", "_")
