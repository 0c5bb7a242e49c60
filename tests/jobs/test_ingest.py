"""What producers post: stored once, in order, whole batches or nothing, then published."""

from typing import Any

import numpy as np
import pytest

from dynascope.errors import AttemptFenced, BadRequest, Conflict, NotFound, TooLarge, Unauthorized, UnknownMetric
from dynascope.store import Cursor
from dynascope.store.attempts import insert_attempt
from tests.jobs.making import Bench, histograms, rows, status

EMPTY = (2).to_bytes(8, "little") + b"{}"
"""A file of safetensors without arrays."""


def test_rows_are_stored_acknowledged_and_published_in_order(bench: Bench) -> None:
    job, assignment = bench.launch(seeds=[0, 1])
    first, second = (run.id for run in job.runs)
    acked, commands = bench.post(
        assignment, rows(first, 1, [0, 1]), rows(second, 1, [0]), rows(first, 2, [2]), status(None, "running")
    )
    assert acked == {first: 2, second: 1}
    assert commands == []
    assert [frame["seq"] for frame in bench.published.of("telemetry", first)] == [1, 2]
    read = bench.store.series(first, ["loss/train"])
    assert read.series["loss/train"].steps.tolist() == [0, 1, 2]
    assert read.cursor == Cursor(0, 2)


def test_the_first_rows_set_the_job_and_the_run_running(bench: Bench) -> None:
    job, assignment = bench.launch()
    bench.post(assignment, rows(job.runs[0].id, 1, [0, 1, 2]))
    now = bench.store.job(job.id)
    assert (now.status, now.runs[0].status, now.runs[0].step) == ("running", "running", 2)
    assert now.started_at is not None
    assert now.runs[0].started_at is not None


def test_a_batch_that_comes_again_is_acknowledged_and_changes_nothing(bench: Bench) -> None:
    job, assignment = bench.launch()
    run = job.runs[0].id
    batch = [
        status(None, "running"),
        rows(run, 1, [0, 1]),
        {"type": "artifact", "run": run, "name": "points", "offset": 0, "total": len(EMPTY), "data": EMPTY},
        rows(run, 2, [2]),
        status(run, "succeeded", outcome="completed", step=2),
        status(None, "succeeded"),
    ]
    assert bench.post(assignment, *batch)[0] == {run: 2}
    before = bench.store.job(job.id), list(bench.published.frames)
    assert bench.post(assignment, *batch)[0] == {run: 2}
    assert (bench.store.job(job.id), bench.published.frames) == before
    assert bench.store.artifact(run, "points").read_bytes() == EMPTY


def test_a_gap_is_refused_with_the_whole_batch_and_names_the_expected_seq(bench: Bench) -> None:
    job, assignment = bench.launch(seeds=[0, 1])
    first, second = (run.id for run in job.runs)
    bench.post(assignment, rows(first, 1, [0]))
    published = len(bench.published.frames)
    with pytest.raises(Conflict, match=f"run {first}: got batch 3; expected 2") as caught:
        bench.post(assignment, rows(second, 1, [0]), rows(first, 3, [5]))
    assert caught.value.params["expected_seq"] == 2
    assert bench.store.cursor(second) == Cursor(0, 0)
    assert len(bench.published.frames) == published


def test_an_unknown_attempt_a_wrong_token_and_a_fenced_attempt(bench: Bench) -> None:
    job, assignment = bench.launch()
    frames = [rows(job.runs[0].id, 1)]
    with pytest.raises(NotFound, match="no attempt 'attempt_x'"):
        bench.service.ingest("attempt_x", assignment.token, frames)
    for token in ("", "x", assignment.token[:-1], assignment.token + "x", "é\ud800"):
        with pytest.raises(Unauthorized):
            bench.service.ingest(assignment.attempt_id, token, frames)
    with bench.store.write() as connection:
        insert_attempt(connection, "attempt_new", job.id, b"", job.created_at, job.created_at)
    for sent in (frames, []):
        with pytest.raises(AttemptFenced):
            bench.service.ingest(assignment.attempt_id, assignment.token, sent)
    assert bench.store.cursor(job.runs[0].id) == Cursor(0, 0)


def test_the_database_does_not_hold_the_token(bench: Bench) -> None:
    _, assignment = bench.launch()
    bench.service.stop()
    stored = b"".join(file.read_bytes() for file in bench.store.data_dir.glob("dynascope.sqlite3*"))
    assert assignment.attempt_id.encode() in stored
    assert assignment.token.encode() not in stored


def test_an_attempt_writes_to_its_own_job_alone(bench: Bench) -> None:
    other, _ = bench.launch()
    bench.service.cancel(other.id)
    opened = bench.service.open_external_run("mine")
    with pytest.raises(BadRequest, match=f"run {other.runs[0].id} belongs to another job"):
        bench.service.ingest(opened.attempt_id, opened.token, [rows(other.runs[0].id, 1)])


@pytest.mark.parametrize(
    ("series", "error", "says"),
    [
        ({"loss__test": [1.0]}, UnknownMetric, "on offer: loss/train"),
        ({"loss__train": [[1.0]]}, BadRequest, r"shape \[1, 1\]; allowed: \[rows\]"),
        ({"gradient_norm": [1.0]}, BadRequest, r"shape \[1\]; allowed: \[rows, 2\]"),
        ({"gradient_norm": [[1.0, 2.0, 3.0]]}, BadRequest, r"allowed: \[rows, 2\]"),
        ({"decision__class": [1.0]}, BadRequest, r"allowed: \[rows, 1 to 65536\]"),
        ({"decision__class": np.zeros((1, 0))}, BadRequest, r"allowed: \[rows, 1 to 65536\]"),
        ({"loss\x00": [1.0]}, UnknownMetric, "is not one of this run"),
    ],
)
def test_rows_that_the_run_does_not_promise_are_refused(
    bench: Bench, series: dict[str, object], error: type[Exception], says: str
) -> None:
    job, assignment = bench.launch()
    with pytest.raises(error, match=says):
        bench.post(assignment, rows(job.runs[0].id, 1, [0], **series))


def test_distributions_are_held_to_their_shape(bench: Bench) -> None:
    job, assignment = bench.launch()
    run = job.runs[0]
    bins = run.distributions["weight"]
    bench.post(assignment, histograms(run.id, 1, "weight", [0, 5], 2, bins))
    assert bench.store.distributions(run.id, "weight", 4).counts.shape == (1, 2, bins)
    for quantity, layers, count, error in (
        ("weight", 3, bins, BadRequest),
        ("weight", 2, bins + 1, BadRequest),
        ("mood", 2, bins, UnknownMetric),
    ):
        with pytest.raises(error):
            bench.post(assignment, histograms(run.id, 2, quantity, [9], layers, count))


def test_early_stopping_is_told_with_the_step_it_stopped_at_and_the_one_it_restored(bench: Bench) -> None:
    job, assignment = bench.launch()
    run = job.runs[0].id
    bench.post(assignment, status(None, "running"), status(run, "running"), rows(run, 1, [0]))
    bench.post(assignment, status(run, "succeeded", outcome="stopped_early", stopped_at=60, restored_step=20, step=60))
    record = bench.store.run(run)
    assert (record.outcome, record.diverged_at) == ("stopped_early", None)
    assert (record.stopped_at, record.restored_step, record.step) == (60, 20, 60)


def test_runs_and_job_end_as_their_producer_says(bench: Bench) -> None:
    job, assignment = bench.launch(seeds=[0, 1])
    first, second = (run.id for run in job.runs)
    bench.post(assignment, status(None, "running"), status(first, "running"), rows(first, 1, [0]))
    bench.post(
        assignment,
        status(first, "succeeded", outcome="diverged", diverged_at=17, step=17, timing={"train_seconds": 0.5}),
        status(second, "failed", error="out of memory"),
        status(None, "failed", error="run 1 failed"),
    )
    now = bench.store.job(job.id)
    assert (now.status, now.error) == ("failed", "run 1 failed")
    one, two = now.runs
    assert (one.status, one.outcome, one.diverged_at, one.step) == ("succeeded", "diverged", 17, 17)
    assert one.timing == {"train_seconds": 0.5}
    assert (one.stopped_at, one.restored_step) == (None, None)
    assert (two.status, two.outcome, two.error) == ("failed", None, "out of memory")
    assert None not in (now.ended_at, one.ended_at, two.ended_at)


def test_runs_that_nobody_ended_end_with_their_job(bench: Bench) -> None:
    job, assignment = bench.launch(seeds=[0, 1])
    first, second = (run.id for run in job.runs)
    bench.post(assignment, status(first, "succeeded", outcome="completed"), status(None, "cancelled"))
    assert [run.status for run in bench.store.job(job.id).runs] == ["succeeded", "cancelled"]
    statuses = [frame["status"] for frame in bench.published.of("status", second)]
    assert statuses[-1] == "cancelled"


def test_pausing_holds_the_runs_that_train_and_resuming_sets_them_on(bench: Bench) -> None:
    job, assignment = bench.launch(seeds=[0, 1])
    bench.post(assignment, status(None, "running"), status(job.runs[0].id, "running"))
    bench.post(assignment, status(None, "paused"))
    assert [run.status for run in bench.store.job(job.id).runs] == ["paused", "queued"]
    bench.post(assignment, status(None, "running"))
    assert [run.status for run in bench.store.job(job.id).runs] == ["running", "queued"]


def test_commands_state_the_wish_as_long_as_it_is_not_fulfilled(bench: Bench) -> None:
    job, assignment = bench.launch()
    bench.post(assignment, status(None, "running"))
    assert bench.service.pause(job.id).wish == "pause"
    assert bench.post(assignment)[1] == ["pause"]
    assert bench.post(assignment)[1] == ["pause"]
    assert bench.post(assignment, status(None, "paused"))[1] == []
    assert bench.service.pause(job.id).status == "paused"
    bench.service.resume(job.id)
    assert bench.post(assignment)[1] == ["resume"]
    assert bench.post(assignment, status(None, "running"))[1] == []
    assert bench.service.resume(job.id).status == "running"
    bench.service.cancel(job.id)
    bench.service.cancel(job.id)
    assert bench.post(assignment)[1] == ["cancel"]
    bench.post(assignment, status(None, "cancelled"))
    assert bench.service.cancel(job.id).status == "cancelled"
    assert bench.post(assignment)[1] == ["cancel"]


def test_rows_that_were_under_way_when_the_job_ended_are_kept(bench: Bench) -> None:
    """A worker that is killed may have a batch in the server's hands: what it carries is stored all the same."""
    job, assignment = bench.launch()
    run = job.runs[0].id
    bench.post(assignment, rows(run, 1, [0]), status(None, "failed", error="x"))
    assert bench.post(assignment, rows(run, 2, [1]), status(None, "succeeded"))[0] == {run: 2}
    now = bench.store.job(job.id)
    assert (now.status, now.runs[0].status) == ("failed", "failed")
    assert bench.store.series(run, ["loss/train"]).series["loss/train"].rows == 2


def test_non_finite_values_are_published_and_stored_as_they_came(bench: Bench) -> None:
    job, assignment = bench.launch()
    run = job.runs[0].id
    sent = rows(run, 1, range(4), loss__train=[np.nan, np.inf, -np.inf, 1.0])
    bench.post(assignment, sent)
    assert bench.published.of("telemetry", run)[0]["series"] == sent["series"]
    read = bench.store.series(run, ["loss/train"]).series["loss/train"]
    assert read.values.tobytes() == sent["series"]["loss/train"]["values"]


def column(steps: list[object], shape: list[int] | None = None) -> dict[str, object]:
    return {"steps": steps, "shape": shape or [len(steps)], "values": bytes(4 * len(steps))}


HISTOGRAM = {"steps": [1], "shape": [1, 1, 1], "counts": b"\xff\xff\xff\xff", "nonfinite": [[0]]}

TELEMETRY: dict[str, object] = {"type": "telemetry", "run": "RUN", "seq": 1}
STATUS: dict[str, object] = {"type": "status", "run": "RUN", "status": "running"}
ARTIFACT: dict[str, object] = {
    "type": "artifact",
    "run": "RUN",
    "name": "points",
    "offset": 0,
    "total": 3,
    "data": b"abc",
}

MALFORMED: list[tuple[dict[str, Any], str]] = [
    ({}, "frames.0.type: got None"),
    ({"type": "mood"}, "allowed: telemetry, status, artifact"),
    ({"type": ["telemetry"]}, "allowed: telemetry, status, artifact"),
    (
        {**TELEMETRY, "serie": {"loss/train": column([1])}},
        "frames.0.serie: there is no such field; allowed: type, run, epoch, seq, series, distributions",
    ),
    ({**TELEMETRY, "series": {"loss/train": {**column([1]), "unit": "x"}}}, "frames.0.series.loss/train.unit: there"),
    ({**TELEMETRY, "distributions": {"weight": {**HISTOGRAM, "edges": []}}}, "frames.0.distributions.weight.edges: t"),
    ({**STATUS, "outcom": "completed"}, "frames.0.outcom: there is no such field; allowed: type, job, run, status"),
    ({**ARTIFACT, "size": 3}, "frames.0.size: there is no such field; allowed: type, run, name, offset, total, data"),
    ({**TELEMETRY, "\n": 1}, r"frames.0.'\\n': there is no such field"),
    ({**TELEMETRY, "seq": 0}, "frames.0.seq: got 0"),
    ({**TELEMETRY, "seq": True}, "frames.0.seq: got True"),
    ({**TELEMETRY, "seq": 2**63}, "frames.0.seq"),
    ({**TELEMETRY, "epoch": "0"}, "frames.0.epoch: got '0'"),
    ({**TELEMETRY, "run": 3}, "frames.0.run: got 3"),
    ({**TELEMETRY, "run": "a\0"}, r"frames.0.run: got 'a\\x00'"),
    ({**TELEMETRY, "series": 3}, "frames.0.series: got 3"),
    ({**TELEMETRY, "series": {b"x": column([1])}}, "frames.0.series: got the name 1 bytes; allowed: names as text"),
    ({**TELEMETRY, "series": {"loss/train": 3}}, "frames.0.series.loss/train: got 3; allowed: a map"),
    ({**TELEMETRY, "series": {"loss/train": {}}}, "frames.0.series.loss/train.steps: got None; allowed: a list"),
    ({**TELEMETRY, "series": {"loss/train": column([1.5])}}, "whole numbers"),
    ({**TELEMETRY, "series": {"loss/train": column([2, 1])}}, "increasing"),
    ({**TELEMETRY, "series": {"loss/train": column([-1])}}, "steps: got -1"),
    ({**TELEMETRY, "series": {"loss/train": column([2**54])}}, "steps: got 18014398509481984; allowed: .* to 9007"),
    ({**TELEMETRY, "series": {"loss/train": column([2**70])}}, "steps: got 1180591620717411303424"),
    ({**TELEMETRY, "series": {"loss/train": column([1], shape=[2])}}, r"frames.0.series.loss/train.shape: got \[2\]"),
    ({**TELEMETRY, "series": {"loss/train": column([1], shape=[-1])}}, r"frames.0.series.loss/train.shape: got \[-1\]"),
    ({**TELEMETRY, "series": {"loss/train": column([1], shape=[10**12])}}, "frames.0.series.loss/train.shape"),
    ({**TELEMETRY, "distributions": {"weight": HISTOGRAM}}, "counts outside of 0"),
    ({**STATUS, "status": "lost"}, "frames.0.status: got 'lost'"),
    ({**STATUS, "run": None, "status": "queued"}, "allowed: running, paused"),
    ({**STATUS, "status": "succeeded", "outcome": "good"}, "frames.0.outcome: got 'good'"),
    (
        {**STATUS, "outcome": "diverged"},
        "frames.0.outcome: got diverged for a run that is running; allowed: null, or w",
    ),
    (
        {**STATUS, "run": None, "status": "succeeded", "outcome": "completed"},
        "frames.0.outcome: got completed for a job",
    ),
    ({**STATUS, "status": "failed", "diverged_at": 3}, "frames.0.diverged_at: got 3 without an outcome"),
    ({**STATUS, "stopped_at": 3}, "frames.0.stopped_at: got 3 without an outcome"),
    ({**STATUS, "step": -1}, "frames.0.step: got -1"),
    ({**STATUS, "step": 1.5}, "frames.0.step: got 1.5"),
    ({**STATUS, "error": {"a": 1}}, r"frames.0.error: got {'a': 1}; allowed: null, or a text"),
    ({**STATUS, "timing": {"a": float("nan")}}, "finite numbers"),
    ({**STATUS, "timing": {"a\0": 1.0}}, "by name"),
    ({**STATUS, "timing": {3: 1.0}}, "by name"),
    ({**STATUS, "timing": [1]}, "at most 32 numbers"),
    ({**ARTIFACT, "data": "abc"}, "frames.0.data: got 'abc'; allowed: bytes"),
    ({**ARTIFACT, "offset": -1}, "frames.0.offset"),
]


@pytest.mark.parametrize(("frame", "says"), MALFORMED)
def test_a_malformed_frame_is_refused_by_name(bench: Bench, frame: dict[str, object], says: str) -> None:
    job, assignment = bench.launch()
    sent = {**frame, **({"run": job.runs[0].id} if frame.get("run") == "RUN" else {})}
    with pytest.raises(BadRequest, match=says):
        bench.post(assignment, sent)
    assert bench.store.cursor(job.runs[0].id) == Cursor(0, 0)


def test_a_batch_of_too_many_frames_is_too_large(bench: Bench) -> None:
    _, assignment = bench.launch()
    with pytest.raises(TooLarge, match="4097 frames; allowed: at most 4096"):
        bench.post(assignment, *[status(None, "running")] * 4097)


def test_an_error_is_kept_as_far_as_a_database_can(bench: Bench) -> None:
    job, assignment = bench.launch()
    bench.post(assignment, status(None, "failed", error="nul \0, surrogate \ud800, " + "long " * 1000))
    error = bench.store.job(job.id).error
    assert error is not None
    assert error.startswith("nul , surrogate ?, long")
    assert len(error) <= 2000


def test_an_error_that_is_too_long_is_cut_in_its_middle_with_a_mark(bench: Bench) -> None:
    """A traceback says in its last line what was raised."""
    job, assignment = bench.launch()
    bench.post(assignment, status(None, "failed", error="Traceback:\n" + "  File\n" * 1000 + "ValueError: the end"))
    error = bench.store.job(job.id).error
    assert error is not None
    assert error.startswith("Traceback:\n")
    assert " … " in error
    assert error.endswith("ValueError: the end")
    assert len(error) <= 2000
