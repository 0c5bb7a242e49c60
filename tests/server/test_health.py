"""Health, readiness, metrics, and what happens to the unexpected."""

import pytest

from dynascope.server import schema
from tests.server.conftest import PLAIN, Served, block, receive_until, subscribe


def test_alive_and_ready(served: Served) -> None:
    assert PLAIN.get(f"{served.url}/healthz").json() == {"status": "ok"}
    ready = PLAIN.get(f"{served.url}/readyz")
    assert ready.status_code == 200
    assert schema.Readiness.model_validate(ready.json()).checks == {"store": True, "queue": True}


def test_not_ready_while_the_queue_stands(served: Served) -> None:
    served.app.state.services.queue_runs = False
    try:
        answer = PLAIN.get(f"{served.url}/readyz")
    finally:
        served.app.state.services.queue_runs = True
    assert answer.status_code == 503
    assert answer.json() == {"status": "not_ready", "checks": {"store": True, "queue": False}}


def counters(served: Served) -> dict[str, float]:
    text = served.ask("GET", "/../../metrics").text
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line[0] != "#"}


def test_metrics(served: Served) -> None:
    run, producer = served.open_run()
    before = counters(served)
    with served.stream() as stream:
        subscribe(stream, [run], metrics=["loss/train"])
        producer.send(producer.rows(run, block(0, 7)))
        receive_until(stream, lambda got: any(frame["type"] == "telemetry" for frame in got))
        producer.send(producer.rows(run, block(7, 7)))
        receive_until(stream, lambda got: any(frame["type"] == "telemetry" for frame in got))
        after = counters(served)
    assert after["dynascope_telemetry_rows_total"] - before["dynascope_telemetry_rows_total"] == 14
    assert after["dynascope_stream_clients"] == 1
    assert after['dynascope_jobs{status="running"}'] >= 1
    assert after["dynascope_stream_lag_seconds_count"] >= 1
    route = 'route="/attempts/{attempt_id}/telemetry",status="200"'
    assert after[f'dynascope_http_requests_total{{method="POST",{route}}}'] >= 2


@pytest.mark.parametrize(
    ("method", "path", "status", "told"),
    [
        ("GET", "/nowhere", 404, "/api/v1/nowhere"),
        ("POST", "/nowhere", 404, "/api/v1/nowhere"),
        ("PUT", "/jobs", 405, "GET, POST"),
        ("PATCH", "/runs/x", 405, "GET"),
        ("GET", "/jobs/", 404, "/api/v1/jobs/"),
    ],
)
def test_addresses_that_are_none(served: Served, method: str, path: str, status: int, told: str) -> None:
    answer = served.ask(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["detail"]
    if status == 405:
        assert answer.headers["allow"] == told


def test_a_mistake_of_ours_is_a_problem_with_a_number(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_run_id: str) -> None:
        raise ZeroDivisionError("the secret of the house")

    monkeypatch.setattr(served.app.state.services.store, "run", broken)
    answer = served.get("/runs/x")
    assert answer.status_code == 500
    problem = schema.Problem.model_validate(answer.json())
    assert problem.instance is not None
    assert problem.instance.rsplit(":", 1)[-1] in problem.detail
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_problems_fit_their_model(served: Served) -> None:
    for answer in (served.get("/jobs/x"), served.get("/jobs?limit=0"), served.post("/jobs", json={"steps": 1})):
        schema.Problem.model_validate(answer.json())
    assert served.get("/catalog").status_code == 200
    schema.Catalog.model_validate(served.get("/catalog").json())
    schema.Presets.model_validate(served.get("/presets").json())
