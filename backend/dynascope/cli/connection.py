"""Finds the server that a client command talks to, and its token."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from dynascope.sdk.errors import NoServer
from dynascope.settings import Settings, load_settings

if TYPE_CHECKING:
    from dynascope.sdk.client import Client

Server = Annotated[str | None, typer.Option("--server", help="Address of the server (DYNASCOPE_URL).")]
Token = Annotated[str | None, typer.Option("--token", help="Token of the server (DYNASCOPE_TOKEN).")]
DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Data folder (DYNASCOPE_DATA_DIR).")]


def connect(server: str | None, token: str | None, data_dir: Path | None) -> Client:
    """A client for the server that the options, the environment or the data folder name, in this order."""
    from dynascope.sdk.client import Client  # half a second that `serve` and `--help` need not wait

    settings = load_settings(url=server, token=token, data_dir=data_dir)
    return Client(settings.url or _local_url(settings), find_token(settings))


def find_token(settings: Settings) -> str:
    """The token of the settings, or else the one in the data folder. Raises `NoServer` where there is none."""
    if settings.token is not None:
        return settings.token.get_secret_value()
    try:
        token = settings.token_file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        token = ""
    if not token:
        raise NoServer(
            f"there is no token in {settings.data_dir}: start a server with `dynascope serve`, or give --token"
        )
    return token


def _local_url(settings: Settings) -> str:
    try:
        content = cast("dict[str, Any]", json.loads(settings.server_file.read_text("utf-8")))
        return str(content["url"])
    except (OSError, ValueError, KeyError, TypeError):
        raise NoServer(
            f"no server runs on {settings.data_dir}: start one with `dynascope serve`, or give --server"
        ) from None
