"""`/docs`: the OpenAPI document as a page of our own, without scripts and without assets from elsewhere."""

from functools import cache
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from dynascope.server.encoding import to_json_bytes
from dynascope.server.openapi import document

_ABOUT = (
    "<p>Every call but those marked <em>open</em> carries <code>Authorization: Bearer TOKEN</code>; "
    "<code>dynascope token</code> prints the token. Errors are <code>application/problem+json</code> "
    '(<a href="#Problem">Problem</a>). The same as data: <a href="/openapi.json">/openapi.json</a>.</p>'
)
METHODS = ("get", "post", "put", "patch", "delete")
STYLE = """
:root{color-scheme:light dark;--line:#8884;--muted:#888;--accent:#3b5bdb}
@media(prefers-color-scheme:dark){:root{--accent:#8aa2ff}}
body{font:15px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:.4rem .8rem}
summary{cursor:pointer}code,.m{font-family:ui-monospace,monospace}
.m{display:inline-block;min-width:4.2rem;font-weight:700;color:var(--accent)}
.s{color:var(--muted);margin-left:.6rem}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line)}
a{color:var(--accent)}
"""


def docs_router(app: FastAPI) -> APIRouter:
    """`/docs` and `/openapi.json` of `app`."""
    router = APIRouter(include_in_schema=False)

    @cache
    def described() -> dict[str, Any]:
        return document(app)

    @router.api_route("/openapi.json", methods=["GET", "HEAD"])
    def openapi() -> Response:
        return Response(to_json_bytes(described()), media_type="application/json")

    @router.api_route("/docs", methods=["GET", "HEAD"])
    def docs() -> Response:
        return Response(page(described()), media_type="text/html")

    return router


def page(described: dict[str, Any]) -> str:
    """The document as HTML."""
    info = described["info"]
    sections = [
        f"<h1>{escape(info['title'])} {escape(info['version'])}</h1>",
        f"<p>{escape(info['description'])}</p>",
        _ABOUT,
        *_paths(described["paths"]),
        "<h2>Bodies and messages</h2>",
        *(_schema(name, one) for name, one in sorted(described["components"]["schemas"].items())),
    ]
    title = escape(info["title"])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}: REST and stream</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
        f"<body>{''.join(sections)}</body></html>"
    )


def _paths(paths: dict[str, Any]) -> list[str]:
    grouped: dict[str, list[str]] = {}
    for path, calls in paths.items():
        for method in METHODS:
            if method in calls:
                tag = calls[method].get("tags", ["other"])[0]
                grouped.setdefault(tag, []).append(_call(path, method, calls[method]))
    return [part for tag, calls in grouped.items() for part in (f"<h2>{escape(tag)}</h2>", *calls)]


def _call(path: str, method: str, call: dict[str, Any]) -> str:
    opened = " <em>open</em>" if call.get("security") == [] else ""
    rows = [_parameter(one) for one in call.get("parameters", [])]
    body = call.get("requestBody", {}).get("content", {})
    rows += [_row("body", media, one.get("schema", {}), "") for media, one in body.items()]
    for status, answered in call.get("responses", {}).items():
        for media, one in answered.get("content", {"": {}}).items():
            rows.append(_row(status, media, one.get("schema", {}), answered.get("description", "")))
    return (
        f'<details><summary><span class="m">{method.upper()}</span><code>{escape(path)}</code>{opened}'
        f'<span class="s">{escape(call.get("description", ""))}</span></summary>'
        f"<table>{''.join(rows)}</table></details>"
    )


def _parameter(one: dict[str, Any]) -> str:
    needed = "needed" if one.get("required") else "optional"
    return _row(one["name"], f"{one['in']}, {needed}", one["schema"], one.get("description", ""))


def _row(name: str, kind: str, schema: dict[str, Any], about: str) -> str:
    return (
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(kind)}</td>"
        f"<td>{_type(schema)}</td><td>{escape(about)}</td></tr>"
    )


def _schema(name: str, one: dict[str, Any]) -> str:
    needed = set(one.get("required", []))
    rows = [
        _row(field, "needed" if field in needed else "optional", kind, kind.get("description", ""))
        for field, kind in one.get("properties", {}).items()
    ]
    about = escape(one.get("description", "").split("\n\n")[0])
    return (
        f'<details id="{escape(name)}"><summary><code>{escape(name)}</code><span class="s">{about}</span></summary>'
        f"<table>{''.join(rows)}</table></details>"
    )


def _type(schema: dict[str, Any]) -> str:
    """A JSON Schema in a few words, with links to the named ones."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f'<a href="#{name}">{name}</a>'
    if "const" in schema:
        return f"<code>{escape(repr(schema['const']))}</code>"
    if "enum" in schema:
        return " | ".join(f"<code>{escape(repr(one))}</code>" for one in schema["enum"])
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " | ".join(dict.fromkeys(_type(one) for one in schema[several]))
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"map to {_type(schema['additionalProperties'])}"
    bounds = [f"{sign} {schema[key]}" for key, sign in _BOUNDS.items() if key in schema]
    return escape(" ".join([str(schema.get("type", "any")), *bounds]))


_BOUNDS = {
    "minimum": "≥",
    "maximum": "≤",
    "exclusiveMinimum": ">",
    "exclusiveMaximum": "<",
    "minLength": "length ≥",
    "maxLength": "length ≤",
    "minItems": "items ≥",
    "maxItems": "items ≤",
}
