"""The samples of a data set that can be drawn, as the plots want them."""

from typing import Any

from numpy.typing import NDArray

from dynascope.errors import Conflict
from dynascope.server.views import spec_of
from dynascope.store import RunRecord, Store

SPLITS = ("train", "validation")


def points_body(store: Store, run: RunRecord) -> dict[str, Any]:
    """`x` [n][features], `y` [n], `split` [n], `grid` [xmin, xmax, ymin, ymax]. Raises `NotFound` for other data, and
    `Conflict` where a producer stored something else under their name.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file  # pyright: ignore[reportUnknownVariableType]

    path = store.artifact(run.id, "points")
    spec = spec_of(run).spec
    try:
        arrays: dict[str, NDArray[Any]] = load_file(path)
        return {
            "x": arrays["x"].tolist(),
            "y": arrays["y"].tolist(),
            "split": [SPLITS[part] for part in arrays["split"].tolist()],
            "grid": arrays["grid"].tolist(),
            "classes": spec.task.classes if spec else None,
        }
    except (SafetensorError, LookupError, TypeError) as error:
        raise Conflict(
            f"the points of run {run.id} cannot be drawn ({type(error).__name__}: {error}); a producer stored "
            "something else than the arrays x, y, split and grid"
        ) from error
