"""Reads the file of `dynascope launch`: the body of `POST /jobs`, in YAML 1.2 or JSON.

PyYAML reads YAML 1.1, where `1e-3` is a string, `no` is false and a repeated key silently wins; here they are
a number, a string and an error.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Hashable
from pathlib import Path
from typing import Any, cast

import yaml

from dynascope.errors import BadRequest


def read_request(path: Path) -> dict[str, Any]:
    """The request in a file, or on standard input for `-`. Raises `BadRequest` with the line where it is
    malformed.
    """
    name = "standard input" if str(path) == "-" else str(path)
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except OSError as error:
        raise BadRequest(f"{name} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadRequest(f"{name} is not UTF-8 text: {error.reason} at byte {error.start}") from error
    request = _parse_json(text, name) if path.suffix.lower() == ".json" else _parse_yaml(text, name)
    if not isinstance(request, dict):
        found = "nothing" if request is None else f"a {type(request).__name__}"
        raise BadRequest(f"{name} holds {found}; a job is a mapping with `base`, `vary`, `seeds`, ...")
    try:
        json.dumps(request)
    except (TypeError, ValueError, RecursionError) as error:
        raise BadRequest(f"{name} holds what JSON cannot carry: {error}") from error
    return cast("dict[str, Any]", request)


def _parse_json(text: str, name: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        for key in keys:
            if keys.count(key) > 1:
                raise BadRequest(f"{name}: the key {key!r} stands twice in one object")
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        raise BadRequest(f"{name}, line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise BadRequest(f"{name} is nested too deeply") from error
    except ValueError as error:
        raise BadRequest(f"{name}: {error}") from error


def _parse_yaml(text: str, name: str) -> Any:
    try:
        return yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise BadRequest(f"{name}{where}: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise BadRequest(f"{name} is not YAML: {error}") from error
    except RecursionError as error:
        raise BadRequest(f"{name} is nested too deeply") from error
    except ValueError as error:
        raise BadRequest(f"{name}: {error}") from error


class _Loader(yaml.SafeLoader):
    """Plain scalars as YAML 1.2 reads them; repeated keys refused."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  (PyYAML's own)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping whose keys are distinct strings."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                raise yaml.constructor.ConstructorError(None, None, "a key must be a string", key.start_mark)
            if key.value in seen:
                problem = f"the key {key.value!r} stands twice in one mapping"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_CORE_SCHEMA = (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
)
for _tag, _pattern, _first in _CORE_SCHEMA:
    cast("Any", _Loader).add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


def _integer(loader: _Loader, node: yaml.ScalarNode) -> int:
    return int(loader.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:int", _integer)
