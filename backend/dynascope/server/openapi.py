"""The OpenAPI document, stream messages included. `python -m dynascope.server.openapi` prints it."""

import json
import sys
from types import ModuleType
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from dynascope.server import schema
from dynascope.server.stream import messages
from dynascope.spec import JobRequest, LandscapeRequest, PreviewRequest, RunSpec, TrajectoryRequest

Mode = Literal["validation", "serialization"]

OPEN_PATHS = frozenset({"/healthz", "/readyz"})


def _models() -> list[tuple[type[BaseModel], Mode]]:
    """Every body and every message, each in the direction in which it travels."""
    requests: set[type[BaseModel]] = {
        schema.OpenRunRequest,
        schema.TelemetryBatch,
        JobRequest,
        LandscapeRequest,
        PreviewRequest,
        RunSpec,
        TrajectoryRequest,
    }
    received = requests | _subclasses(messages, messages.ClientMessage)
    sent = _subclasses(schema, schema.Body) | _subclasses(messages, messages.ServerMessage)
    sent.add(messages.DiagnosisMessage)
    directed: dict[type[BaseModel], Mode] = dict.fromkeys(sent, "serialization")
    directed |= dict.fromkeys(received, "validation")
    return sorted(directed.items(), key=lambda pair: pair[0].__name__)


def _subclasses(module: ModuleType, base: type[BaseModel]) -> set[type[BaseModel]]:
    found = (value for value in vars(module).values() if isinstance(value, type))
    return {value for value in found if issubclass(value, base) and value is not base}


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document of `app`, with all bodies and stream messages as named components."""
    described = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    _, definitions = models_json_schema(_models(), ref_template="#/components/schemas/{model}")
    components = described.setdefault("components", {})
    components.setdefault("schemas", {}).update(definitions.get("$defs", {}))
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "The server's token."},
        "attempt": {"type": "http", "scheme": "bearer", "description": "The token of a producer's attempt."},
    }
    described["security"] = [{"token": []}]
    for path, calls in described["paths"].items():
        for call in calls.values():
            _complete(path, call)
    return described


def _complete(path: str, call: dict[str, Any]) -> None:
    """Say which calls are open, and that every error is a problem."""
    if path in OPEN_PATHS:
        call["security"] = []
    call["responses"].pop("422", None)
    call["responses"]["default"] = {
        "description": "What was wrong, where, and what is allowed (RFC 9457).",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def main() -> None:
    """Print the document; sorted, so that two of them can be compared."""
    from dynascope.server.app import bare_app

    json.dump(document(bare_app()), sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
