"""Parameters of a query that a route does not have: refused, as `dryrun` for `dry_run` would launch a job."""

import difflib
from collections.abc import Iterator
from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant

from dynascope.errors import FieldError, InvalidRequest
from dynascope.server.problems import shown


def known_query(request: Request) -> None:
    """Raises `InvalidRequest` naming each parameter of the query that the matched route has not, and those it has."""
    allowed = sorted(set(_names(request.scope["route"].dependant)))
    unknown = [name for name in dict.fromkeys(request.query_params) if name not in allowed]
    if unknown:
        raise InvalidRequest([_refusal(name, allowed) for name in unknown])


def _names(dependant: Dependant) -> Iterator[str]:
    """The query's parameters that a route and what it depends on read."""
    for parameter in dependant.query_params:
        yield parameter.alias
    for needed in dependant.dependencies:
        yield from _names(needed)


def _refusal(name: str, allowed: list[str]) -> FieldError:
    guess = difflib.get_close_matches(name, allowed, 1)
    hint = f"; did you mean {guess[0]!r}?" if guess else ""
    message = f"{shown(name)} is no parameter of this query{hint}; allowed: {', '.join(allowed) or 'none'}"
    params: dict[str, Any] = {"allowed": allowed}
    return FieldError(name[:200], "unknown_parameter", message, params)
