"""Loss landscapes as bodies of the interface."""

from typing import Any

from dynascope.server.views import iso, spec_of
from dynascope.spec import parse_landscape
from dynascope.store import RunRecord
from dynascope.store.landscapes import LandscapeRecord

LOSS = "loss/train"

_FRAME = ("axes", "cosine", "centre_loss", "explained_variance", "trajectory")


def landscape_summary_body(landscape: LandscapeRecord) -> dict[str, Any]:
    """A landscape without what was computed."""
    return {
        "id": landscape.id,
        "run_id": landscape.run_id,
        "request": dict(landscape.request),
        "step": landscape.step,
        "status": landscape.status,
        "error": landscape.error,
        "progress": dict(landscape.progress),
        "created_at": iso(landscape.created_at),
        "started_at": iso(landscape.started_at),
        "finished_at": iso(landscape.ended_at),
    }


def landscape_body(landscape: LandscapeRecord, run: RunRecord, from_row: int) -> dict[str, Any]:
    """A landscape with its whole rows from `from_row` on."""
    request = parse_landscape(dict(landscape.request))
    columns = request.resolution if request.dimensions == 2 else 1
    whole = landscape.losses[: len(landscape.losses) // columns * columns].reshape(-1, columns)
    frame = landscape.frame or {}
    return {
        **landscape_summary_body(landscape),
        "unit": spec_of(run).unit(LOSS),
        **{name: frame.get(name) for name in _FRAME},
        "rows": len(whole),
        "rows_total": request.resolution,
        "from_row": from_row,
        "values": whole[from_row:].tolist(),
    }
