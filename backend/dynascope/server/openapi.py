"""The OpenAPI document, stream messages included. `python -m dynascope.server.openapi` prints it."""

import json
import sys
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from dynascope.server import schema
from dynascope.server.stream import messages
from dynascope.spec import JobRequest, RunSpec

Mode = Literal["validation", "serialization"]


def _models() -> list[tuple[type[BaseModel], Mode]]:
    """Every body and every message, each in the direction in which it travels."""
    sent = [model for model in vars(schema).values() if _is_model(model, schema.Body)]
    sent += [model for model in vars(messages).values() if _is_model(model, messages.ServerMessage)]
    received = [model for model in vars(messages).values() if _is_model(model, messages.ClientMessage)]
    requests: list[type[BaseModel]] = [schema.OpenRunRequest, JobRequest, RunSpec]
    directed: list[tuple[type[BaseModel], Mode]] = []
    directed += [(model, "serialization") for model in sent if model not in requests]
    directed += [(model, "validation") for model in received + requests]
    directed.append((messages.DiagnosisMessage, "serialization"))
    return sorted(directed, key=lambda pair: pair[0].__name__)


def _is_model(value: object, base: type[BaseModel]) -> bool:
    return isinstance(value, type) and issubclass(value, base) and value is not base


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document of `app`, with all bodies and stream messages as named components."""
    described = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, tags=app.openapi_tags
    )
    _, definitions = models_json_schema(_models(), ref_template="#/components/schemas/{model}")
    components = described.setdefault("components", {}).setdefault("schemas", {})
    components.update(definitions.get("$defs", {}))
    return described


def main() -> None:
    """Print the document; sorted, so that two of them can be compared."""
    app = FastAPI(title="Dynascope", version="1")
    json.dump(document(app), sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
