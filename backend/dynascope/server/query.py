"""Parameters of a query that a route does not have: refused, as `dryrun` for `dry_run` would launch a job."""

import difflib
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_origin

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
    many = set(_names(request.scope["route"].dependant, repeated=True))
    times = Counter(name for name, _ in request.query_params.multi_items() if name not in many)
    twice = [name for name, count in times.items() if count > 1]
    if twice:
        raise InvalidRequest([_repeated(name, request.query_params.getlist(name)) for name in twice])


def _names(dependant: Dependant, repeated: bool = False) -> Iterator[str]:
    """The query's parameters that a route and what it depends on read; with `repeated`, those that are lists."""
    for parameter in dependant.query_params:
        if not repeated or get_origin(parameter.field_info.annotation) is list:
            yield parameter.alias
    for needed in dependant.dependencies:
        yield from _names(needed, repeated)


def _repeated(name: str, values: list[str]) -> FieldError:
    message = f"{name}: got {shown(values)}; allowed: once"
    return FieldError(name, "repeated_parameter", message, {"count": len(values)})


def _refusal(name: str, allowed: list[str]) -> FieldError:
    guess = difflib.get_close_matches(name, allowed, 1)
    hint = f"; did you mean {guess[0]!r}?" if guess else ""
    message = f"{shown(name)} is no parameter of this query{hint}; allowed: {', '.join(allowed) or 'none'}"
    params: dict[str, Any] = {"allowed": allowed}
    return FieldError(name[:200], "unknown_parameter", message, params)
