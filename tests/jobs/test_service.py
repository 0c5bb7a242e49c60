"""Launching, listing, wishing, deleting; runs that we don't own."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dynascope.errors import BadRequest, Conflict, IllegalMove, NotFound, SpecError, UnknownMetric
from dynascope.jobs import Exit, OpenedRun
from dynascope.spec import Limits, RunSpec
from dynascope.store import Cursor
from dynascope.telemetry import QUANTITIES, Frame, metrics_of
from tests.jobs.making import Bench, by_hand, histograms, request, rows, status


def test_a_job_is_stored_with_its_runs_and_handed_out(bench: Bench) -> None:
    job, assignment = bench.launch(name="two seeds", seeds=[0, 7])
    assert (job.name, job.status, job.run_count, job.origin) == ("two seeds", "queued", 2, "local")
    assert [run.seed for run in job.runs] == [0, 7]
    assert job.request is not None
    assert job.request["base"]["steps"] == 50
    run = job.runs[0]
    spec = RunSpec.model_validate(run.spec)
    assert tuple(run.metrics) == metrics_of(spec)
    assert tuple(run.distributions) == QUANTITIES
    assert run.layers == ("hidden_1", "output")
    assert run.metrics["backprop_gain"].layers == ("hidden_1",)
    assert len(run.key) == 64
    assert [(one.id, one.spec["seed"]) for one in assignment.runs] == [(run.id, run.seed) for run in job.runs]
    assert bench.store.job(job.id).status == "starting"
    assert [one.id for one in bench.store.jobs().jobs] == [job.id]


def test_the_same_key_with_the_same_body_is_the_same_job(bench: Bench) -> None:
    first = bench.service.launch(request("a"), "key-1")
    assert bench.service.launch(request("a"), "key-1").id == first.id
    assert bench.service.launch(request("a"), "key-2").id != first.id
    assert bench.service.launch(request("a")).id != first.id
    with pytest.raises(Conflict, match=f"'key-1' launched job {first.id} with another body"):
        bench.service.launch(request("b"), "key-1")


def test_a_key_is_remembered_over_a_restart(bench: Bench) -> None:
    first = bench.service.launch(request("a"), "key-1")
    bench.stop()
    again = by_hand(bench.store.data_dir)
    assert again.service.launch(request("a"), "key-1").id == first.id
    again.stop()


def test_a_job_over_the_limits_is_refused(tmp_path: Path) -> None:
    bench = by_hand(tmp_path, limits=Limits(steps=10))
    with pytest.raises(SpecError, match="at most 10"):
        bench.service.launch(request())
    assert bench.store.jobs().jobs == ()
    bench.stop()


def test_a_dry_run_launches_nothing(bench: Bench) -> None:
    dry = bench.service.dry_run(request(seeds=[0, 1, 2]))
    assert len(dry.runs) == 3
    assert (dry.estimate.parameters, dry.estimate.steps) == (dry.runs[0].spec.parameter_count, 150)
    assert dry.estimate.seconds > 0
    assert bench.store.jobs().jobs == ()


def test_jobs_are_handed_out_oldest_first_one_at_a_time(bench: Bench) -> None:
    first, assignment = bench.launch(name="first")
    second = bench.service.launch(request("second"))
    third = bench.service.launch(request("third"))
    bench.post(assignment, status(None, "running"), status(None, "succeeded"))
    bench.post(bench.executor.wait_for(second), status(None, "running"))
    assert bench.store.job(third.id).status == "queued"
    bench.service.cancel(third.id)
    assert bench.store.job(first.id).status == "succeeded"


def test_a_paused_job_makes_room_for_another(bench: Bench) -> None:
    first, assignment = bench.launch(name="first")
    second = bench.service.launch(request("second"))
    bench.post(assignment, status(None, "running"))
    bench.service.pause(first.id)
    bench.post(assignment, status(None, "paused"))
    assert bench.executor.wait_for(second).job_id == second.id


def test_as_many_jobs_at_once_as_allowed(tmp_path: Path) -> None:
    bench = by_hand(tmp_path, concurrent_jobs=2)
    jobs = [bench.service.launch(request(str(index))) for index in range(3)]
    for job in jobs[:2]:
        bench.executor.wait_for(job)
    assert bench.store.job(jobs[2].id).status == "queued"
    bench.stop()


def test_cancelling_a_job_that_waits_ends_it_at_once(bench: Bench) -> None:
    bench.launch()
    waiting = bench.service.launch(request())
    job = bench.service.cancel(waiting.id)
    assert (job.status, job.runs[0].status) == ("cancelled", "cancelled")
    assert job.ended_at is not None
    assert bench.service.cancel(waiting.id).status == "cancelled"
    with pytest.raises(IllegalMove, match="is cancelled: resume is not possible; allowed: cancel, delete"):
        bench.service.resume(waiting.id)


def test_a_job_that_waits_cannot_be_paused(bench: Bench) -> None:
    bench.launch()
    waiting = bench.service.launch(request())
    with pytest.raises(IllegalMove, match="is queued: pause is not possible; allowed: cancel"):
        bench.service.pause(waiting.id)


def test_a_job_can_be_deleted_once_it_has_ended(bench: Bench) -> None:
    job, assignment = bench.launch()
    with pytest.raises(IllegalMove, match="delete is not possible"):
        bench.service.delete(job.id)
    bench.post(assignment, status(None, "running"), rows(job.runs[0].id, 1), status(None, "succeeded"))
    bench.service.delete(job.id)
    assert bench.executor.forgotten == [assignment.attempt_id]
    for ask in (bench.service.delete, bench.service.cancel, bench.store.job):
        with pytest.raises(NotFound):
            ask(job.id)
    with pytest.raises(NotFound):
        bench.post(assignment)


def test_a_worker_that_ends_without_a_word_has_failed(bench: Bench) -> None:
    job, assignment = bench.launch(seeds=[0, 1])
    bench.post(assignment, rows(job.runs[0].id, 1))
    waiting = bench.service.launch(request())
    bench.executor.on_exit(Exit(assignment.attempt_id, "was killed by SIGKILL (signal 9)"))
    now = bench.store.job(job.id)
    assert (now.status, now.error) == ("failed", "the worker was killed by SIGKILL (signal 9)")
    assert [run.status for run in now.runs] == ["failed", "failed"]
    assert bench.store.series(job.runs[0].id, ["loss/train"]).series["loss/train"].rows == 1
    bench.executor.wait_for(waiting)


def test_a_worker_that_ends_after_a_cancel_was_cancelled(bench: Bench) -> None:
    job, assignment = bench.launch()
    bench.service.cancel(job.id)
    bench.executor.on_exit(Exit(assignment.attempt_id, "ended with exit code 0"))
    assert bench.store.job(job.id).status == "cancelled"


def test_the_end_of_a_worker_that_is_known_or_deleted_changes_nothing(bench: Bench) -> None:
    job, assignment = bench.launch()
    bench.post(assignment, status(None, "running"), status(None, "succeeded"))
    bench.executor.on_exit(Exit(assignment.attempt_id, "ended with exit code 0"))
    assert bench.store.job(job.id).status == "succeeded"
    bench.service.delete(job.id)
    bench.executor.on_exit(Exit(assignment.attempt_id, "ended with exit code 0"))


def test_a_run_that_we_do_not_own_takes_the_same_road(bench: Bench) -> None:
    opened = bench.service.open_external_run("mine", "first try", ["a", "b", "c"], 100, {"batch": 32})
    run = bench.store.run(opened.run_id)
    assert (run.status, run.origin, run.label, run.layers) == ("running", "external", "first try", ("a", "b", "c"))
    assert (run.spec, run.steps, dict(run.metrics)) == ({"batch": 32}, 100, {})
    job = bench.store.job(run.job_id)
    assert (job.name, job.status, job.request, job.origin) == ("mine", "running", None, "external")
    frames = [
        rows(run.id, 1, [0, 1], loss__train=[2.0, 1.0], custom__margin=[0.5, 0.25]),
        rows(run.id, 2, [0], gradient_norm=[[1, 2, 3]], backprop_gain=[[1, 2]]),
        histograms(run.id, 3, "weight", [0], 3, 98),
    ]
    acked, commands = bench.service.ingest(opened.attempt_id, opened.token, frames)
    assert (acked, commands) == ({run.id: 3}, [])
    metrics = bench.store.run(run.id).metrics
    assert {name: shape.layers for name, shape in metrics.items()} == {
        "loss/train": None,
        "custom/margin": None,
        "gradient_norm": ("a", "b", "c"),
        "backprop_gain": ("a", "b"),
    }
    assert bench.store.series(run.id, ["custom/margin"]).cursor == Cursor(0, 3)
    assert bench.store.distributions(run.id, "weight").counts.shape == (1, 3, 98)
    bench.service.ingest(opened.attempt_id, opened.token, [status(None, "succeeded")])
    assert bench.store.run(run.id).status == "succeeded"


@pytest.mark.parametrize(
    ("series", "error", "says"),
    [
        ({"Loss": [1.0]}, UnknownMetric, "names of your own"),
        ({"gradient_norm": [[1.0]]}, BadRequest, r"allowed: \[rows, 3\]"),
        ({"custom__margin": [[1.0, 2.0, 3.0, 4.0]]}, BadRequest, r"allowed: \[rows, 3\]"),
        ({f"m{index}": [1.0] for index in range(257)}, BadRequest, "257 metrics; allowed: 256"),
    ],
)
def test_what_a_run_that_we_do_not_own_may_not_bring(
    bench: Bench, series: dict[str, object], error: type[Exception], says: str
) -> None:
    opened = bench.service.open_external_run("mine", layers=["a", "b", "c"])
    with pytest.raises(error, match=says):
        bench.service.ingest(opened.attempt_id, opened.token, [rows(opened.run_id, 1, [0], **series)])


def test_layer_metrics_need_layers(bench: Bench) -> None:
    opened = bench.service.open_external_run("mine")
    with pytest.raises(BadRequest, match="opened without layers"):
        bench.service.ingest(opened.attempt_id, opened.token, [rows(opened.run_id, 1, [0], gradient_norm=[[1.0]])])


@pytest.mark.parametrize(
    ("layers", "says"),
    [
        (["a", "a"], "layers.1: got 'a' as layers.0; allowed: each name once"),
        (["a", ""], "layers.1: got ''; allowed: a name that is not empty"),
        ([str(index) for index in range(1001)], "layers: got 1001 names; allowed: at most 1000"),
    ],
)
def test_layers_must_be_told_apart(bench: Bench, layers: list[str], says: str) -> None:
    with pytest.raises(BadRequest, match=says):
        bench.service.open_external_run("mine", layers=layers)


def test_two_services_do_not_share_a_data_folder(bench: Bench) -> None:
    with pytest.raises(Conflict, match="another server works on"):
        by_hand(bench.store.data_dir)
    job, assignment = bench.launch()
    assert bench.post(assignment, rows(job.runs[0].id, 1))[0] == {job.runs[0].id: 1}


def test_stopping_says_what_became_of_each_job(bench: Bench) -> None:
    running, assignment = bench.launch()
    bench.post(assignment, rows(running.runs[0].id, 1))
    waiting = bench.service.launch(request())
    opened = bench.service.open_external_run("mine")
    bench.service.stop()
    bench.service.stop()
    assert bench.executor.stopped
    now = bench.store.job(running.id)
    assert (now.status, now.error) == ("lost", "the server was stopped while this job was under way")
    assert now.runs[0].status == "lost"
    assert bench.store.series(running.runs[0].id, ["loss/train"]).series["loss/train"].rows == 1
    assert bench.store.job(waiting.id).status == "queued"
    assert bench.store.run(opened.run_id).status == "running"


def test_a_cancel_that_the_stop_overtook_is_a_cancel(bench: Bench) -> None:
    job, _ = bench.launch()
    bench.service.cancel(job.id)
    bench.service.stop()
    assert bench.store.job(job.id).status == "cancelled"


def test_what_cannot_be_published_is_stored_all_the_same(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    job, assignment = bench.launch()

    def refuse(frame: Frame) -> None:
        raise RuntimeError(frame["type"])

    monkeypatch.setattr(bench.service._ledger, "_publish", refuse)
    assert bench.post(assignment, rows(job.runs[0].id, 1))[0] == {job.runs[0].id: 1}
    assert bench.store.cursor(job.runs[0].id) == Cursor(0, 1)


def test_names_that_no_database_takes_are_cleaned(bench: Bench) -> None:
    opened = bench.service.open_external_run("a\0b\ud800", "c\ud800", ["d\0"])
    run = bench.store.run(opened.run_id)
    assert (bench.store.job(run.job_id).name, run.label, run.layers) == ("ab?", "c?", ("d",))


def test_many_producers_at_once_are_stored_and_published_each_in_order(bench: Bench) -> None:
    opened = [bench.service.open_external_run(f"run {index}") for index in range(6)]
    batches = 15

    def produce(one: OpenedRun) -> None:
        for seq in range(1, batches + 1):
            frame = rows(one.run_id, seq, [seq])
            for _ in range(2):  # the answer got lost: the batch comes again
                acked, _commands = bench.service.ingest(one.attempt_id, one.token, [frame])
                assert acked == {one.run_id: seq}

    with ThreadPoolExecutor(len(opened)) as pool:
        for done in [pool.submit(produce, one) for one in opened]:
            done.result(timeout=120)
    for one in opened:
        published = [frame["seq"] for frame in bench.published.of("telemetry", one.run_id)]
        assert published == list(range(1, batches + 1))
        stored = bench.store.series(one.run_id, ["loss/train"]).series["loss/train"].steps
        assert stored.tolist() == list(range(1, batches + 1))
