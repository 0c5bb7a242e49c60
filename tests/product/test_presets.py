"""What captions of presets say, measured on what they launch."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.running import RunningServer


def launched(server: RunningServer, preset: str, *labels: str) -> dict[str, Any]:
    """The runs of a preset by the beginning of their labels; with labels, of those variants alone."""
    with server.client() as client:
        (found,) = [one for one in client.get("/presets").json()["presets"] if one["id"] == preset]
    request = found["request"]
    if labels:
        request["variants"] = [one for one in request["variants"] if one["label"].startswith(labels)]
    job = server.train(request, seconds=300)
    assert job["status"] == "succeeded", job["error"]
    return {run["label"].split(":")[0]: run for run in job["runs"]}


def values(server: RunningServer, run: dict[str, Any], metric: str) -> np.ndarray:
    return np.array(server.series(run["id"], metric)[metric]["values"], dtype=float)


def test_four_learning_rates_are_too_high_high_good_and_low(server: RunningServer) -> None:
    runs = launched(server, "learning_rates")
    curves = {label: values(server, run, "loss/validation") for label, run in runs.items()}
    guessing = np.log(10)
    assert curves["too high"][-20:].min() > 0.9 * guessing, "stays at guessing"
    assert curves["high"].min() < 0.2 < 0.5 < curves["high"][-10:].max(), "falls fast and is thrown back"
    assert curves["good"][-1] < 0.15
    assert np.all(np.diff(curves["low"]) < 0.01), "falls all the time"
    assert curves["low"][-1] > 4 * curves["good"][-1], "and needs many times the steps"


def test_without_a_remedy_the_network_overfits_and_early_stopping_goes_back(server: RunningServer) -> None:
    runs = launched(server, "overfitting", "no remedy", "early stopping")
    free = values(server, runs["no remedy"], "loss/validation")
    assert values(server, runs["no remedy"], "loss/train")[-30:].mean() < 0.05
    assert free[-1] > 1.2 * free.min(), "the validation loss turns and rises"
    stopped = runs["early stopping"]
    assert stopped["outcome"] == "stopped_early"
    assert stopped["restored_step"] < stopped["stopped_at"] < 1200
    series = server.series(stopped["id"], "loss/validation")["loss/validation"]
    restored = series["values"][series["steps"].index(stopped["restored_step"])]
    assert restored == min(series["values"]) < free[-1]
