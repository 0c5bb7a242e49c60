"""The laws of the stream, with rows that a producer posted."""

import json
import math
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from dynascope.server.stream.client import Pace
from dynascope.telemetry import Block, SeriesBlock, pack, unpack
from tests.server.conftest import (
    BINS,
    Producer,
    Served,
    block,
    receive,
    receive_until,
    serve,
    status,
    steps_of,
    subscribe,
)

LOSS = ["loss/train"]


def filled(served: Served, batches: int, rows: int = 5) -> tuple[str, Producer]:
    """A run with `batches` stored batches of `rows` rows."""
    run, producer = served.open_run(layers=["hidden_1", "output"])
    for index in range(batches):
        producer.send(producer.rows(run, block(index * rows, rows, layers=2)))
    return run, producer


def has_ended(frame: dict[str, Any]) -> bool:
    return frame["type"] == "status" and frame["status"] == "succeeded"


def has_steps(run: str, count: int, metric: str = "loss/train"):
    return lambda frames: len(steps_of(frames, run, metric)) >= count


def test_replay_then_live_without_gap_or_doubling(served: Served) -> None:
    run, producer = filled(served, 10)
    with served.stream() as stream:
        subscribe(stream, [run], metrics=LOSS)
        frames = receive_until(stream, has_steps(run, 50))
        for index in range(10, 20):
            producer.send(producer.rows(run, block(index * 5, 5, layers=2)))
        frames += receive_until(stream, has_steps(run, 50))
    assert steps_of(frames, run, "loss/train") == list(range(100))
    seqs = [frame["seq"] for frame in frames if frame["type"] == "telemetry"]
    assert seqs == sorted(set(seqs))
    assert seqs[-1] == 20


def test_nothing_is_lost_while_rows_arrive_during_the_replay(served: Served) -> None:
    run, producer = filled(served, 50)
    begun = threading.Event()

    def post() -> None:
        for index in range(50, 150):
            producer.send(producer.rows(run, block(index * 5, 5, layers=2)))
            begun.set()

    poster = threading.Thread(target=post)
    poster.start()
    begun.wait(60)
    with served.stream() as first, served.stream("json") as second:
        subscribe(first, [run], metrics=LOSS)
        subscribe(second, [run], metrics=["gradient_norm"])
        one = receive_until(first, has_steps(run, 750))
        two = receive_until(second, has_steps(run, 750, "gradient_norm"))
    poster.join(60)
    assert steps_of(one, run, "loss/train") == list(range(750))
    assert steps_of(two, run, "gradient_norm") == list(range(750))
    assert all(set(frame["series"]) == {"loss/train"} for frame in one if frame["type"] == "telemetry")


def test_a_reconnecting_client_misses_nothing_and_gets_nothing_twice(served: Served) -> None:
    run, producer = filled(served, 5)
    seen: list[int] = []
    cursors: dict[str, dict[str, int]] = {}
    for round_ in range(4):
        with served.stream() as stream:
            subscribe(stream, [run], metrics=LOSS, cursors=cursors)
            wanted = 25 * (round_ + 1) - len(seen)
            frames = receive_until(stream, has_steps(run, wanted))
        seen += steps_of(frames, run, "loss/train")
        last = [frame for frame in frames if frame["type"] == "telemetry"][-1]
        cursors = {run: {"epoch": last["epoch"], "seq": last["seq"]}}
        for index in range(5 * (round_ + 1), 5 * (round_ + 2)):
            producer.send(producer.rows(run, block(index * 5, 5, layers=2)))
    assert seen == list(range(100))


def test_the_cursor_of_a_read_goes_on_after_it(served: Served) -> None:
    run, producer = filled(served, 4)
    read = served.get(f"/runs/{run}/series", params={"metric": "loss/train"}).json()
    assert read["series"]["loss/train"]["steps"] == list(range(20))
    producer.send(producer.rows(run, block(20, 5, layers=2)))
    with served.stream() as stream:
        subscribe(stream, [run], metrics=LOSS, cursors={run: read["cursor"]})
        frames = receive_until(stream, has_steps(run, 5))
    assert steps_of(frames, run, "loss/train") == list(range(20, 25))


@pytest.mark.parametrize("cursor", [{"epoch": 7, "seq": 1}, {"epoch": 0, "seq": 99}])
def test_a_cursor_that_cannot_be_continued_is_reset(served: Served, cursor: dict[str, int]) -> None:
    run, _ = filled(served, 3)
    with served.stream() as stream:
        subscribe(stream, [run], metrics=LOSS, cursors={run: cursor})
        frames = receive_until(stream, has_steps(run, 15))
    kinds = [frame["type"] for frame in frames if frame["type"] != "status"]
    assert kinds[0] == "reset"
    assert frames[[f["type"] for f in frames].index("reset")]["epoch"] == 0
    assert steps_of(frames, run, "loss/train") == list(range(15))


def test_values_in_both_encodings(served: Served) -> None:
    run, producer = served.open_run(layers=["hidden_1", "output"])
    loss = SeriesBlock(np.arange(4), np.array([0.1, math.nan, math.inf, -math.inf], np.float32))
    wide = SeriesBlock(np.array([0]), np.array([[1.5, math.nan]], np.float32))
    producer.send(producer.rows(run, Block({"loss/train": loss, "gradient_norm": wide}, block(0, 1, 2).distributions)))
    wish = {"metrics": ["loss/train", "gradient_norm"], "distributions": ["weight"]}
    with served.stream("json") as text, served.stream("msgpack") as binary:
        subscribe(text, [run], **wish)
        subscribe(binary, [run], **wish)
        in_json = receive_until(text, has_steps(run, 4))[-1]
        in_msgpack = receive_until(binary, has_steps(run, 4))[-1]
    assert in_json["series"]["loss/train"]["values"] == [float(np.float32(0.1)), "NaN", "Infinity", "-Infinity"]
    assert in_json["series"]["gradient_norm"] == {"steps": [0], "shape": [1, 2], "values": [[1.5, "NaN"]]}
    values = np.frombuffer(in_msgpack["series"]["loss/train"]["values"], "<f4")
    np.testing.assert_array_equal(values, loss.values)
    counts = in_msgpack["distributions"]["weight"]
    assert counts["shape"] == [1, 2, BINS]
    assert (
        np.frombuffer(counts["counts"], "<u4").reshape(2, BINS).tolist()
        == in_json["distributions"]["weight"]["counts"][0]
    )
    assert counts["nonfinite"] == [[0, 0]]


def test_statuses_come_first_and_an_end_comes_after_its_rows(served: Served) -> None:
    run, producer = filled(served, 3)
    job = served.get(f"/runs/{run}").json()["job_id"]
    with served.stream() as stream:
        subscribe(stream, [run], metrics=LOSS)
        frames = receive_until(stream, has_steps(run, 15))
        assert {"job": job, "run": None, "status": "running"}.items() <= next(
            frame for frame in frames if frame["type"] == "status" and frame["run"] is None
        ).items()
        producer.send(
            producer.rows(run, block(15, 5, layers=2)),
            status(job, run, "succeeded", "completed", step=19),
            status(job, None, "succeeded"),
        )
        frames = receive_until(stream, lambda got: any(has_ended(frame) and frame["run"] is None for frame in got))
    kinds = [(frame["type"], frame.get("status")) for frame in frames]
    assert kinds.index(("telemetry", None)) < kinds.index(("status", "succeeded"))
    assert steps_of(frames, run, "loss/train") == list(range(15, 20))


def test_a_late_subscriber_learns_the_end(served: Served) -> None:
    run, producer = filled(served, 2)
    job = served.get(f"/runs/{run}").json()["job_id"]
    producer.send(status(job, run, "succeeded", "completed", step=9), status(job, None, "succeeded"))
    with served.stream() as stream:
        subscribe(stream, [run], metrics=LOSS)
        frames = receive_until(stream, lambda got: sum(f["type"] == "status" for f in got) == 2)
    assert frames[0]["type"] == "telemetry"
    assert {frame["status"] for frame in frames[1:]} == {"succeeded"}
    assert {frame["outcome"] for frame in frames[1:]} == {"completed", None}


def test_subscribing_again_changes_what_is_sent(served: Served) -> None:
    one, to_one = filled(served, 2)
    two, to_two = filled(served, 2)
    with served.stream() as stream:
        subscribe(stream, [one], metrics=LOSS)
        receive_until(stream, has_steps(one, 10))
        subscribe(stream, [two], metrics=["gradient_norm"])
        receive_until(stream, has_steps(two, 10, "gradient_norm"))
        to_one.send(to_one.rows(one, block(10, 5, layers=2)))
        to_two.send(to_two.rows(two, block(10, 5, layers=2)))
        frames = receive_until(stream, has_steps(two, 5, "gradient_norm"))
    assert not steps_of(frames, one, "loss/train")
    assert steps_of(frames, two, "gradient_norm") == list(range(10, 15))


def test_a_ping_is_answered_in_either_encoding(served: Served) -> None:
    with served.stream() as stream:
        stream.send(json.dumps({"type": "ping", "id": 7}))
        assert receive(stream) == {"type": "pong", "id": 7}
        stream.send(pack({"type": "ping"}))
        assert receive(stream) == {"type": "pong", "id": None}


@pytest.mark.parametrize(
    "message",
    [
        "{",
        "[]",
        "null",
        '{"type": "shout"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "runs": "all"}',
        '{"type": "subscribe", "runs": [], "metric": ["loss/train"]}',
        '{"type": "subscribe", "runs": [], "cursors": {"x": 3}}',
        '{"type": "subscribe", "runs": [], "cursors": {"x": {"epoch": -1, "seq": 0}}}',
        '{"type": "subscribe", "runs": ["\\ud800"]}',
        '{"type": "ping", "id": "\\ud800"}',
        '{"type": "ping", "id": 9223372036854775808}',
        "[" * 100_000,
        b"\xc1",
        b"",
    ],
)
def test_a_message_that_cannot_be_read_closes_with_a_sentence(served: Served, message: str | bytes) -> None:
    with served.stream("json") as stream:
        stream.send(message)
        error = receive(stream)
        assert error["type"] == "error"
        assert error["code"] == "malformed"
        assert error["detail"]
        with pytest.raises(ConnectionClosed) as closed:
            stream.recv(timeout=60)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4400
    assert closed.value.rcvd.reason


def test_unknown_runs_and_metrics_are_named_and_the_rest_goes_on(served: Served) -> None:
    run, _ = filled(served, 1)
    with served.stream() as stream:
        subscribe(stream, ["nowhere", run], metrics=["loss/train", "loss/trian"])
        frames = receive_until(
            stream, lambda got: has_steps(run, 5)(got) and sum(f["type"] == "error" for f in got) == 2
        )
    errors = {frame["code"]: frame["detail"] for frame in frames if frame["type"] == "error"}
    assert "'nowhere'" in errors["not_found"]
    assert "loss/trian" in errors["unknown_metric"]
    assert "loss/validation" in errors["unknown_metric"]


def test_a_deleted_run_ends_quietly(served: Served) -> None:
    run, producer = filled(served, 1)
    job = served.get(f"/runs/{run}").json()["job_id"]
    producer.send(status(job, None, "succeeded"))
    with served.stream() as stream:
        subscribe(stream, [run], metrics=LOSS)
        receive_until(stream, has_steps(run, 5))
        assert served.delete(f"/jobs/{job}").status_code == 204
        subscribe(stream, [run], metrics=LOSS)
        frames = receive_until(stream, lambda got: any(f["type"] == "error" for f in got))
    assert frames[-1]["code"] == "not_found"


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[Served]:
    """A server that gives its clients half a second to take a message."""
    yield from serve(tmp_path, Pace(interval=0.01, patience=0.5, farewell=60))


def receive_into(kept: list[dict[str, Any]], stream: ClientConnection) -> None:
    """Receive until the server closes."""
    while True:
        kept.append(receive(stream))


def _wide_rows(producer: Producer, run: str, batch: int) -> dict[str, Any]:
    """A batch of about 4 MB."""
    steps = np.arange(batch * 1000, (batch + 1) * 1000)
    values = np.broadcast_to(steps[:, None].astype(np.float32), (1000, 1000))
    return producer.rows(run, Block({"wide": SeriesBlock(steps, values)}))


def test_a_client_that_cannot_follow_is_closed_and_nobody_else_waits(impatient: Served) -> None:
    run, producer = impatient.open_run(layers=[f"hidden_{index}" for index in range(1, 1001)])
    with impatient.stream(max_queue=1) as slow:
        slow.send(json.dumps({"type": "ping"}))
        receive(slow)
        impatient.app.state.services.pace = Pace(interval=0.01, patience=600)  # of those who come from now on
        with impatient.stream() as quick:
            subscribe(slow, [run], metrics=["wide"])
            subscribe(quick, [run], metrics=["wide"])
            taken: list[dict[str, Any]] = []
            for batch in range(8):
                producer.send(_wide_rows(producer, run, batch))
                taken += receive_until(quick, has_steps(run, 1000, "wide"))
            assert steps_of(taken, run, "wide") == list(range(8000))
            impatient_metrics = impatient.app.state.services.metrics
            while b'closed_total{code="4008"}' not in impatient_metrics.text():
                producer.send(_wide_rows(producer, run, producer.seqs[run]))
                receive_until(quick, has_steps(run, 1000, "wide"))
        kept: list[dict[str, Any]] = []
        with pytest.raises(ConnectionClosed) as closed:
            receive_into(kept, slow)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4008
    steps = steps_of(kept, run, "wide")
    assert steps == list(range(len(steps)))
    reached = {"epoch": 0, "seq": 0}  # half a second may have been too short for the first message
    for frame in kept:
        if frame["type"] == "telemetry":
            reached = {"epoch": frame["epoch"], "seq": frame["seq"]}
    with impatient.stream() as again:
        subscribe(again, [run], metrics=["wide"], cursors={run: reached})
        total = producer.seqs[run] * 1000
        rest = receive_until(again, has_steps(run, total - len(steps), "wide"))
    assert steps + steps_of(rest, run, "wide") == list(range(total))


@pytest.fixture
def unhurried(tmp_path: Path) -> Iterator[Served]:
    """A server that waits a fifth of a second between two rounds of frames."""
    yield from serve(tmp_path, Pace(interval=0.2))


def test_coalescing_merges_frames_and_keeps_every_row(unhurried: Served) -> None:
    run, producer = filled(unhurried, 1)
    with unhurried.stream() as stream:
        subscribe(stream, [run], metrics=["loss/train", "gradient_norm"], distributions=["weight"])
        frames = receive_until(stream, has_steps(run, 5))
        for index in range(1, 60):
            producer.send(producer.rows(run, block(index * 5, 5, layers=2)))
        frames += receive_until(stream, has_steps(run, 295))
    telemetry = [frame for frame in frames if frame["type"] == "telemetry"]
    assert len(telemetry) < 60
    assert telemetry[-1]["seq"] == 60
    assert steps_of(frames, run, "loss/train") == list(range(300))
    losses = np.concatenate([np.frombuffer(f["series"]["loss/train"]["values"], "<f4") for f in telemetry])
    np.testing.assert_array_equal(losses, np.arange(300, dtype=np.float32) * 0.5)
    rows = sum(frame["distributions"]["weight"]["shape"][0] for frame in telemetry)
    assert rows == 300
    for frame in telemetry:
        one = frame["distributions"]["weight"]
        assert len(one["counts"]) == 4 * math.prod(one["shape"])
        assert len(one["nonfinite"]) == len(one["steps"]) == one["shape"][0]


def test_a_long_replay_comes_in_several_messages(served: Served) -> None:
    run, producer = served.open_run()
    for index in range(4):
        producer.send(producer.rows(run, block(index * 40_000, 40_000)))
    with served.stream() as stream:
        subscribe(stream, [run], metrics=LOSS)
        frames = receive_until(stream, has_steps(run, 160_000))
    assert steps_of(frames, run, "loss/train") == list(range(160_000))
    assert sum(frame["type"] == "telemetry" for frame in frames) > 1


def test_the_same_values_as_a_read(served: Served) -> None:
    run, _ = filled(served, 7)
    with served.stream("json") as stream:
        subscribe(stream, [run], metrics=["gradient_norm"])
        frames = receive_until(stream, has_steps(run, 35, "gradient_norm"))
    sent = [row for f in frames if f["type"] == "telemetry" for row in f["series"]["gradient_norm"]["values"]]
    read = served.get(f"/runs/{run}/series", params={"metric": "gradient_norm"}).json()
    assert sent == read["series"]["gradient_norm"]["values"]


def test_what_is_sent_fits_the_models(served: Served) -> None:
    from pydantic import TypeAdapter

    from dynascope.server.stream.messages import ServerMessages

    run, _ = filled(served, 2)
    with served.stream("json") as stream:
        subscribe(stream, [run, "nowhere"], metrics=["loss/train"], distributions=["weight"])
        stream.send(json.dumps({"type": "ping", "id": "a"}))
        frames = receive_until(stream, lambda got: {f["type"] for f in got} >= {"telemetry", "status", "error", "pong"})
    for frame in frames:
        TypeAdapter(ServerMessages).validate_python(frame)
    assert unpack(pack(frames[0])) == frames[0]


def fading(served: Served) -> tuple[str, Producer]:
    """A deep net whose gradient vanishes, half of its rows posted."""
    job, producer = served.launch({"base": {"model": {"hidden_sizes": [4] * 10}, "steps": 200}})
    run = job["runs"][0]["id"]
    producer.send(faded(producer, run, 0))
    return run, producer


def faded(producer: Producer, run: str, first: int) -> dict[str, Any]:
    """Fifty rows of vanishing gradients."""
    steps = np.arange(first, first + 50)
    norms = np.tile(10.0 ** np.arange(-10, 1), (50, 1)).astype(np.float32)
    loss = SeriesBlock(steps, np.full(50, 2.3, np.float32))
    return producer.rows(run, Block({"gradient_norm": SeriesBlock(steps, norms), "loss/train": loss}))


def finds(rule: str):
    return lambda frames: any(frame["type"] == "diagnosis" and frame["rule"] == rule for frame in frames)


def test_a_finding_is_told_once_and_after_its_rows(served: Served) -> None:
    run, producer = fading(served)
    with served.stream("json") as stream:
        subscribe(stream, [run], metrics=LOSS)
        frames = receive_until(stream, finds("VanishingGradient"))
        producer.send(faded(producer, run, 50))
        producer.send(faded(producer, run, 100), status(served.get(f"/runs/{run}").json()["job_id"], run, "succeeded"))
        frames += receive_until(stream, lambda got: any(map(has_ended, got)))
        stream.send(json.dumps({"type": "ping"}))
        frames += receive_until(stream, lambda got: got[-1:] and got[-1]["type"] == "pong")
    kinds = [frame["type"] for frame in frames]
    finding = next(frame for frame in frames if frame["type"] == "diagnosis")
    assert finding["run"] == run
    assert finding["layers"][0] == "hidden_1"
    assert finding["evidence"]
    assert kinds.index("telemetry") < kinds.index("diagnosis")
    assert sum(f["type"] == "diagnosis" and f["rule"] == "VanishingGradient" for f in frames) == 1
    read = served.get(f"/runs/{run}/diagnoses").json()["diagnoses"]
    assert {"type": "diagnosis", "run": run, **read[0]} in frames
    with served.stream("json") as again:
        subscribe(again, [run])
        assert receive_until(again, finds("VanishingGradient"))


def ends(rule: str):
    return lambda frames: any(frame.get("rule") == rule and frame.get("holds") is False for frame in frames)


def standing(producer: Producer, run: str, first: int, loss: float) -> dict[str, Any]:
    """150 rows of one loss."""
    steps = np.arange(first, first + 150)
    return producer.rows(run, Block({"loss/train": SeriesBlock(steps, np.full(150, loss, np.float32))}))


def listed(frames: list[dict[str, Any]]) -> set[str]:
    """The rules that a client believes to hold after these frames; what is taken back, it must have been told."""
    holding: set[str] = set()
    for frame in frames:
        if frame["type"] == "diagnosis" and frame.get("holds", True):
            holding.add(frame["rule"])
        elif frame["type"] == "diagnosis":
            holding.remove(frame["rule"])
    return holding


def test_a_finding_that_no_longer_holds_is_taken_back(served: Served) -> None:
    rule = "LossNotDecreasing"
    run, producer = served.open_run(layers=["output"])
    producer.send(standing(producer, run, 0, 2.0))
    producer.send(standing(producer, run, 150, 2.0))
    with served.stream("json") as stream, served.stream("json") as other:
        subscribe(stream, [run], metrics=LOSS)
        subscribe(other, [run], metrics=LOSS)
        frames = receive_until(stream, finds(rule))
        told = frames[-1]
        assert told.get("holds", True)
        heard = receive_until(other, finds(rule))
        subscribe(stream, [run])  # what was told before another subscription can be taken back, too
        producer.send(standing(producer, run, 300, 0.5))
        frames += receive_until(stream, ends(rule))
        assert frames[-1] == {**told, "holds": False}
        read = served.get(f"/runs/{run}/diagnoses").json()["diagnoses"]
        assert listed(frames) == {one["rule"] for one in read}
        assert rule not in listed(frames)
        with served.stream("json") as late:
            subscribe(late, [run])
            producer.send(standing(producer, run, 450, 2.0))
            assert rule in listed(receive_until(late, finds(rule)))
        heard += receive_until(other, ends(rule))
        assert rule not in listed(heard)
        assert rule in listed(heard + receive_until(other, finds(rule))), "told again where it holds again"


def overfit(producer: Producer, run: str, first: int, best: float) -> dict[str, Any]:
    """Fifty rows whose validation loss falls to `best` in their middle and rises again."""
    steps = np.arange(first, first + 50)
    away = np.abs(steps - steps[25]) / 25
    held = SeriesBlock(steps, (best + away).astype(np.float32))
    return producer.rows(run, Block({"loss/validation": held, "loss/train": SeriesBlock(steps, held.values / 10)}))


def test_a_finding_that_moves_is_told_again_wherever_it_moves(served: Served) -> None:
    run, producer = served.open_run(layers=["output"])
    producer.send(overfit(producer, run, 0, 1.0))
    with served.stream("json") as stream:
        subscribe(stream, [run], metrics=LOSS)
        frames = receive_until(stream, finds("Overfitting"))
        first = frames[-1]
        producer.send(overfit(producer, run, 50, 0.5))
        frames += receive_until(stream, finds("Overfitting"))
        second = frames[-1]
        read = served.get(f"/runs/{run}/diagnoses").json()["diagnoses"]
        assert second in [{"type": "diagnosis", "run": run, **one} for one in read], "the last told is what holds"
        for again in (second, first):
            served.app.state.services.hub.publish(again)
        frames += receive_until(stream, finds("Overfitting"))
    told = [frame["first_step"] for frame in frames if frame.get("rule") == "Overfitting"]
    assert told == [first["first_step"], second["first_step"], first["first_step"]]
    assert first["first_step"] < 50 <= second["first_step"]
