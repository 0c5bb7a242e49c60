"""Uploading tables, and what is in them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dynascope.catalog.uploads import PREFIX
from dynascope.datasets.uploads.about import PREVIEW_COLUMNS, About, Column
from dynascope.datasets.uploads.files import ENDINGS
from dynascope.datasets.uploads.selection import task_of
from dynascope.errors import Conflict
from dynascope.server import BASE_PATH, schema
from dynascope.server.encoding import json_answer
from dynascope.server.services import Served

router = APIRouter(tags=["datasets"])

LISTED_VALUES = 20


class DatasetInUse(Conflict):
    """A table that a job needs which has not ended."""

    code = "dataset_in_use"


_BODY = {
    "requestBody": {
        "required": True,
        "description": "The file itself.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post(
    "/datasets",
    status_code=201,
    response_model=schema.Dataset,
    responses={200: {"model": schema.Dataset, "description": "The same file has been uploaded before."}},
    openapi_extra=_BODY,
)
async def upload_dataset(
    request: Request,
    services: Served,
    name: Annotated[str, Query(min_length=1, max_length=200, description="The file's name: .csv, .npz, .parquet, ...")],
) -> Response:
    """Upload a table: CSV (UTF-8, with a header), NPZ without pickle, or Parquet."""
    upload_id, new = await services.intake.take(request, name)
    headers = {"Location": f"{BASE_PATH}/datasets/{upload_id}"}
    body = await run_in_threadpool(lambda: _dataset_body(services.uploads.about(upload_id)))
    return json_answer(request, body, 201 if new else 200, headers)


@router.get("/datasets", response_model=schema.DatasetList)
def list_datasets(request: Request, services: Served) -> Response:
    """All uploaded tables, newest first."""
    tables = [_summary_body(about) for about in services.uploads.all()]
    return json_answer(request, {"datasets": tables, "limit_bytes": services.intake.limit, "endings": list(ENDINGS)})


@router.get("/datasets/{dataset_id}", response_model=schema.Dataset)
def read_dataset(request: Request, services: Served, dataset_id: str) -> Response:
    """One uploaded table: its columns with their types and gaps, its first rows, what can be predicted."""
    return json_answer(request, _dataset_body(services.uploads.about(dataset_id)))


@router.delete("/datasets/{dataset_id}", status_code=204, response_class=Response)
def delete_dataset(services: Served, dataset_id: str) -> Response:
    """Delete an uploaded table; one that a job needs which has not ended is 409."""
    about = services.uploads.about(dataset_id)
    needed = services.jobs.unfinished_with(PREFIX + about.id)
    if needed:
        raise DatasetInUse(
            f"{about.name} is needed by {len(needed)} jobs that have not ended, such as {needed[0]}; cancel them first",
            jobs=list(needed),
        )
    services.uploads.remove(dataset_id)
    return Response(status_code=204)


def _summary_body(about: About) -> dict[str, Any]:
    return {
        "id": about.id,
        "dataset": PREFIX + about.id,
        "name": about.name,
        "format": about.format,
        "bytes": about.bytes,
        "rows": about.rows,
        "column_count": len(about.columns),
        "created_at": about.created_at,
    }


def _dataset_body(about: About) -> dict[str, Any]:
    return {
        **_summary_body(about),
        "target": about.columns[-1].name,
        "columns": [_column_body(column) for column in about.columns],
        "preview": {
            "columns": [column.name for column in about.columns[:PREVIEW_COLUMNS]],
            "rows": [list(row) for row in about.preview],
        },
    }


def _column_body(column: Column) -> dict[str, Any]:
    values = column.values or ()
    return {
        **column.model_dump(exclude={"values"}),
        "distinct": None if column.values is None else len(values),
        "values": [one.model_dump() for one in values[:LISTED_VALUES]],
        "task": task_of(column),
    }
