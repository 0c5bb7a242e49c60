"""Launching, reading and controlling jobs over HTTP."""

from pathlib import Path
from typing import Any

import pytest

from dynascope.server import schema
from tests.server.conftest import Producer, Served, block, serve, status

SMALL: dict[str, Any] = {
    "name": "two rates",
    "base": {"steps": 10, "optimizer": "sgd"},
    "vary": [{"path": "optimizer.learning_rate", "values": [0.1, 0.2]}],
    "seeds": [0, 1],
}


@pytest.fixture
def fresh(tmp_path: Path):
    yield from serve(tmp_path)


def test_a_launch(fresh: Served) -> None:
    answer = fresh.post("/jobs", json=SMALL)
    assert answer.status_code == 201
    job = schema.Job.model_validate(answer.json())
    assert answer.headers["location"] == f"/api/v1/jobs/{job.id}"
    assert [(run.variant, run.seed) for run in job.runs] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [run.spec["optimizer"]["learning_rate"] for run in job.runs] == [0.1, 0.1, 0.2, 0.2]
    assert len({run.key for run in job.runs}) == 4
    assert job.name == "two rates"
    assert job.origin == "local"
    assert job.request is not None
    read = fresh.get(answer.headers["location"].removeprefix("/api/v1"))
    assert read.status_code == 200
    assert schema.Job.model_validate(read.json()).runs[3].id == job.runs[3].id
    run = schema.Run.model_validate(fresh.get(f"/runs/{job.runs[0].id}").json())
    assert run.layers == ["hidden_1", "hidden_2", "hidden_3", "output"]
    assert run.job_id == job.id
    offered = {metric.name: metric for metric in run.metrics}
    assert offered["gradient_norm"].layers == run.layers
    assert offered["loss/train"].unit == "nats"
    assert set(run.distributions) == {"activation", "preactivation", "weight", "gradient", "backprop"}
    assert run.distributions["weight"].edges[0] == "-Infinity"
    assert (run.cursor.seq, run.step, run.steps) == (0, 0, 10)


def test_the_smallest_job(fresh: Served) -> None:
    assert fresh.post("/jobs", json={"base": {}}).status_code == 201
    assert fresh.post("/jobs", content=b"{}").status_code == 201


def test_a_dry_run_launches_nothing(fresh: Served) -> None:
    answer = fresh.post("/jobs", params={"dry_run": "true"}, json=SMALL)
    assert answer.status_code == 200
    dry = schema.DryRun.model_validate(answer.json())
    assert len(dry.runs) == 4
    assert dry.estimate.steps == 40
    assert dry.estimate.parameters == 64 * 65 * 3 + 65 * 10
    assert dry.estimate.seconds > 0
    assert fresh.get("/jobs").json() == {"jobs": [], "next_cursor": None}


def test_the_same_idempotency_key_is_the_same_job(fresh: Served) -> None:
    first = fresh.post("/jobs", json=SMALL, headers={"Idempotency-Key": "once"})
    again = fresh.post("/jobs", json=SMALL, headers={"Idempotency-Key": "once"})
    assert first.json()["id"] == again.json()["id"]
    assert again.status_code == 201
    assert again.headers["location"] == first.headers["location"]
    other = fresh.post("/jobs", json={}, headers={"Idempotency-Key": "once"})
    assert other.status_code == 409
    assert len(fresh.get("/jobs").json()["jobs"]) == 1


def test_the_list_is_paged_newest_first(fresh: Served) -> None:
    ids = [fresh.post("/jobs", json={"name": f"job {number}"}).json()["id"] for number in range(5)]
    seen: list[str] = []
    cursor = None
    pages = 0
    while pages == 0 or cursor is not None:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = schema.JobPage.model_validate(fresh.get("/jobs", params=query).json())
        seen += [job.id for job in page.jobs]
        cursor = page.next_cursor
        pages += 1
    assert seen == ids[::-1]
    assert pages == 3
    bad = fresh.get("/jobs", params={"cursor": "nonsense"})
    assert bad.status_code in (400, 422)
    assert "nonsense" in bad.json()["detail"]


def test_control(fresh: Served) -> None:
    job, producer = fresh.launch(SMALL)
    path = f"/jobs/{job['id']}"
    producer.send(
        {
            "type": "status",
            "job": job["id"],
            "run": None,
            "status": "running",
            "outcome": None,
            "diverged_at": None,
            "step": 0,
            "error": None,
        }
    )
    for _ in range(2):
        paused = fresh.post(f"{path}/pause")
        assert paused.status_code == 200
        assert paused.json()["wish"] == "pause"
    assert producer.send()["commands"] == [{"type": "pause"}]
    assert fresh.post(f"{path}/resume").json()["wish"] == "run"
    refused = fresh.delete(path)
    assert refused.status_code == 409
    assert "running" in refused.json()["detail"]
    assert fresh.post(f"{path}/cancel").json()["wish"] == "cancel"
    assert producer.send()["commands"] == [{"type": "cancel"}]
    producer.send(status(job["id"], None, "cancelled"))
    assert fresh.get(path).json()["status"] == "cancelled"
    assert fresh.post(f"{path}/cancel").status_code == 200
    for action in ("pause", "resume"):
        illegal = fresh.post(f"{path}/{action}")
        assert illegal.status_code == 409
        assert "cancelled" in illegal.json()["detail"]
    assert fresh.delete(path).status_code == 204
    assert fresh.delete(path).status_code == 404
    assert fresh.get(path).status_code == 404
    assert fresh.get(f"/runs/{job['runs'][0]['id']}").status_code == 404


@pytest.mark.parametrize("path", ["/jobs/nowhere", "/runs/nowhere", "/jobs/%00", "/runs/%F0%9F%98%80", "/jobs/a%2Fb"])
def test_what_is_not_there(fresh: Served, path: str) -> None:
    answer = fresh.get(path)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
    assert answer.json()["detail"]


def values(job: dict[str, Any], producer: Producer, losses: list[float], rows: int = 3) -> None:
    for run, loss in zip(job["runs"], losses, strict=True):
        producer.send(
            producer.rows(run["id"], block(0, rows, layers=4, values=lambda steps, loss=loss: steps * 0 + loss))
        )


def test_comparison(fresh: Served) -> None:
    job, producer = fresh.launch(SMALL)
    values(job, producer, [1.0, 3.0, 2.0, 6.0])
    answer = fresh.get(f"/jobs/{job['id']}/comparison", params={"metric": "loss/train"})
    comparison = schema.Comparison.model_validate(answer.json())
    assert (comparison.step, comparison.unit, comparison.layer) == (2, "nats", None)
    first, second = comparison.variants
    assert (first.n, first.mean, first.difference) == (2, 2.0, None)
    assert first.standard_deviation == pytest.approx(2**0.5)
    assert first.interval is not None
    assert first.interval.high == pytest.approx(2 + 12.706204736174694)
    assert second.mean == 4.0
    assert second.difference is not None
    assert (second.difference.n, second.difference.mean) == (2, 2.0)
    assert second.difference.standard_deviation == pytest.approx(2**0.5)


def test_comparison_at_a_step_and_of_a_layer(fresh: Served) -> None:
    job, producer = fresh.launch(SMALL)
    values(job, producer, [1.0, 1.0, 1.0, 1.0])
    producer.send(producer.rows(job["runs"][0]["id"], block(3, 2, layers=4)))
    path = f"/jobs/{job['id']}/comparison"
    last = fresh.get(path, params={"metric": "gradient_norm", "layer": "output"}).json()
    assert last["step"] == 2
    assert last["variants"][0]["mean"] == pytest.approx(2.3, rel=1e-6)
    late = fresh.get(path, params={"metric": "loss/train", "step": 4}).json()
    assert [variant["n"] for variant in late["variants"]] == [1, 0]
    assert late["variants"][1]["mean"] is None
    assert late["variants"][0]["interval"] is None
    needs = fresh.get(path, params={"metric": "gradient_norm"})
    assert needs.status_code == 422
    assert "hidden_1, hidden_2" in needs.json()["detail"]
    for query, named in (
        ({"metric": "loss/trian"}, "loss/train"),
        ({"metric": "loss/train", "layer": "output"}, "has no layers"),
        ({"metric": "gradient_norm", "layer": "hidden_9"}, "hidden_9"),
    ):
        refused = fresh.get(path, params=query)
        assert refused.status_code == 422
        assert named in refused.json()["detail"]


def test_comparison_before_any_row(fresh: Served) -> None:
    job, _ = fresh.launch(SMALL)
    body = fresh.get(f"/jobs/{job['id']}/comparison", params={"metric": "loss/train"}).json()
    assert body["step"] is None
    assert [variant["n"] for variant in body["variants"]] == [0, 0]


def test_a_non_finite_mean_is_named(fresh: Served) -> None:
    job, producer = fresh.launch({**SMALL, "seeds": [0]})
    values(job, producer, [float("nan"), float("-inf")])
    body = fresh.get(f"/jobs/{job['id']}/comparison", params={"metric": "loss/train"}).json()
    assert [variant["mean"] for variant in body["variants"]] == ["NaN", "-Infinity"]
    assert body["variants"][1]["difference"]["mean"] == "NaN"
