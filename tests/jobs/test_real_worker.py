"""The worker that users get, under the service: one job, from the spare to the weights."""

from pathlib import Path

import pytest
import safetensors.numpy

from dynascope.jobs import LocalExecutor, LocalSettings
from tests.jobs.making import Endpoint, bench, request
from tests.running import wait_until


@pytest.mark.slow
def test_a_real_worker_trains_a_job(tmp_path: Path, endpoint: Endpoint, compilation_cache: Path) -> None:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    (data_dir / "cache").symlink_to(compilation_cache, target_is_directory=True)
    executor = LocalExecutor(LocalSettings(endpoint.url, data_dir, lease_seconds=600.0), spare_delay_seconds=60.0)
    made = bench(data_dir, executor)
    endpoint.service = made.service
    wait_until(lambda: executor.spare_ready, "a warm spare", 120)
    job = made.service.launch(request(seeds=[0, 1], dataset={"name": "spirals"}))
    made.published.wait_for_status(job, "succeeded", "failed", seconds=180)
    now = made.store.job(job.id)
    assert (now.status, now.error) == ("succeeded", None)
    for run in now.runs:
        assert (run.status, run.outcome, run.step) == ("succeeded", "completed", 50)
        page = made.store.series(run.id, list(run.metrics), max_points=None)
        assert page.series["loss/train"].steps.tolist() == list(range(51))
        assert all(block.rows for block in page.series.values())
        for name, block in page.series.items():
            layers = run.metrics[name].layers
            assert layers is None or block.values.shape[1] == len(layers)
        for quantity in run.distributions:
            assert made.store.distributions(run.id, quantity, 0).steps.tolist() == [0]
        kernel = safetensors.numpy.load_file(made.store.artifact(run.id, "weights/initial"))["hidden_1.kernel"]
        assert kernel.shape == (2, 3)
        assert made.store.artifact(run.id, "weights/final").exists()
        assert made.store.artifact(run.id, "points").exists()
    made.stop()
