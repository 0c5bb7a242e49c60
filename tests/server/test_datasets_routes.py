"""Uploading tables over HTTP: what is kept, what is refused, and that nothing else is left."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest

from dynascope.server import schema
from dynascope.spec import RunSpec
from tests.datasets.uploads.tables import BAD, FLOWERS, npz
from tests.server.conftest import TOKEN, Served, serve, status

LIMIT = 4
"""MiB of an upload."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serve(tmp_path_factory.mktemp("uploads"), upload_limit_mebibytes=LIMIT)


def upload(server: Served, content: bytes, name: str = "flowers.csv") -> Any:
    return server.post("/datasets", params={"name": name}, content=content)


def listing(server: Served) -> list[Path]:
    # A walk passes over a folder that goes while it is read; a glob fails there.
    return sorted(
        Path(at, name) for at, folders, files in os.walk(server.data_dir / "datasets") for name in folders + files
    )


@pytest.fixture(scope="module")
def flowers(server: Served) -> schema.Dataset:
    answer = upload(server, FLOWERS.encode())
    assert answer.status_code == 201, answer.text
    body = schema.Dataset.model_validate(answer.json())
    assert answer.headers["location"] == f"/api/v1/datasets/{body.id}"
    return body


def test_an_upload_is_described(server: Served, flowers: schema.Dataset) -> None:
    assert (flowers.name, flowers.format, flowers.rows, flowers.column_count) == ("flowers.csv", "csv", 5, 5)
    assert flowers.dataset == f"upload:{flowers.id}"
    assert flowers.target == "kind"
    assert [(one.name, one.kind, one.missing, one.distinct, one.task) for one in flowers.columns] == [
        ("petal", "number", 1, 4, None),
        ("width", "integer", 0, 5, "classification"),
        ("colour", "category", 1, 3, None),
        ("fresh", "boolean", 0, 2, "classification"),
        ("kind", "category", 0, 2, "classification"),
    ]
    assert flowers.preview.columns == ["petal", "width", "colour", "fresh", "kind"]
    assert flowers.preview.rows[0] == [1.5, 2, "red", True, "setosa"]
    assert schema.Dataset.model_validate(server.get(f"/datasets/{flowers.id}").json()) == flowers
    listed = schema.DatasetList.model_validate(server.get("/datasets").json())
    assert flowers.id in [one.id for one in listed.datasets]
    assert listed.limit_bytes == LIMIT * 1024 * 1024
    assert ".parquet" in listed.endings


def test_the_same_file_is_the_same_upload(server: Served, flowers: schema.Dataset) -> None:
    before = listing(server)
    again = upload(server, FLOWERS.encode(), "copy.csv")
    assert again.status_code == 200
    assert schema.Dataset.model_validate(again.json()) == flowers
    assert listing(server) == before


@pytest.mark.parametrize(
    "case",
    ["a pickle", "too few cells", "Latin-1", "100,000 columns", "empty", "another ending", "Parquet cut short"],
)
def test_a_bad_file_leaves_nothing_behind(server: Served, flowers: schema.Dataset, case: str) -> None:
    name, content, code, sentence = BAD[case]
    before = listing(server)
    answer = upload(server, content, name)
    assert answer.status_code == 422
    problem = schema.Problem.model_validate(answer.json())
    assert problem.code == "refused_file"
    assert sentence in problem.detail
    (error,) = problem.errors
    assert (error.path, error.code) == ("file", code)
    assert listing(server) == before


def test_a_bomb_is_refused_before_it_goes_off(server: Served, flowers: schema.Dataset) -> None:
    before = listing(server)
    answer = upload(server, BAD["a bomb"][1], "bomb.npz")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (422, "too_large_unpacked")
    assert error["params"]["maximum"] == 4 * LIMIT * 1024 * 1024
    assert listing(server) == before


@pytest.mark.parametrize("declared", [True, False])
def test_too_large_a_file_is_refused(server: Served, flowers: schema.Dataset, declared: bool) -> None:
    before = listing(server)
    content = b"a,b\n" + b"1,2\n" * (LIMIT << 18)
    body: Any = content if declared else iter([content[:1000], content[1000:]])
    answer = server.post("/datasets", params={"name": "a.csv"}, content=body)
    assert answer.status_code == 413
    assert answer.json()["params"] == {"maximum": LIMIT * 1024 * 1024}
    assert "DYNASCOPE_UPLOAD_LIMIT_MEBIBYTES" in answer.json()["detail"]
    assert listing(server) == before


def test_a_name_is_needed(server: Served) -> None:
    answer = server.post("/datasets", content=FLOWERS.encode())
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "name")


def test_an_upload_that_breaks_off_leaves_nothing_behind(server: Served, flowers: schema.Dataset) -> None:
    before = listing(server)
    address = urlsplit(server.url)
    head = (
        f"POST /api/v1/datasets?name=cut.csv HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: Bearer {TOKEN}\r\n"
        "Content-Length: 3000000\r\n\r\n"
    )
    with socket.create_connection((address.hostname or "", address.port or 0)) as connection:
        connection.sendall(head.encode() + b"a,b\n" + b"1,2\n" * 400_000)
        while listing(server) == before:  # until it is on its way
            server.get("/datasets")
    for _ in range(1000):
        if listing(server) == before:
            return
        server.get("/datasets")
    pytest.fail("the broken upload was left behind")


def test_a_parser_that_is_killed_is_told(server: Served, flowers: schema.Dataset, monkeypatch: Any) -> None:
    before = listing(server)
    command = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(server.app.state.services.intake, "_command", command)
    answer = upload(server, b"a,b\n3,4\n", "a.csv")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "gave_up"
    assert "SIGKILL" in answer.json()["detail"]
    assert listing(server) == before


def test_a_job_is_launched_on_an_upload(server: Served, flowers: schema.Dataset) -> None:
    chosen = {"name": flowers.dataset, "target": "kind", "missing": "impute", "batch_size": 2}
    job, producer = server.launch({"base": {"dataset": chosen, "steps": 5, "model": {"hidden_sizes": [4]}}})
    (run,) = job["runs"]
    spec = RunSpec.model_validate_json(json.dumps(run["spec"]))
    assert (spec.task.samples, spec.task.features, spec.task.classes) == (5, 6, 2)
    assert spec.dataset.standardized
    busy = server.delete(f"/datasets/{flowers.id}")
    assert (busy.status_code, busy.json()["code"]) == (409, "dataset_in_use")
    assert busy.json()["params"]["jobs"] == [job["id"]]
    producer.send(status(job["id"], None, "running"), status(job["id"], None, "succeeded"))
    other = upload(server, b"a,b\n1,2\n3,5\n", "other.csv").json()
    assert server.delete(f"/datasets/{other['id']}").status_code == 204
    assert server.get(f"/datasets/{other['id']}").status_code == 404
    assert server.delete(f"/datasets/{other['id']}").status_code == 404
    # What a run was made of is in its spec: it can be read when the upload is gone.
    assert server.delete(f"/datasets/{flowers.id}").status_code == 204
    assert server.get(f"/runs/{run['id']}").json()["layers"] == ["hidden_1", "output"]
    gone = server.post("/jobs", json={"base": {"dataset": chosen}}).json()["errors"][0]
    assert (gone["path"], gone["code"]) == ("base.dataset.name", "unknown_upload")
    upload(server, FLOWERS.encode())


def test_images_are_known_as_such(server: Served) -> None:
    images = np.random.default_rng(0).integers(0, 255, (20, 4, 4, 3), dtype=np.uint8)
    answer = upload(server, npz(x=images, y=np.arange(20) % 3), "images.npz")
    assert answer.status_code == 201
    base = {"dataset": {"name": answer.json()["dataset"], "batch_size": 4}, "steps": 1}
    (run,) = server.post("/jobs?dry_run=true", json={"base": base}).json()["runs"]
    assert run["spec"]["dataset"]["facts"]["image"] == [4, 4, 3]
    base["dataset"]["columns"] = ["x_1", "x_2"]
    (run,) = server.post("/jobs?dry_run=true", json={"base": base}).json()["runs"]
    assert run["spec"]["dataset"]["facts"]["image"] is None
