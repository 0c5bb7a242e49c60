"""The typed client against a real server."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
import safetensors.numpy

from dynascope.sdk.bodies import ENDED, Cursor, Job, number
from dynascope.sdk.client import Client
from dynascope.sdk.errors import NoServer, Refused
from dynascope.telemetry import Frame, block_of, merge
from tests.running import TOKEN, RunningServer, wait_until

BASE = {
    "dataset": {"name": "wine", "batch_size": 32},
    "model": {"hidden_sizes": [8], "activation": "tanh"},
    "steps": 60,
}
ENDLESS = {**BASE, "steps": 10**8}


@pytest.fixture(scope="module")
def sdk(server: RunningServer) -> Iterator[Client]:
    with Client(server.url, TOKEN) as client:
        yield client


@pytest.fixture(scope="module")
def job(sdk: Client) -> Job:
    """A job that has ended."""
    return ended(sdk, sdk.launch({"base": BASE, "seeds": [0, 1]}))


def ended(client: Client, job: Job) -> Job:
    return wait_until(lambda: one if (one := client.job(job["id"]))["status"] in ENDED else None, "the job's end")


def wait_for_status(client: Client, job: Job, status: str) -> None:
    wait_until(lambda: client.job(job["id"])["status"] == status, f"the job to be {status}")


def test_a_job_is_launched_listed_and_read(sdk: Client, job: Job) -> None:
    assert job["status"] == "succeeded"
    assert [run["outcome"] for run in job["runs"]] == ["completed", "completed"]
    assert job["id"] in [one["id"] for one in sdk.jobs(limit=10)["jobs"]]
    run = sdk.run(job["runs"][0]["id"])
    assert run["layers"] == ["hidden_1", "output"]


def test_the_same_key_is_the_same_job(sdk: Client) -> None:
    first = sdk.launch({"base": BASE}, idempotency_key="once")
    assert sdk.launch({"base": BASE}, idempotency_key="once")["id"] == first["id"]


@pytest.mark.parametrize("identifier", ["../jobs", "x?y=1", "a/b", "#", "%2e%2e/jobs", "\udcff"])
def test_an_identifier_is_never_another_address(sdk: Client, identifier: str) -> None:
    with pytest.raises(Refused) as caught:
        sdk.job(identifier)
    assert caught.value.answered == 404


def test_a_dry_run_launches_nothing(sdk: Client) -> None:
    before = sdk.jobs(limit=1)["jobs"]
    planned = sdk.dry_run({"base": BASE, "seeds": [0, 1, 2]})
    assert len(planned["runs"]) == 3
    assert planned["estimate"]["steps"] == 180
    assert [one["id"] for one in sdk.jobs(limit=1)["jobs"]] == [one["id"] for one in before]


def test_series_distributions_weights_and_tables(sdk: Client, job: Job) -> None:
    run = job["runs"][0]["id"]
    series = sdk.series(run, ["loss/train", "gradient_norm"], from_step=10, to_step=20)["series"]
    assert series["loss/train"]["steps"] == list(range(10, 21))
    assert np.shape(series["gradient_norm"]["values"]) == (11, 2)
    histogram = sdk.distributions(run, "activation", step=60)
    assert number(histogram["edges"][0]) == -math.inf
    assert np.shape(histogram["counts"])[:2] == (1, 2)
    assert safetensors.numpy.load(sdk.weights(run, "initial"))["hidden_1.kernel"].shape == (13, 8)
    lines = sdk.table(run, ["loss/train"], "csv", 0, 10**6).decode().splitlines()
    assert len(lines) == 62


def rows_to_the_end(stream: Iterator[Frame]) -> list[Frame]:
    """All rows until it is silent after the last one: a silence before that is a busy machine's."""
    rows: list[Frame] = []
    for frame in stream:
        if frame["type"] == "telemetry":
            rows.append(frame)
        if frame["type"] == "silence" and rows and block_of(rows[-1]).series["loss/train"].steps[-1] == 60:
            return rows
    raise AssertionError("the stream ended")


def test_the_stream_brings_every_row_once_and_goes_on_from_a_cursor(sdk: Client, job: Job) -> None:
    run = job["runs"][1]["id"]
    telemetry = rows_to_the_end(sdk.stream([run], ["loss/train"], silence=0.5))
    whole = merge(block_of(frame) for frame in telemetry)
    np.testing.assert_array_equal(whole.series["loss/train"].steps, np.arange(61))

    cursor: dict[str, Cursor] = {run: {"epoch": telemetry[0]["epoch"], "seq": 1}}
    rest = rows_to_the_end(sdk.stream([run], ["loss/train"], cursors=cursor, silence=0.5))
    steps = merge(block_of(frame) for frame in rest).series["loss/train"].steps
    assert steps[0] > 0
    np.testing.assert_array_equal(steps, np.arange(steps[0], 61))


def test_pause_resume_cancel_delete(sdk: Client) -> None:
    job = sdk.launch({"base": ENDLESS})
    wait_for_status(sdk, job, "running")
    sdk.pause(job["id"])
    wait_for_status(sdk, job, "paused")
    sdk.resume(job["id"])
    wait_for_status(sdk, job, "running")
    with pytest.raises(Refused) as caught:
        sdk.delete(job["id"])
    assert caught.value.answered == 409
    sdk.cancel(job["id"])
    wait_for_status(sdk, job, "cancelled")
    sdk.delete(job["id"])
    with pytest.raises(Refused, match=job["id"]) as caught:
        sdk.job(job["id"])
    assert caught.value.answered == 404


def test_a_refused_job_says_what_is_wrong_in_each_field(sdk: Client) -> None:
    with pytest.raises(Refused) as caught:
        sdk.launch({"base": {"steps": -1, "optimizer": {"name": "sgd", "learning_rate": "fast"}}})
    assert caught.value.answered == 422
    assert len(caught.value.fields) == 2
    assert any("base.steps" in field for field in caught.value.fields)


def test_nobody_there_is_a_sentence() -> None:
    with Client("http://127.0.0.1:9", TOKEN) as client:
        with pytest.raises(NoServer, match=r"no server answers at http://127\.0\.0\.1:9"):
            client.jobs()
        with pytest.raises(NoServer):
            next(client.stream([]))


def test_an_answer_that_is_not_ours_is_still_a_sentence(server: RunningServer) -> None:
    with Client(f"{server.url}/elsewhere", TOKEN) as client, pytest.raises(Refused, match="did not answer"):
        client.jobs()
