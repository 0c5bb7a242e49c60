"""Early stopping and the performance schedule, launched through REST."""

from typing import Any

import numpy as np

from tests.product.test_reproducibility import weights
from tests.running import RunningServer

BASE: dict[str, Any] = {
    "dataset": {"name": "digits", "samples": 120, "batch_size": 20, "validation_fraction": 0.25},
    "model": {"name": "mlp", "hidden_sizes": [12]},
    "optimizer": {"name": "adam", "learning_rate": 0.03},
    "steps": 200,
    "early_stopping": {"patience": 4, "min_delta": 0.005, "every": 3},
}


def test_the_run_says_where_it_stopped_and_what_it_restored(server: RunningServer) -> None:
    job = server.train({"base": BASE})
    (summary,) = job["runs"]
    assert job["status"] == summary["status"] == "succeeded"
    with server.client() as client:
        run = client.get(f"/runs/{summary['id']}").json()
    assert (run["outcome"], run["diverged_at"]) == ("stopped_early", None)
    assert 0 < run["restored_step"] < run["stopped_at"] == run["step"] < 200
    assert (summary["stopped_at"], summary["restored_step"]) == (run["stopped_at"], run["restored_step"])
    series = server.series(run["id"], "loss/validation", "loss/train")
    seen = dict(zip(series["loss/validation"]["steps"], series["loss/validation"]["values"], strict=True))
    assert series["loss/train"]["steps"][-1] == run["stopped_at"]
    assert set(range(0, run["stopped_at"] + 1, 3)) <= set(seen), "what the rule saw is there to see"
    assert seen[run["restored_step"]] == min(seen[step] for step in range(0, run["restored_step"] + 1, 3))
    best, final, initial = (weights(server, run["id"], at) for at in ("best", "final", "initial"))
    for name, value in best.items():
        np.testing.assert_array_equal(value, final[name], name)
    assert not np.array_equal(final["output.kernel"], initial["output.kernel"])


def test_only_early_stopping_keeps_the_best_weights(server: RunningServer) -> None:
    job = server.train({"base": {**BASE, "early_stopping": None}})
    with server.client() as client:
        answer = client.get(f"/runs/{job['runs'][0]['id']}/weights", params={"at": "best"})
    assert answer.status_code == 404
    assert "best" in answer.json()["detail"]


def test_without_a_validation_split_both_are_refused(server: RunningServer) -> None:
    dataset = {**BASE["dataset"], "validation_fraction": 0}
    for path, base in (
        ("base.early_stopping", {**BASE, "dataset": dataset}),
        ("base.schedule", {"schedule": "performance", "dataset": dataset}),
    ):
        with server.client() as client:
            answer = client.post("/jobs", json={"base": base})
        assert answer.status_code == 422
        (error,) = answer.json()["errors"]
        assert (error["path"], error["code"]) == (path, "needs_validation")
        assert "validation_fraction" in error["message"]
