"""`dynascope serve` and `dynascope token`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dynascope.cli.connection import DataDir, find_token
from dynascope.cli.output import output
from dynascope.settings import load_settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on. Default: 127.0.0.1.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one. Default: 8000.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Folder for everything that is kept.")] = None,
    token: Annotated[str | None, typer.Option(help="Token that every request must carry.")] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
) -> None:
    """Serve the page and the REST interface until Ctrl-C."""
    open_browser = False if no_open else None
    settings = load_settings(host=host, port=port, data_dir=data_dir, token=token, open_browser=open_browser)
    from dynascope.server.run import serve as run_server

    run_server(settings)


def token(data_dir: DataDir = None) -> None:
    """Print the token of the local server."""
    output.file.write(find_token(load_settings(data_dir=data_dir)) + "\n")
