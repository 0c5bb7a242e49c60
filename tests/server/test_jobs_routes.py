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


def test_comparison_of_each_runs_last_row(fresh: Served) -> None:
    job, producer = fresh.launch(SMALL)
    values(job, producer, [1.0, 2.0, 3.0, 4.0])
    longer = block(3, 4, layers=4, values=lambda steps: steps / 10)
    producer.send(producer.rows(job["runs"][0]["id"], longer))
    path = f"/jobs/{job['id']}/comparison"
    at_end = schema.Comparison.model_validate(fresh.get(path, params={"metric": "loss/train", "at_step": 10}).json())
    assert at_end.step == 6
    first, second = at_end.variants
    assert first.mean == pytest.approx((0.6 + 2.0) / 2)
    assert first.rows_at == schema.StepSpan(first=2, last=6)
    assert second.rows_at == schema.StepSpan(first=2, last=2)
    assert second.difference is not None
    assert second.difference.mean == pytest.approx((3.0 - 0.6 + 4.0 - 2.0) / 2)
    assert (at_end.target, first.to_target) == (None, None)
    refused = fresh.get(path, params={"metric": "loss/train", "step": 1, "at_step": 1})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["path"] == "at_step"


def test_the_interval_of_a_comparison_is_scipys(fresh: Served) -> None:
    from scipy import stats

    job, producer = fresh.launch({**SMALL, "seeds": [0, 1, 2, 3]})
    losses = [1.1, 0.9, 1.3, 0.8, 0.7, 0.6, 1.0, 0.3]
    values(job, producer, losses)
    query = {"metric": "loss/train", "at_step": 2}
    second = schema.Comparison.model_validate(fresh.get(f"/jobs/{job['id']}/comparison", params=query).json()).variants[
        1
    ]
    interval = stats.ttest_rel(losses[4:], losses[:4]).confidence_interval(0.95)
    assert second.difference is not None
    assert second.difference.interval is not None
    assert second.difference.interval.low == pytest.approx(interval.low, rel=1e-5)
    assert second.difference.interval.high == pytest.approx(interval.high, rel=1e-5)


def test_steps_and_seconds_to_a_target(fresh: Served) -> None:
    job, producer = fresh.launch({**SMALL, "base": {"steps": 3000, "optimizer": "sgd"}})
    rates = [0.002, 0.001, 0.0005, 0.0]
    for run, rate in zip(job["runs"], rates, strict=True):
        rows = block(0, 3001, layers=4, values=lambda steps, rate=rate: 2.0 - rate * steps)
        producer.send(producer.rows(run["id"], rows))
        ended = status(job["id"], run["id"], "succeeded", "completed", step=3000)
        producer.send({**ended, "timing": {"steps_per_second": 500.0}})
    path = f"/jobs/{job['id']}/comparison"
    query = {"metric": "loss/train", "at_step": 3000, "target": 1.0}
    comparison = schema.Comparison.model_validate(fresh.get(path, params=query).json())
    assert comparison.target == schema.Target(value=1.0, direction="at_most", window=20)
    both, one = (variant.to_target for variant in comparison.variants)
    # The mean of the last 20 rows is the line 9.5 steps earlier: 2 - rate (step - 9.5) <= 1.
    assert both is not None
    assert (both.n, both.reached, both.steps) == (2, 2, (510 + 1010) / 2)
    assert both.seconds == pytest.approx((510 / 500 + 1010 / 500) / 2)
    assert one == schema.ReachedTarget(n=2, reached=1, steps=None, seconds=None)
    assert fresh.get(path, params={**query, "target": "nan"}).status_code == 422


def test_a_target_before_any_row(fresh: Served) -> None:
    job, _ = fresh.launch(SMALL)
    query = {"metric": "loss/train", "at_step": 0, "target": 1.0}
    body = fresh.get(f"/jobs/{job['id']}/comparison", params=query).json()
    assert body["step"] is None
    assert body["variants"][0]["to_target"] == {"n": 2, "reached": 0, "steps": None, "seconds": None}


def test_a_non_finite_mean_is_named(fresh: Served) -> None:
    job, producer = fresh.launch({**SMALL, "seeds": [0]})
    values(job, producer, [float("nan"), float("-inf")])
    body = fresh.get(f"/jobs/{job['id']}/comparison", params={"metric": "loss/train"}).json()
    assert [variant["mean"] for variant in body["variants"]] == ["NaN", "-Infinity"]
    assert body["variants"][1]["difference"]["mean"] == "NaN"


def test_a_parameter_of_the_query_that_is_not_known_is_refused(served: Served) -> None:
    before = served.get("/jobs").json()["jobs"]
    refused = served.post("/jobs", params={"dryrun": "true"}, json={})
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert (error["path"], error["code"], error["params"]) == ("dryrun", "unknown_parameter", {"allowed": ["dry_run"]})
    assert "'dryrun' is no parameter of this query; did you mean 'dry_run'?; allowed: dry_run" in error["message"]
    assert served.get("/jobs").json()["jobs"] == before
    assert served.post("/surfaces/trajectories", params={"steps": 5}, json={}).json()["errors"][0]["message"] == (
        "'steps' is no parameter of this query; allowed: none"
    )


def test_a_parameter_that_stands_twice_in_a_query_is_refused(served: Served) -> None:
    answer = served.get("/jobs?limit=1&limit=2")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["path"], error["code"]) == ("limit", "repeated_parameter")
    assert error["message"] == "limit: got ['1', '2']; allowed: once"
    assert served.get("/jobs?limit=1").status_code == 200
