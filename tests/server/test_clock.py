"""A run's clock on its way through the server: no metric, but stored, read and sent as metrics are."""

import numpy as np

from dynascope.telemetry import CLOCK, Block, SeriesBlock
from tests.server.conftest import Producer, Served, block, receive_until, steps_of, subscribe

SMALL = {"base": {"dataset": "xor", "model": {"hidden_sizes": [3]}, "steps": 50}}


def ticked(producer: Producer, run: str, first: int, rows: int, seconds: float) -> None:
    """Posts rows from step `first` on, and what the clock shows at the last of them."""
    last = np.array([first + rows - 1])
    clock = SeriesBlock(last, np.array([seconds], np.float32))
    producer.send(producer.rows(run, Block({**block(first, rows).series, CLOCK: clock})))


def begun(served: Served) -> tuple[str, Producer]:
    """A run of ours, whose training slowed down: 10 steps in 0.25 s, the next 10 in 1.75 s."""
    job, producer = served.launch(SMALL)
    run = job["runs"][0]["id"]
    ticked(producer, run, 0, 10, 0.25)
    ticked(producer, run, 10, 10, 2.0)
    return run, producer


def test_the_clock_is_read_in_seconds_and_is_no_metric(served: Served) -> None:
    run, _ = begun(served)
    page = served.get(f"/runs/{run}/series", params={"metric": [CLOCK, "loss/train"]}).json()
    assert page["series"][CLOCK] == {"unit": "s", "axes": ["step"], "steps": [9, 19], "values": [0.25, 2.0]}
    assert len(page["series"]["loss/train"]["steps"]) == 20
    table = served.get(f"/runs/{run}/series", params={"metric": CLOCK}, headers={"Accept": "text/csv"}).text
    assert table.splitlines() == ["step,metric,layer,value", f"9,{CLOCK},,0.25", f"19,{CLOCK},,2.0"]
    assert CLOCK not in [metric["name"] for metric in served.get(f"/runs/{run}").json()["metrics"]]


def test_a_run_that_nobody_ends_has_its_time_and_its_speed(served: Served) -> None:
    run, _ = begun(served)
    timing = served.get(f"/runs/{run}").json()["timing"]
    assert (timing["train_seconds"], timing["steps_per_second"]) == (2.0, 9.5)


def test_the_stream_brings_the_clock_from_its_first_row_and_on(served: Served) -> None:
    run, producer = begun(served)
    with served.stream() as stream:
        subscribe(stream, [run], metrics=[CLOCK])
        frames = receive_until(stream, lambda frames: len(steps_of(frames, run, CLOCK)) == 2)
        ticked(producer, run, 20, 10, 2.5)
        frames += receive_until(stream, lambda frames: len(steps_of(frames, run, CLOCK)) == 1)
    assert steps_of(frames, run, CLOCK) == [9, 19, 29]
    assert not [frame for frame in frames if frame["type"] == "error"]


def test_a_producer_of_ones_own_needs_no_clock_and_may_have_one(served: Served) -> None:
    run, producer = served.open_run()
    producer.send(producer.rows(run, block(0, 5)))
    assert served.get(f"/runs/{run}/series", params={"metric": CLOCK}).json()["series"][CLOCK]["steps"] == []
    assert served.get(f"/runs/{run}").json()["timing"]["train_seconds"] is None
    ticked(producer, run, 5, 5, 1.5)
    assert served.get(f"/runs/{run}/series", params={"metric": CLOCK}).json()["series"][CLOCK]["values"] == [1.5]
    assert [metric["name"] for metric in served.get(f"/runs/{run}").json()["metrics"]] == ["loss/train"]


def test_a_clock_that_shows_no_time_sets_no_speed(served: Served) -> None:
    run, producer = served.open_run()
    for first, seconds in ((0, 0.0), (5, np.nan), (10, np.inf)):
        ticked(producer, run, first, 5, seconds)
    timing = served.get(f"/runs/{run}").json()["timing"]
    assert (timing["train_seconds"], timing["steps_per_second"]) == (None, None)


def test_a_clock_has_one_value_a_row(served: Served) -> None:
    run, producer = served.open_run(layers=["hidden_1", "output"])
    wide = SeriesBlock(np.array([0]), np.zeros((1, 2), np.float32))
    answer = producer.post([producer.rows(run, Block({CLOCK: wide}))])
    assert answer.status_code == 400
    assert CLOCK in answer.json()["detail"]
