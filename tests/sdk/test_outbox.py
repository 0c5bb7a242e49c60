import threading
import time
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from dynascope.sdk import outbox
from dynascope.sdk.errors import ClientError, Fenced, NoServer, Refused
from dynascope.sdk.outbox import HEARTBEAT, SHORTEST_PAUSE, Attempt, Outbox
from dynascope.telemetry import Block, SeriesBlock
from tests.sdk.collector import Collector


@pytest.fixture
def collector() -> Iterator[Collector]:
    started = Collector().start()
    yield started
    started.stop()


class Producer:
    """An outbox with what it was told."""

    def __init__(self, attempt: Attempt, **options: object) -> None:
        self.commands: list[str] = []
        self.errors: list[ClientError] = []
        self.failed = threading.Event()
        self.outbox = Outbox(attempt, self.commands.extend, self._fail, **options)  # type: ignore[arg-type]
        self.outbox.start()

    def _fail(self, error: ClientError) -> None:
        self.errors.append(error)
        self.failed.set()

    def row(self, step: int, run: str = "a") -> bool:
        series = SeriesBlock(np.array([step]), np.array([np.nan if step == 3 else step], np.float32))
        return self.outbox.telemetry(run, Block({"loss/train": series}))


def test_rows_arrive_in_order_nan_included(collector: Collector) -> None:
    producer = Producer(collector.attempt)
    for step in range(50):
        assert producer.row(step)
    assert producer.outbox.close(60)
    block = collector.block("a").series["loss/train"]
    np.testing.assert_array_equal(block.steps, np.arange(50))
    assert np.flatnonzero(np.isnan(block.values)).tolist() == [3]


def test_a_producer_with_nothing_to_say_still_calls_but_no_more_than_it_must(collector: Collector) -> None:
    began = time.monotonic()
    producer = Producer(collector.attempt)
    collector.wait_for(lambda: collector.batches >= 5)
    assert time.monotonic() - began >= 4 * HEARTBEAT
    assert collector.frames == []
    assert producer.outbox.close(60)


def test_rows_that_flow_leave_together_at_most_ten_times_a_second(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "HEARTBEAT", 600.0)  # no heartbeat shall take them along
    began = time.monotonic()
    producer = Producer(collector.attempt)
    step = 0
    while collector.batches < 6:
        producer.row(step)
        step += 1
    assert time.monotonic() - began >= 4 * SHORTEST_PAUSE  # the first heartbeat and the first row leave at once
    assert producer.outbox.close(60)


def test_commands_reach_the_producer(collector: Collector) -> None:
    collector.wish = "pause"
    producer = Producer(collector.attempt)
    collector.wait_for(lambda: collector.batches >= 2)
    assert producer.outbox.close(60)
    assert producer.commands[0] == "pause"


def test_a_lost_answer_doubles_nothing(collector: Collector) -> None:
    collector.lose_answers = 2
    producer = Producer(collector.attempt)
    for step in range(20):
        producer.row(step)
    assert producer.outbox.close(60)
    np.testing.assert_array_equal(collector.block("a").series["loss/train"].steps, np.arange(20))


def test_a_restart_of_the_server_loses_and_doubles_nothing(collector: Collector) -> None:
    producer = Producer(collector.attempt)
    for step in range(10):
        producer.row(step)
    collector.wait_for(lambda: collector.acked.get("a"))
    collector.stop()
    for step in range(10, 40):
        assert producer.row(step)
    collector.start()
    assert producer.outbox.close(60)
    np.testing.assert_array_equal(collector.block("a").series["loss/train"].steps, np.arange(40))


def test_a_server_that_comes_back_elsewhere_is_found(collector: Collector) -> None:
    elsewhere = collector.attempt.server
    gone = Attempt("http://127.0.0.1:9", collector.attempt.id, collector.attempt.token)
    producer = Producer(gone, find_server=lambda: elsewhere)
    producer.row(0)
    assert producer.outbox.close(60)
    assert collector.block("a").series["loss/train"].rows == 1


def test_a_fenced_producer_is_told_and_takes_no_more(collector: Collector) -> None:
    producer = Producer(collector.attempt)
    collector.wait_for(lambda: collector.batches)
    collector.answer_with = 409
    assert producer.failed.wait(60)
    assert isinstance(producer.errors[0], Fenced)
    assert not producer.row(0)
    assert not producer.outbox.close(1)


def test_a_refusal_is_an_error_with_the_servers_sentence(collector: Collector) -> None:
    collector.answer_with = 401
    producer = Producer(collector.attempt)
    assert producer.failed.wait(60)
    assert isinstance(producer.errors[0], Refused)
    assert "as the test wishes" in producer.errors[0].detail
    producer.outbox.close(1)


def test_a_lease_that_runs_out_is_an_error() -> None:
    producer = Producer(Attempt("http://127.0.0.1:9", "x", "y"), lease_seconds=0.2)
    assert producer.failed.wait(60)
    assert isinstance(producer.errors[0], NoServer)
    assert "http://127.0.0.1:9" in producer.errors[0].detail
    producer.outbox.close(1)


def test_closing_without_a_server_ends_within_its_time() -> None:
    producer = Producer(Attempt("http://127.0.0.1:9", "x", "y"))
    producer.row(0)
    assert not producer.outbox.close(0.5)


def test_artifacts_follow_the_rows_of_their_run(collector: Collector) -> None:
    producer = Producer(collector.attempt)
    producer.row(0)
    data = bytes(range(256)) * 40_000
    producer.outbox.artifact("a", "weights/final", data)
    producer.outbox.status({"run": "a", "status": "succeeded"})
    assert producer.outbox.close(60)
    assert collector.artifact("a", "weights/final") == data
    kinds = [frame["type"] for frame in collector.frames]
    assert kinds == ["telemetry", "artifact", "artifact", "artifact", "status"]


def test_what_nobody_foresaw_ends_the_producer_instead_of_hanging_it(collector: Collector) -> None:
    def stumble(_: Sequence[str]) -> None:
        raise RuntimeError("no hands")

    told = threading.Event()
    outbox = Outbox(collector.attempt, stumble, lambda _: told.set())
    outbox.start()
    assert told.wait(60)
    assert outbox.error is not None
    assert "no hands" in outbox.error.detail
    assert not outbox.status({"run": None, "status": "running"})
    assert not outbox.close(1.0)
