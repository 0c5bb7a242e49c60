"""The worker as a process: what it is told, what it posts, how it ends."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from dynascope.spec import RunSpec
from dynascope.telemetry import CLOCK, merge, metrics_of
from dynascope.training import open_run
from tests.sdk.collector import Collector
from tests.worker.process import ENDLESS, PATIENT, SMALL, Worker

SPIRALS = {
    "dataset": {"name": "spirals"},
    "model": {"hidden_sizes": [8], "activation": "tanh"},
    "steps": 40,
}


def test_a_job_is_trained_posted_and_ended(worker: Worker, collector: Collector, compilation_cache: Path) -> None:
    runs = worker.assign(collector, {"base": SPIRALS, "seeds": [0, 1]}, compilation_cache)
    assert worker.exit_status() == 0, worker.log.read_text()
    assert collector.statuses() == ["running", "succeeded"]
    assert collector.frames[-1]["run"] is None
    spec = RunSpec.model_validate_json(json.dumps({**SPIRALS, "seed": 0}))
    for run in runs:
        assert collector.statuses(run) == ["starting", "running", "succeeded"]
        last = collector.last_status(run)
        assert (last["outcome"], last["diverged_at"], last["step"]) == ("completed", None, 40)
        assert last["timing"]["steps_per_second"] > 0
        assert last["timing"]["compile_seconds"] > 0
        block = collector.block(run)
        np.testing.assert_array_equal(block.series["loss/train"].steps, np.arange(41))
        assert set(block.series) == {CLOCK, *metrics_of(spec)}
        clock = block.series[CLOCK]
        assert (clock.steps[0], clock.steps[-1]) == (0, 40)
        assert np.all(np.diff(clock.values) > 0)
        assert clock.values[-1] == pytest.approx(last["timing"]["train_seconds"], abs=1e-6)
        initial = safetensors.numpy.load(collector.artifact(run, "weights/initial"))
        final = safetensors.numpy.load(collector.artifact(run, "weights/final"))
        assert initial["hidden_1.kernel"].shape == (2, 8)
        assert final.keys() == initial.keys()
        assert np.any(final["hidden_1.kernel"] != initial["hidden_1.kernel"])
        points = safetensors.numpy.load(collector.artifact(run, "points"))
        assert points["x"].shape == (len(points["y"]), 2)


def test_what_is_posted_is_what_the_engine_makes(worker: Worker, collector: Collector, compilation_cache: Path) -> None:
    (run,) = worker.assign(collector, {"base": SPIRALS}, compilation_cache)
    assert worker.exit_status() == 0
    training = open_run(RunSpec.model_validate_json(json.dumps({**SPIRALS, "seed": 0})))
    blocks = []
    while not training.finished:
        blocks.append(training.advance())
    expected, got = merge(blocks), collector.block(run)
    for name, series in expected.series.items():
        np.testing.assert_array_equal(got.series[name].steps, series.steps)
        np.testing.assert_array_equal(got.series[name].values, series.values)
    for name, histogram in expected.distributions.items():
        np.testing.assert_array_equal(got.distributions[name].counts, histogram.counts)


def test_all_runs_of_a_job_grow_side_by_side(worker: Worker, collector: Collector, compilation_cache: Path) -> None:
    request = {"base": {**SMALL, "steps": 5000}, "seeds": [0, 1, 2, 3, 4]}
    runs = worker.assign(collector, request, compilation_cache, threads=2)
    assert worker.exit_status() == 0
    kinds = [(frame["type"], frame.get("status"), frame.get("run")) for frame in collector.frames]
    first_end = min(kinds.index(("status", "succeeded", run)) for run in runs)
    assert all(kinds.index(("telemetry", None, run)) < first_end for run in runs)
    for run in runs:
        np.testing.assert_array_equal(collector.block(run).series["loss/train"].steps, np.arange(5001))


def test_divergence_is_an_outcome_and_its_nan_arrives(
    worker: Worker, collector: Collector, compilation_cache: Path
) -> None:
    exploding = {
        **SMALL,
        "model": {"hidden_sizes": [8], "activation": "relu"},
        "dataset": {"name": "diabetes", "batch_size": 32},
        "optimizer": {"name": "sgd", "learning_rate": 1000.0},
        "steps": 200,
    }
    (run,) = worker.assign(collector, {"base": exploding}, compilation_cache)
    assert worker.exit_status() == 0
    last = collector.last_status(run)
    assert (last["status"], last["outcome"]) == ("succeeded", "diverged")
    loss = collector.block(run).series["loss/train"]
    assert loss.steps[-1] == last["diverged_at"] == last["step"] < 200
    assert np.flatnonzero(~np.isfinite(loss.values)).tolist() == [len(loss.values) - 1]
    assert collector.statuses()[-1] == "succeeded"


def test_pause_holds_resume_goes_on_cancel_ends(worker: Worker, collector: Collector, compilation_cache: Path) -> None:
    runs = worker.assign(collector, {"base": ENDLESS, "seeds": [0, 1]}, compilation_cache, threads=2)
    collector.wait_for(lambda: all(collector.acked.get(run, 0) > 2 for run in runs))
    collector.wish = "pause"
    collector.wait_for(lambda: collector.statuses()[-1] == "paused")
    held, heard = dict(collector.acked), collector.batches
    collector.wait_for(lambda: collector.batches >= heard + 3)
    assert collector.acked == held, "rows came while the job was paused"
    collector.wish = "resume"
    collector.wait_for(lambda: collector.statuses()[-1] == "running")
    collector.wait_for(lambda: all(collector.acked[run] > held[run] for run in runs))
    collector.wish = "cancel"
    assert worker.exit_status() == 0
    assert collector.statuses() == ["running", "paused", "running", "cancelled"]
    for run in runs:
        assert collector.statuses(run)[-1] == "cancelled"
        steps = collector.block(run).series["loss/train"].steps
        np.testing.assert_array_equal(steps, np.arange(len(steps)))
        assert collector.last_status(run)["step"] == steps[-1]


def test_a_paused_job_can_be_cancelled(worker: Worker, collector: Collector, compilation_cache: Path) -> None:
    worker.assign(collector, {"base": ENDLESS}, compilation_cache)
    collector.wish = "pause"
    collector.wait_for(lambda: collector.statuses()[-1:] == ["paused"])
    collector.wish = "cancel"
    assert worker.exit_status() == 0
    assert collector.statuses()[-1] == "cancelled"


def test_a_cancel_does_not_wait_for_a_compilation(worker: Worker, collector: Collector, tmp_path: Path) -> None:
    unequal = {"hidden_sizes": list(range(20, 60))}  # each is compiled for itself: much longer than a cancel takes
    (run,) = worker.assign(collector, {"base": {**ENDLESS, "model": unequal}}, tmp_path / "cold")
    collector.wait_for(lambda: collector.statuses(run) == ["starting"])
    collector.wish = "cancel"
    assert worker.exit_status() == 0
    assert "opened" not in [event["event"] for event in worker.events()], "it was compiled to its end"
    assert collector.statuses(run) == ["starting", "cancelled"]
    assert collector.statuses() == ["running", "cancelled"]


def test_a_restart_of_the_server_loses_and_doubles_nothing(
    worker: Worker, collector: Collector, compilation_cache: Path
) -> None:
    (run,) = worker.assign(collector, {"base": {**SMALL, "steps": 60_000}}, compilation_cache)
    collector.wait_for(lambda: collector.acked.get(run, 0) > 2)
    collector.stop()
    assert "succeeded" not in collector.statuses()
    assert worker.process.poll() is None
    collector.start()
    assert worker.exit_status() == 0
    np.testing.assert_array_equal(collector.block(run).series["loss/train"].steps, np.arange(60_001))


def test_a_failure_is_a_sentence_for_the_user_and_a_traceback_in_the_log(
    worker: Worker, collector: Collector, compilation_cache: Path
) -> None:
    too_large = {"name": "gaussian_noise", "samples": 10**7, "features": 65536}
    variants = [
        {"label": "fits", "set": {"steps": 10**8}},
        {"label": "huge", "set": {"dataset": too_large}},
    ]
    fits, huge = worker.assign(collector, {"base": SMALL, "variants": variants}, compilation_cache, threads=2)
    assert worker.exit_status() == 1
    assert collector.statuses()[-1] == "failed"
    assert collector.statuses(huge)[-1] == "failed"
    assert collector.statuses(fits)[-1] == "cancelled"
    sentence = collector.last_status()["error"]
    assert sentence.startswith("run huge failed at step 0: it needs about 5,898.3 GB of memory, and this machine has ")
    (event,) = [event for event in worker.events() if event["event"] == "training failed"]
    assert "Traceback" in event["exception"]


def test_a_set_that_cannot_be_downloaded_says_what_to_do(worker: Worker, collector: Collector, tmp_path: Path) -> None:
    (run,) = worker.assign(
        collector, {"base": {"dataset": "mnist"}}, tmp_path, dataset_mirror="http://127.0.0.1:9/sets"
    )
    assert worker.exit_status() == 1
    assert collector.statuses(run) == ["starting", "failed"]
    sentence = collector.last_status()["error"]
    assert (
        "failed at step 0: the data set mnist could not be downloaded. Tried http://127.0.0.1:9/sets/mnist/" in sentence
    )
    assert f"into {tmp_path / 'datasets' / 'mnist'}" in sentence
    assert "Traceback" not in sentence


def test_sigterm_posts_what_is_there_and_ends(
    start_worker: Callable[..., Worker], collector: Collector, compilation_cache: Path
) -> None:
    worker = start_worker(PATIENT).wait_until_ready()
    (run,) = worker.assign(collector, {"base": ENDLESS}, compilation_cache)
    collector.wait_for(lambda: collector.acked.get(run, 0) > 2)
    worker.terminate()
    assert worker.exit_status() == -signal.SIGTERM
    steps = collector.block(run).series["loss/train"].steps
    np.testing.assert_array_equal(steps, np.arange(len(steps)))
    assert collector.statuses() == ["running"], "what becomes of the job is the server's to say"
    assert worker.events()[-1]["event"] == "end"
    assert worker.events()[-1]["delivered"]


def test_sigterm_without_a_server_ends(worker: Worker, collector: Collector, compilation_cache: Path) -> None:
    (run,) = worker.assign(collector, {"base": ENDLESS}, compilation_cache)
    collector.wait_for(lambda: collector.acked.get(run, 0) > 2)
    collector.stop()
    worker.terminate()
    assert worker.exit_status() == -signal.SIGTERM
    collector.start()


def test_a_lease_that_runs_out_ends_the_worker(worker: Worker, collector: Collector, compilation_cache: Path) -> None:
    (run,) = worker.assign(collector, {"base": ENDLESS}, compilation_cache, lease_seconds=1)
    collector.wait_for(lambda: collector.acked.get(run, 0) > 2)
    collector.stop()
    assert worker.exit_status() == 3
    collector.start()


def test_a_fenced_worker_stops(worker: Worker, collector: Collector, compilation_cache: Path) -> None:
    (run,) = worker.assign(collector, {"base": ENDLESS}, compilation_cache)
    collector.wait_for(lambda: collector.acked.get(run, 0) > 2)
    collector.answer_with = 409
    assert worker.exit_status() == 3
    assert any("takes nothing more" in event["event"] for event in worker.events())


def test_a_spare_ends_quietly_with_its_server(start_worker: Callable[[], Worker]) -> None:
    spare = start_worker().wait_until_ready()
    spare.stdin.close()
    assert spare.exit_status() == 0
    assert spare.stdout.read() == b""
    assert spare.log.read_text() == ""


def test_a_spare_ends_at_once_by_sigterm(start_worker: Callable[[], Worker]) -> None:
    spare = start_worker().wait_until_ready()
    spare.terminate()
    assert spare.exit_status() == 128 + signal.SIGTERM


@pytest.mark.parametrize("line", ["{", '{"job_id": "x"}'])
def test_an_assignment_that_cannot_be_read_is_said_in_the_log(worker: Worker, line: str) -> None:
    worker.say(line)
    assert worker.exit_status() == 2
    assert worker.events()[-1]["event"] == "the assignment cannot be read"
