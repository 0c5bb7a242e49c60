"""The road of every producer."""

from typing import Any

import pytest

from dynascope.telemetry import pack, unpack
from tests.server.conftest import PLAIN, TOKEN, Producer, Served, block, status


def raw(producer: Producer, content: bytes, token: str | None = None):
    return PLAIN.post(
        f"{producer.url}/api/v1/attempts/{producer.attempt}/telemetry",
        content=content,
        headers={"Authorization": f"Bearer {token or producer.token}"},
    )


def test_a_batch_is_acknowledged(served: Served) -> None:
    run, producer = served.open_run()
    answer = producer.post([producer.rows(run, block(0, 3)), producer.rows(run, block(3, 3))])
    assert answer.headers["content-type"] == "application/msgpack"
    assert unpack(answer.content) == {"acked": {run: 2}, "commands": []}
    assert unpack(producer.post([]).content)["commands"] == []


def test_a_repeat_is_passed_over_and_a_gap_is_refused(served: Served) -> None:
    run, producer = served.open_run()
    first = producer.rows(run, block(0, 3))
    assert producer.send(first, first)["acked"] == {run: 1}
    producer.rows(run, block(3, 3))
    gap = producer.post([producer.rows(run, block(6, 3))])
    assert gap.status_code == 409
    assert "2" in gap.json()["detail"]


@pytest.mark.parametrize("end", ["succeeded", "failed", "cancelled"])
@pytest.mark.parametrize("said", ["running", "paused", "succeeded", "failed", "cancelled"])
@pytest.mark.parametrize("of", ["run", "job"])
def test_whoever_told_the_end_may_tell_it_again_and_no_other(served: Served, end: str, said: str, of: str) -> None:
    run, producer = served.open_run()
    told = run if of == "run" else None
    ended = [status("", told, "running"), producer.rows(run, block(0, 3)), status("", told, end)]
    producer.send(*ended)
    before = served.get(f"/runs/{run}").json()
    assert before["status"] == end
    rows = producer.rows(run, block(3, 3))
    answer = producer.post([rows, status("", told, said)])
    if said == end:
        assert answer.status_code == 200
        return
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "illegal_move")
    assert problem["detail"].startswith("frames.1.status: ")
    assert f"is {end} already; got {said}; allowed: {end} again" in problem["detail"]
    assert producer.send(*ended)["acked"] == {run: 1}, "the same message again"
    assert served.get(f"/runs/{run}").json() == before
    assert producer.send(rows)["acked"] == {run: 2}, "what was beside it can be sent"


def test_an_end_is_not_taken_back_in_the_same_batch(served: Served) -> None:
    run, producer = served.open_run()
    answer = producer.post([status("", run, "succeeded"), status("", run, "running")])
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_move")
    assert served.get(f"/runs/{run}").json()["status"] == "running"


def test_an_end_told_again_with_another_outcome_is_refused(served: Served) -> None:
    run, producer = served.open_run()
    ended = status("", run, "succeeded", "completed", 5)
    producer.send(ended)
    before = served.get(f"/runs/{run}").json()
    answer = producer.post([status("", run, "succeeded", "diverged", 5)])
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_move")
    assert "frames.0.outcome: " in answer.json()["detail"]
    assert "has completed already; got diverged" in answer.json()["detail"]
    producer.send(ended, status("", run, "succeeded"))
    assert served.get(f"/runs/{run}").json() == before


def test_a_run_that_ended_with_its_job_may_tell_how_afterwards(served: Served) -> None:
    run, producer = served.open_run()
    job = status("", None, "succeeded")
    producer.send(status("", run, "running"), job)
    before = served.get(f"/runs/{run}").json()
    producer.send(job, status("", run, "succeeded", "stopped_early", 7))
    after = served.get(f"/runs/{run}").json()
    assert (after["status"], after["outcome"], after["step"]) == ("succeeded", "stopped_early", 7)
    assert after["timing"]["finished_at"] == before["timing"]["finished_at"]


@pytest.mark.parametrize(
    "batch",
    [
        [("run", "running"), ("job", "succeeded")],
        [("run", "running"), ("run", "succeeded"), ("job", "failed")],
        [("job", "running"), ("job", "paused"), ("run", "failed"), ("job", "failed")],
    ],
)
def test_a_batch_that_tells_how_it_came_to_an_end_can_come_again(served: Served, batch: list[tuple[str, str]]) -> None:
    run, producer = served.open_run()
    frames = [status("", run if of == "run" else None, said) for of, said in batch]
    producer.send(*frames)
    before = served.get(f"/runs/{run}").json()
    producer.send(*frames)
    assert served.get(f"/runs/{run}").json() == before


@pytest.mark.parametrize(
    "content", [b"", b"\xc1", b"\x00" * 10, pack([]), pack({"frames": {}}), pack({"frames": [1]}), pack(None)]
)
def test_what_is_no_batch(served: Served, content: bytes) -> None:
    _, producer = served.open_run()
    answer = raw(producer, content)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert raw(producer, content, TOKEN).status_code == 401


@pytest.mark.parametrize(
    ("batch", "says"),
    [
        ({"frames": [], "foo": 1}, "foo: there is no such field; allowed: frames"),
        ({"frame": []}, "frame: there is no such field; allowed: frames"),
        ({}, "frames: got None; allowed: a list of maps"),
        ({"frames": [5]}, "frames.0: got 5; allowed: a map"),
        ([], "the body: got []; allowed: {"),
    ],
)
def test_what_is_wrong_with_a_batch_is_named(served: Served, batch: Any, says: str) -> None:
    _, producer = served.open_run()
    answer = raw(producer, pack(batch))
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(says)


@pytest.mark.parametrize(
    "change",
    [
        {"serie": {"loss/train": {"steps": [0], "shape": [1], "values": b"\0" * 4}}},
        {"foo": 1},
        {"series": {"loss/train": {"steps": [0], "shape": [1], "values": b"\0" * 4, "unit": "x"}}},
        {"series": {"loss/train": {"steps": [0], "shape": [2], "values": b"\0" * 8}}},
        {"series": {"loss/train": {"steps": [0], "shape": [1], "values": b"\0" * 3}}},
        {"series": {"loss/train": {"steps": [0], "shape": [-1], "values": b"\0" * 4}}},
        {"series": {"loss/train": {"steps": "x", "shape": [1], "values": b"\0" * 4}}},
        {"series": {"loss/train": 3}},
        {"series": 3},
        {"distributions": {"weight": {"steps": [0], "shape": [1], "counts": b""}}},
        {"seq": "one"},
        {"seq": 2**70},
        {"run": None},
        {"run": "another"},
        {"type": "telegram"},
        {"type": None},
    ],
)
def test_a_frame_that_cannot_be_stored_is_refused_whole(served: Served, change: dict[str, Any]) -> None:
    run, producer = served.open_run()
    good = producer.rows(run, block(0, 3))
    try:
        content = pack({"frames": [good, {**producer.rows(run, block(3, 3)), **change}]})
    except OverflowError:  # msgpack has no such integer
        return
    answer = raw(producer, content)
    assert answer.status_code in (400, 404, 409, 422), answer.text
    assert answer.json()["detail"]
    assert served.get(f"/runs/{run}").json()["cursor"]["seq"] == 0


def test_a_batch_too_large(served: Served) -> None:
    _, producer = served.open_run()
    answer = raw(producer, b"\0" * (64 * 1024 * 1024 + 1))
    assert answer.status_code == 413
    assert str(64 * 1024 * 1024) in answer.json()["detail"]


def test_opening_a_run(served: Served) -> None:
    assert served.post("/runs").status_code == 201
    answer = served.post("/runs", json={"name": "mine", "config": {"width": 3}})
    run = answer.json()["run_id"]
    assert answer.headers["location"] == f"/api/v1/runs/{run}"
    assert served.get(f"/runs/{run}").json()["spec"] == {"width": 3}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"nome": "x"}, "nome"),
        ({"steps": -1}, "steps"),
        ({"layers": "all"}, "layers"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"label": "a\nb"}, "label"),
        ({"steps": "5"}, "steps"),
        ({"steps": 5.0}, "steps"),
        ({"steps": True}, "steps"),
        ({"layers": ["a", "x" * 201]}, "layers.1"),
        ({"layers": ["a", "b\0"]}, "layers.1"),
        ({"layers": ["a", ""]}, "layers.1"),
        ([], "body"),
    ],
)
def test_opening_a_run_with_a_mistake(served: Served, body: Any, field: str) -> None:
    answer = served.post("/runs", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == field


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e400"])
@pytest.mark.parametrize("config", ['{"x": %s}', '{"x": [{"y": %s}]}'])
def test_opening_a_run_with_a_number_that_is_none(served: Served, number: str, config: str) -> None:
    answer = served.post("/runs", content=f'{{"config": {config % number}}}')
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["path"], error["code"]) == ("config.x", "finite_number")
    assert f"got {number}; allowed: a finite number" in error["message"]


def test_opening_a_run_with_two_layers_of_one_name(served: Served) -> None:
    answer = served.post("/runs", json={"layers": ["a", "b", "a"]})
    assert answer.status_code == 400
    assert answer.json()["detail"] == "layers.2: got 'a' as layers.0; allowed: each name once"


@pytest.mark.parametrize("value", ['"a\\u0000"', '["\\ud800"]', '{"\\ud800": 1}'])
def test_opening_a_run_with_a_text_that_cannot_be_stored(served: Served, value: str) -> None:
    answer = served.post("/runs", content=f'{{"config": {{"x": {value}}}}}')
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "config.x"
    assert "allowed: text without NUL and lone surrogates" in answer.json()["errors"][0]["message"]


def test_a_configuration_may_have_texts_of_several_lines(served: Served) -> None:
    assert served.post("/runs", json={"config": {"script": "a = 1\n\tb = 2\n"}}).status_code == 201
