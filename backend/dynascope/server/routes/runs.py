"""Reading what a run measured."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import FileResponse, Response

from dynascope.server import schema
from dynascope.server.encoding import answer, json_answer
from dynascope.server.formats import CSV, PARQUET, SeriesTable, negotiate
from dynascope.server.points import points_body
from dynascope.server.services import Served
from dynascope.server.theory import theory_body
from dynascope.server.views import cursor_body, run_body, spec_of

router = APIRouter(tags=["runs"])

MOST_STEPS = 2**53
Step = Annotated[int | None, Query(ge=0, le=MOST_STEPS)]
_TABLES: dict[str, Any] = {CSV: {"schema": {"type": "string"}}, PARQUET: {}}


@router.get("/runs/{run_id}", response_model=schema.Run)
def read_run(request: Request, services: Served, run_id: str) -> Response:
    """Spec, status, outcome, layers, metrics and distributions on offer, timing, cursor."""
    return json_answer(request, run_body(services.store.run(run_id)))


@router.get("/runs/{run_id}/series", response_model=schema.SeriesPage, responses={200: {"content": _TABLES}})
def read_series(
    request: Request,
    services: Served,
    run_id: str,
    metric: Annotated[list[str], Query(min_length=1, max_length=200, description="Names; repeat for several.")],
    from_step: Step = None,
    to_step: Step = None,
    max_points: Annotated[int, Query(ge=4, le=1_000_000, description="Target for min/max decimation.")] = 2000,
    accept: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Rows of some metrics: JSON, CSV (step, metric, layer, value) or Parquet, as Accept says. The run's clock is read
    as `train_seconds`: seconds of training at some steps, which is no metric on offer."""
    media_type = negotiate(accept)
    page = services.store.series(run_id, list(dict.fromkeys(metric)), from_step, to_step, max_points)
    run = services.store.run(run_id)
    return answer(request, SeriesTable(run, spec_of(run), page).encode(media_type), media_type)


@router.get("/runs/{run_id}/distributions", response_model=schema.Distributions)
def read_distributions(
    request: Request,
    services: Served,
    run_id: str,
    quantity: Annotated[str, Query(max_length=200)],
    step: Annotated[
        int | None, Query(ge=0, le=MOST_STEPS, description="The nearest recorded step at or before this one.")
    ] = None,
    from_step: Step = None,
    to_step: Step = None,
) -> Response:
    """Histograms of a quantity per layer: at a step, or in a range; with neither, the latest."""
    page = services.store.distributions(run_id, quantity, step, from_step, to_step)
    run = services.store.run(run_id)
    body = {
        "run_id": run_id,
        "quantity": quantity,
        "cursor": cursor_body(page.cursor),
        "edges": spec_of(run).binning(quantity).edges.tolist(),
        "layers": list(run.layers),
        "steps": page.steps.tolist(),
        "counts": page.counts.tolist(),
        "nonfinite": page.nonfinite.tolist(),
    }
    return json_answer(request, body)


@router.get("/runs/{run_id}/diagnoses", response_model=schema.Diagnoses)
def read_diagnoses(request: Request, services: Served, run_id: str) -> Response:
    """What is wrong with a run: rule, layers, first step, evidence, remedies."""
    return json_answer(request, services.diagnoses.body(services.store.run(run_id)))


@router.get("/runs/{run_id}/theory", response_model=schema.Theory)
def read_theory(request: Request, services: Served, run_id: str) -> Response:
    """What theory predicts of a run from its spec alone, to be drawn over what was measured."""
    return json_answer(request, theory_body(services.store.run(run_id)))


@router.get("/runs/{run_id}/points", response_model=schema.Points)
def read_points(request: Request, services: Served, run_id: str) -> Response:
    """The samples of a data set of two features (of a regression, also of one) and the limits of the grid on which the
    network is drawn; 404 for other data."""
    return json_answer(request, points_body(services.store, services.store.run(run_id)))


@router.get(
    "/runs/{run_id}/weights",
    response_class=FileResponse,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def read_weights(
    services: Served, run_id: str, at: Annotated[Literal["initial", "final", "best"], Query()]
) -> FileResponse:
    """The network's parameters as safetensors: `hidden_1.kernel` (inputs, outputs), `hidden_1.bias`, and so on."""
    services.store.run(run_id)
    path = services.store.artifact(run_id, f"weights/{at}")
    return FileResponse(path, media_type="application/octet-stream", filename=f"{run_id}-{at}.safetensors")
