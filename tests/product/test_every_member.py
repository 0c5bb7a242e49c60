"""Every member of every family of the catalog, launched through REST with its defaults.

The runs are read off the catalog's own tables, so a new member is walked as soon as it stands there. One run carries a
member of each family at once, since each run costs a compilation: what is promised must hold in any company.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from dynascope.catalog import FAMILIES, Entry
from dynascope.catalog.dataset import Dataset
from dynascope.catalog.families import DESCRIBED
from dynascope.catalog.models import Network
from dynascope.catalog.regularizations import Regularization
from dynascope.datasets.sources import SOURCES
from tests.running import RunningServer

SMALL: dict[str, Any] = {"samples": 40, "batch_size": 10, "validation_fraction": 0.25}
HIDDEN = [16]
BASE: dict[str, Any] = {
    "dataset": {"name": "digits", **SMALL},
    "model": {"name": "mlp", "hidden_sizes": HIDDEN},
    "steps": 6,
    "telemetry": {"probe_samples": 20},
}
# Where a spec holds a member; surfaces have a test of their own below.
PATHS = {
    "dataset": "dataset",
    "model": "model",
    "activation": "model.activation",
    "initializer": "model.initializer",
    "normalization": "model.normalization",
    "optimizer": "optimizer",
    "schedule": "schedule",
    "gradient_clipping": "gradient_clipping",
    "loss": "loss",
    "regularization": "",
}

# Not there offline, and with their own tests: what is downloaded.
DOWNLOADED = frozenset(SOURCES)

# What may end in another way than `completed`, by name.
MAY_DIVERGE = frozenset({("schedule", "range_test")})
# What has no finite value by definition: the ratio to a norm of 0, the cosine of vectors of zeros.
UNDEFINED = {
    ("initializer", "zeros"): frozenset({"update_ratio", "backprop_gain", "signal_correlation"}),
}

Choice = dict[str, Entry]


def test_every_family_is_walked() -> None:
    assert set(DESCRIBED) == {*PATHS, "surface"}


def choices() -> list[Choice]:
    """As many choices of one member a family as hold every member once."""
    left = {family: list(DESCRIBED[family].entries) for family in PATHS}
    left["dataset"] = [entry for entry in left["dataset"] if entry.name not in DOWNLOADED]
    answer: list[Choice] = []
    while any(left.values()):
        dataset = left["dataset"][0] if left["dataset"] else FAMILIES["dataset"].entry("digits")
        suits = suited(dataset)
        chosen = {
            family: next((entry for entry in entries if suits(family, entry)), None)
            for family, entries in left.items()
            if family != "dataset"
        }
        choice = {"dataset": dataset, **{family: entry for family, entry in chosen.items() if entry is not None}}
        for family, entry in choice.items():
            left[family] = [other for other in left[family] if other is not entry]
        answer.append(choice)
    return answer


def suited(dataset: Entry) -> Callable[[str, Entry], bool]:
    """Whether a member goes with a data set: convolutions with images, cross-entropy with classes."""
    data = dataset.model.model_validate({"name": dataset.name, **SMALL})
    assert isinstance(data, Dataset)

    def suits(family: str, entry: Entry) -> bool:
        if issubclass(entry.model, Network) and entry.model.takes_images:
            return data.image is not None
        return not (family == "loss" and entry.name == "cross_entropy" and data.class_count is None)

    return suits


def variant(choice: Choice) -> dict[str, Any]:
    """The overrides that make a choice."""
    overrides: dict[str, Any] = {}
    for family, entry in choice.items():
        member = entry.model.model_validate({"name": entry.name})
        if isinstance(member, Regularization):
            values = member.parameters
            overrides[member.path] = values if len(values) > 1 else next(iter(values.values()))
        elif isinstance(member, Dataset):
            overrides[PATHS[family]] = {"name": entry.name, **SMALL}
        elif isinstance(member, Network):
            overrides[PATHS[family]] = {"name": entry.name, "hidden_sizes": HIDDEN}
        else:
            overrides[PATHS[family]] = entry.name
    return {"label": ", ".join(entry.name for entry in choice.values()), "set": overrides}


def test_members_train_with_their_defaults_and_measure_what_they_promise(
    start_server: Callable[..., RunningServer],
) -> None:
    chosen = choices()
    # Compiled in a hurry: most of these programs are nobody else's.
    server = start_server(environment={"JAX_DISABLE_MOST_OPTIMIZATIONS": "1"})
    job = server.train({"base": BASE, "variants": [variant(choice) for choice in chosen]}, seconds=600)
    assert job["status"] == "succeeded", job["error"]
    assert len(job["runs"]) == len(chosen)
    complaints = [
        f"{run['label']}: {complaint}"
        for run, choice in zip(job["runs"], chosen, strict=True)
        for complaint in complaints_of(server, run, {(family, entry.name) for family, entry in choice.items()})
    ]
    assert complaints == []


def complaints_of(server: RunningServer, run: dict[str, Any], members: set[tuple[str, str]]) -> list[str]:
    """What a run leaves open of what it promised."""
    if run["outcome"] != "completed":
        return [] if members & MAY_DIVERGE else [f"ended as {run['outcome']}"]
    undefined = frozenset().union(*(UNDEFINED.get(member, frozenset()) for member in members))
    with server.client() as client:
        promised = [metric["name"] for metric in client.get(f"/runs/{run['id']}").json()["metrics"]]
    series = server.series(run["id"], *promised)
    missing = [f"no row of {name}" for name in promised if not series[name]["steps"]]
    return missing + [
        f"{name} is not finite: {series[name]['values']}"
        for name in promised
        if name not in undefined and not is_finite(series[name]["values"])
    ]


def is_finite(values: Any) -> bool:
    if isinstance(values, list):
        return all(is_finite(value) for value in values)
    return isinstance(values, (int, float)) and math.isfinite(values)


def test_every_surface_is_walked_by_every_optimizer(server: RunningServer) -> None:
    surfaces, optimizers = FAMILIES["surface"].names, FAMILIES["optimizer"].names
    with server.client() as client:
        for surface in surfaces:
            some = optimizers if surface == surfaces[0] else ["sgd"]
            body = {"surface": surface, "optimizers": list(some), "steps": 5, "grid": None}
            answer = client.post("/surfaces/trajectories", json=body, timeout=120)
            assert answer.status_code == 200, answer.text
            paths = answer.json()["paths"]
            assert [path["optimizer"]["name"] for path in paths] == list(some)
            for path in paths:
                assert path["diverged_at"] is None or path["diverged_at"] <= 5
                assert len(path["x"]) == len(path["z"]) > 1
                assert is_finite(path["x"])
                assert is_finite(path["y"])
