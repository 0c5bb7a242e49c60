"""A user's own table, from the file to the trained network."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import httpx
import pytest

from dynascope.datasets.uploads.files import DATA
from tests.datasets.uploads.large import blocks
from tests.running import RunningServer, wait_until

MEBIBYTE = 1024 * 1024


def test_a_csv_file_is_uploaded_previewed_and_trained(server: RunningServer) -> None:
    with server.client() as client:
        answer = client.post("/datasets", params={"name": "large.csv"}, content=blocks(5 * MEBIBYTE))
        assert answer.status_code == 201, answer.text
        table = answer.json()
        assert table["bytes"] > 5 * MEBIBYTE
        assert len(table["preview"]["rows"]) == 20
        assert {column["name"]: column["kind"] for column in table["columns"][-2:]} == {
            "colour": "category",
            "label": "category",
        }
        dataset = {"name": table["dataset"], "target": "label", "missing": "refuse"}
        refused = client.post("/jobs", json={"base": {"dataset": dataset}})
        assert refused.json()["errors"][0]["code"] == "missing_values"
    base = {
        "dataset": {**dataset, "missing": "impute"},
        "model": {"name": "mlp", "hidden_sizes": []},
        "optimizer": {"name": "adam", "learning_rate": 0.05},
        "steps": 200,
    }
    job = server.train({"base": base})
    assert job["status"] == "succeeded", job["error"]
    (run,) = job["runs"]
    assert run["spec"]["dataset"]["facts"]["features"] == 19
    accuracy = server.series(run["id"], "accuracy/validation")["accuracy/validation"]["values"]
    assert accuracy[0] == pytest.approx(0.5, abs=0.3)
    assert accuracy[-1] > 0.95


def test_a_server_ends_while_it_reads_a_file(start_server: Callable[..., RunningServer]) -> None:
    """SIGTERM does not wait for the process that reads, and nothing of the file is left."""
    server = start_server()
    uploads = server.data_dir / "datasets" / "uploads"

    def content() -> Iterator[bytes]:
        yield b"x,y\n"
        body = wait_until(lambda: next(uploads.glob("*/body"), None), "the folder of the upload")
        os.mkfifo(body.with_name(DATA))  # whoever writes the table there waits for a reader, who never comes
        yield b"1.5,2.5\n" * 500

    def send() -> None:
        with suppress(httpx.HTTPError), server.client() as client:
            client.post("/datasets", params={"name": "held.csv"}, content=content())

    sending = threading.Thread(target=send)
    sending.start()
    wait_until(lambda: server.child("dynascope.datasets.uploads.intake"), "the process that reads the file")
    server.stop()
    sending.join()
    server.start()
    assert list(uploads.iterdir()) == []
