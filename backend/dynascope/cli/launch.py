"""`dynascope launch`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dynascope.cli.connection import DataDir, Server, Token, connect
from dynascope.cli.output import DETACHED, FAILED, SUCCEEDED, output

File = Annotated[Path, typer.Argument(help="The job in YAML or JSON, as POST /jobs takes it; - is standard input.")]
Watch = Annotated[bool, typer.Option("--watch", help="Follow the training, then print the results.")]


def launch(
    file: File, watch: Watch = False, server: Server = None, token: Token = None, data_dir: DataDir = None
) -> None:
    """Launch a job. Exit status with --watch: 0 succeeded, 1 failed or cancelled; 2 where the job is refused."""
    from dynascope.cli.request import read_request
    from dynascope.cli.watch import print_results, watch_job

    request = read_request(file)
    with connect(server, token, data_dir) as client:
        job = client.launch(request)
        runs = len(job["runs"])
        output.print(f"job {job['id']} launched: {runs} run{'' if runs == 1 else 's'}")
        if not watch:
            output.print(f"follow it in the browser, or with: dynascope show {job['id']}")
            return
        try:
            job = watch_job(client, job)
        except KeyboardInterrupt:
            output.print(f"detached; the job goes on. To end it: dynascope cancel {job['id']}")
            raise typer.Exit(DETACHED) from None
        print_results(client, job)
    raise typer.Exit(SUCCEEDED if job["status"] == "succeeded" else FAILED)
