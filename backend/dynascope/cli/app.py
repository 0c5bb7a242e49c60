"""The command with its subcommands; errors end as sentences, never as tracebacks."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dynascope import __version__
from dynascope.cli import export, jobs, launch, serve, upload
from dynascope.cli.output import FAILED, REFUSED, complain
from dynascope.errors import BadRequest, DynascopeError
from dynascope.sdk.errors import Refused
from dynascope.settings import SettingsError

app = typer.Typer(
    name="dynascope",
    help="A wind tunnel for training neural networks. Without a command: serve, and open the page in the browser.",
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("serve")(serve.serve)
app.command("token")(serve.token)
app.command("launch")(launch.launch)
app.command("upload")(upload.upload)
app.command("jobs")(jobs.jobs)
app.command("show")(jobs.show)
app.command("cancel")(jobs.cancel)
app.command("export")(export.export)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dynascope {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def alone(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  (typer calls _print_version)
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A wind tunnel for training neural networks. Without a command: serve, and open the page in the browser."""
    if context.invoked_subcommand is None:
        serve.serve()


def main() -> None:
    """Runs the command and ends the process: status 0, 1 where something failed, 2 where the input is wrong."""
    try:
        app()
    except Refused as error:
        complain(error.detail, *(error.fields if len(error.fields) > 1 else ()))
        sys.exit(REFUSED if error.answered in (400, 413, 422) else FAILED)
    except (SettingsError, BadRequest) as error:
        complain(error.detail)
        sys.exit(REFUSED)
    except DynascopeError as error:
        complain(error.detail)
        sys.exit(FAILED)
