"""Launching, reading and controlling jobs."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dynascope.errors import FieldError, InvalidRequest
from dynascope.server import BASE_PATH, schema
from dynascope.server.body import JSON_LIMIT, parse_json, read_body
from dynascope.server.comparison import Asked, compare
from dynascope.server.encoding import json_answer
from dynascope.server.problems import shown
from dynascope.server.routes.runs import MOST_STEPS
from dynascope.server.services import Served, Services
from dynascope.server.views import dry_run_body, job_body, job_summary_body
from dynascope.spec import parse_job
from dynascope.store import MIN_POINTS, SeriesPage

router = APIRouter(tags=["jobs"])

LONGEST_KEY = 200
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/JobRequest"}}},
    }
}


@router.post(
    "/jobs",
    status_code=201,
    response_model=schema.Job,
    responses={200: {"model": schema.DryRun, "description": "With `dry_run`: nothing was launched."}},
    openapi_extra=_BODY,
)
async def launch_job(
    request: Request,
    services: Served,
    dry_run: Annotated[bool, Query(description="Expand, validate and estimate only.")] = False,
    idempotency_key: Annotated[
        str | None, Header(description="The same key with the same body answers the same job.")
    ] = None,
) -> Response:
    """Launch a job."""
    body = await read_body(request, JSON_LIMIT)
    return await run_in_threadpool(_launch, services, request, body, dry_run, idempotency_key)


def _launch(services: Services, request: Request, body: bytes, dry_run: bool, key: str | None) -> Response:
    if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        allowed = f"1 to {LONGEST_KEY} printable ASCII characters"
        message = f"Idempotency-Key: got {shown(key)}; allowed: {allowed}"
        raise InvalidRequest([FieldError("Idempotency-Key", "invalid_key", message, {"allowed": allowed})])
    job_request = parse_job(parse_json(body), services.uploads.resolve)
    if dry_run:
        return json_answer(request, dry_run_body(services.jobs.dry_run(job_request)))
    job = services.jobs.launch(job_request, key)
    return json_answer(request, job_body(job), 201, {"Location": f"{BASE_PATH}/jobs/{job.id}"})


@router.get("/jobs", response_model=schema.JobPage)
def list_jobs(
    request: Request,
    services: Served,
    cursor: Annotated[str | None, Query(max_length=500, description="`next_cursor` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """All jobs, newest first, a page at a time."""
    page = services.store.jobs(cursor, limit)
    body = {"jobs": [job_summary_body(job) for job in page.jobs], "next_cursor": page.next_cursor}
    return json_answer(request, body)


@router.get("/jobs/{job_id}", response_model=schema.Job)
def read_job(request: Request, services: Served, job_id: str) -> Response:
    """One job with its runs."""
    return json_answer(request, job_body(services.store.job(job_id)))


@router.delete("/jobs/{job_id}", status_code=204, response_class=Response)
def delete_job(services: Served, job_id: str) -> Response:
    """Delete an ended job, its rows and files; one that has not ended is 409."""
    services.jobs.delete(job_id)
    return Response(status_code=204)


@router.post("/jobs/{job_id}/cancel", response_model=schema.Job)
def cancel_job(request: Request, services: Served, job_id: str) -> Response:
    """End a job for good; its rows stay."""
    return json_answer(request, job_body(services.jobs.cancel(job_id)))


@router.post("/jobs/{job_id}/pause", response_model=schema.Job)
def pause_job(request: Request, services: Served, job_id: str) -> Response:
    """Hold a job."""
    return json_answer(request, job_body(services.jobs.pause(job_id)))


@router.post("/jobs/{job_id}/resume", response_model=schema.Job)
def resume_job(request: Request, services: Served, job_id: str) -> Response:
    """Go on with a held job."""
    return json_answer(request, job_body(services.jobs.resume(job_id)))


@router.get("/jobs/{job_id}/comparison", response_model=schema.Comparison)
def compare_variants(
    request: Request,
    services: Served,
    job_id: str,
    metric: Annotated[str, Query(max_length=200)],
    layer: Annotated[str | None, Query(max_length=200, description="For a metric with layers.")] = None,
    step: Annotated[
        int | None, Query(ge=0, le=MOST_STEPS, description="Null is the last step that all runs share.")
    ] = None,
    at_step: Annotated[
        int | None, Query(ge=0, le=MOST_STEPS, description="Instead of `step`: each run's last row at or before it.")
    ] = None,
    target: Annotated[
        float | None, Query(allow_inf_nan=False, description="Also say how soon the runs reach this value.")
    ] = None,
) -> Response:
    """Per variant n, mean, standard deviation, 95 % interval, the paired difference to the first variant, and how soon
    its runs reach a target."""
    if step is not None and at_step is not None:
        message = f"at_step: got {at_step} beside step; allowed: at most one of step and at_step"
        raise InvalidRequest([FieldError("at_step", "both_given", message, {"value": at_step})])

    def read(run_id: str, name: str) -> SeriesPage:
        if target is not None:
            return services.store.series(run_id, [name], max_points=None)
        if at_step is not None:  # any thinning keeps the last row
            return services.store.series(run_id, [name], to_step=at_step, max_points=MIN_POINTS)
        return services.store.series(run_id, [name], from_step=step, to_step=step, max_points=None)

    asked = Asked(metric, layer, step, at_step, target)
    body: dict[str, Any] = compare(services.store.job(job_id), read, asked)
    return json_answer(request, body)
