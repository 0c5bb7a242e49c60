"""`dynascope jobs`, `show` and `cancel`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Column, Table

from dynascope.cli.connection import DataDir, Server, Token, connect
from dynascope.cli.output import output, print_json, status_text
from dynascope.sdk.bodies import Job, JobSummary, RunSummary

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
JobId = Annotated[str, typer.Argument(help="Id of the job, as `dynascope jobs` prints it.")]


def jobs(
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many, newest first.")] = 20,
    as_json: Json = False,
    server: Server = None,
    token: Token = None,
    data_dir: DataDir = None,
) -> None:
    """List the jobs, newest first."""
    found: list[JobSummary] = []
    with connect(server, token, data_dir) as client:
        cursor: str | None = None
        while len(found) < limit:
            page = client.jobs(cursor, min(limit - len(found), 100))
            found += page["jobs"]
            cursor = page["next_cursor"]
            if cursor is None:
                break
    if as_json:
        print_json(found)
        return
    table = Table(whole("id"), "name", "status", "runs", "launched")
    for job in found:
        launched = job["created_at"][:19].replace("T", " ")
        table.add_row(job["id"], job["name"] or "", status_text(job["status"]), str(job["run_count"]), launched)
    output.print(table if found else "No jobs yet.")


def show(
    job_id: JobId, as_json: Json = False, server: Server = None, token: Token = None, data_dir: DataDir = None
) -> None:
    """Show one job with its runs."""
    with connect(server, token, data_dir) as client:
        job = client.job(job_id)
    if as_json:
        print_json(job)
    else:
        print_job(job)


def cancel(job_id: JobId, server: Server = None, token: Token = None, data_dir: DataDir = None) -> None:
    """Cancel a job; what it measured stays."""
    with connect(server, token, data_dir) as client:
        job = client.cancel(job_id)
    output.print(f"job {job_id} is {'being cancelled' if job['status'] == 'running' else job['status']}")


def print_job(job: Job) -> None:
    """A job and a line for each of its runs."""
    output.print(job["name"] or "(no name)", style="bold")
    output.print("job", job["id"], status_text(job["status"]))
    if job["error"]:
        output.print(job["error"], style="red")
    table = Table(whole("run"), "label", "seed", "status", "outcome", "step")
    for run in job["runs"]:
        outcome = run["outcome"] or ""
        ended = end_of(run)
        if ended is not None:
            outcome += f" at step {ended}"
        if run["restored_step"] is not None:
            outcome += f", restored step {run['restored_step']}"
        steps = "" if run["steps"] is None else f" / {run['steps']}"
        status = status_text(run["status"])
        table.add_row(run["id"], run["label"], str(run["seed"]), status, outcome, f"{run['step']}{steps}")
    output.print(table)


def end_of(run: RunSummary) -> int | None:
    """The step at which a run ended before its last."""
    return run["diverged_at"] if run["stopped_at"] is None else run["stopped_at"]


def whole(heading: str) -> Column:
    """A column that is never cut, however narrow the terminal: its text is made to be copied."""
    return Column(heading, no_wrap=True, overflow="ignore", min_width=len("run_0123456789abcdef"))
