"""Reproduces published figures of propagation and curvature studies, and exact values, through REST, and prints them.

    python -m benchmarks.published_figures

starts a server of its own on loopback, launches one job a row, reads the series and compares. Exit status 1 where a
figure lies outside its tolerance. The rows 1 to 5, and the sharpness of row 6 on the squared error, are those of
`../shared/reference/README.md`, with their tolerances. The others were never published, but are what the measurement of
curvature was accepted by: in row 6 the note that is raised there, and a run with cross-entropy that stays below 2/η and
has none; in row 7 the exact values of softmax regression on digits with weights of 0, whose gradients and Hessian are
known in closed form.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.datasets import load_digits

from tests.running import RunningServer

SEEDS = [0, 1, 2, 3, 4]
DEPTH, WIDTH, BATCH = 30, 300, 256


@dataclass(frozen=True)
class Figure:
    """A figure with what it should be and how far off it may lie."""

    row: str
    what: str
    measured: float
    expected: str
    holds: bool


def propagation(activation: str, initializer: dict[str, Any] | str) -> dict[str, Any]:
    """A deep, untrained net on unit Gaussian inputs: row 0 is all that is read."""
    return {
        "name": f"{activation}, {DEPTH} x {WIDTH}",
        "base": {
            "dataset": {
                "name": "gaussian_noise",
                "features": WIDTH,
                "batch_size": BATCH,
                "validation_fraction": 0,
            },
            "model": {
                "name": "mlp",
                "hidden_sizes": [WIDTH] * DEPTH,
                "activation": activation,
                "initializer": initializer,
            },
            "steps": 0,
        },
        "seeds": SEEDS,
    }


def first_rows(server: RunningServer, request: dict[str, Any], *metrics: str) -> dict[str, np.ndarray]:
    """Row 0 of [step, layer] metrics of every seed: [seeds, layers]."""
    job = server.train(request)
    assert job["status"] == "succeeded", job
    read = [server.series(run["id"], *metrics) for run in job["runs"]]
    return {name: np.array([one[name]["values"][0] for one in read], dtype=float) for name in metrics}


def ratio_per_layer(backprop_rms: np.ndarray) -> float:
    """Factor of the squared back-propagated signal from one hidden layer to the one below: the slope of its logarithm
    over all hidden layers, averaged over seeds."""
    logs = np.log(backprop_rms[:, :DEPTH] ** 2).mean(axis=0)
    slope = np.polyfit(np.arange(DEPTH), logs, 1)[0]
    return float(np.exp(-slope))


def row_1(server: RunningServer) -> list[Figure]:
    """tanh on the critical line."""
    start = {"name": "mean_field", "sigma_w": 1.761**0.5, "sigma_b": 0.05**0.5}
    rows = first_rows(server, propagation("tanh", start), "backprop_rms", "preactivation_rms")
    ratio = ratio_per_layer(rows["backprop_rms"])
    settled = float((rows["preactivation_rms"][:, DEPTH - 15 : DEPTH] ** 2).mean())
    return [
        Figure("1", "tanh, critical: ratio per layer", ratio, "1 ± 0.03", abs(ratio - 1) <= 0.03),
        Figure(
            "1", "tanh, critical: q of the last 15 layers", settled, "0.570 ± 8 %", abs(settled / 0.570 - 1) <= 0.08
        ),
    ]


def row_2(server: RunningServer) -> list[Figure]:
    """tanh in the chaotic phase."""
    start = {"name": "mean_field", "sigma_w": 2.5**0.5, "sigma_b": 0.05**0.5}
    ratio = ratio_per_layer(first_rows(server, propagation("tanh", start), "backprop_rms")["backprop_rms"])
    return [Figure("2", "tanh, chaotic: ratio per layer", ratio, "1.1335 ± 0.03", abs(ratio - 1.1335) <= 0.03)]


def row_3(server: RunningServer) -> list[Figure]:
    """ReLU with He initialisation."""
    ratio = ratio_per_layer(first_rows(server, propagation("relu", "he_normal"), "backprop_rms")["backprop_rms"])
    return [Figure("3", "ReLU, He: ratio per layer", ratio, "1 ± 0.04", abs(ratio - 1) <= 0.04)]


def row_4(server: RunningServer) -> list[Figure]:
    """Glorot and Bengio (2010), figures 6 and 7: weight gradients level, back-propagated signal falling."""
    request = propagation("tanh", "uniform_fan_in")
    request["base"]["model"]["hidden_sizes"] = [1000] * 5
    request["base"]["dataset"]["features"] = 1000
    rows = first_rows(server, request, "gradient_rms", "backprop_rms")
    rms = np.sqrt((rows["gradient_rms"][:, :5] ** 2).mean(axis=0))
    spread = float(rms.max() / rms.min())
    signal = np.sqrt((rows["backprop_rms"][:, :5] ** 2).mean(axis=0))
    fall = float(signal[4] / signal[0])
    return [
        Figure("4", "tanh 5 × 1000: weight gradients, largest over smallest", spread, "< 1.15", spread < 1.15),
        Figure("4", "tanh 5 × 1000: signal of layer 5 over layer 1", fall, "11.9 ± 20 %", abs(fall / 11.9 - 1) <= 0.2),
    ]


def row_5(server: RunningServer) -> list[Figure]:
    """Glorot and Bengio (2010), figure 2: the top sigmoid layer saturates at 0 and learning stalls."""
    epoch = 1797 // 10
    job = server.train(
        {
            "name": "Digits, 4 x 100 sigmoid",
            "base": {
                "dataset": {"name": "digits", "batch_size": 10, "validation_fraction": 0},
                "model": {
                    "name": "mlp",
                    "hidden_sizes": [100] * 4,
                    "activation": "sigmoid",
                    "initializer": "uniform_fan_in",
                },
                "optimizer": {"name": "sgd", "learning_rate": 0.1},
                "steps": 10 * epoch,
            },
            "seeds": SEEDS,
        },
        seconds=300,
    )
    tops, others, accuracies = [], [], []
    for run in job["runs"]:
        read = server.series(run["id"], "activation_mean", "accuracy/train")
        means = np.array(read["activation_mean"]["values"], dtype=float)
        steps = np.array(read["activation_mean"]["steps"])
        last = means[steps > 9 * epoch]
        tops.append(last[:, 3].mean())
        others.append(last[:, :3].mean(axis=0).min())
        accuracy = np.array(read["accuracy/train"]["values"], dtype=float)
        accuracies.append(accuracy[-epoch:].mean())
    top, other, accuracy = float(np.mean(tops)), float(np.min(others)), float(np.max(accuracies))
    return [
        Figure(
            "5", "digits, sigmoid 4 × 100: top layer's mean, epoch 10", top, "0.157 ± 0.06", abs(top - 0.157) <= 0.06
        ),
        Figure("5", "digits, sigmoid 4 × 100: lowest mean of the others", other, "near or above 0.5", other >= 0.45),
        Figure("5", "digits, sigmoid 4 × 100: accuracy, epoch 10", accuracy, "< 0.2", accuracy < 0.2),
    ]


def edge_of_stability(server: RunningServer, loss: str, rate: float) -> tuple[float, bool]:
    """Full-batch descent on 500 digits: the median sharpness of its last half, and whether the note was raised."""
    steps = 10_000
    job = server.train(
        {
            "name": f"Digits, {loss}, η = {rate}",
            "base": {
                "dataset": {"name": "digits", "samples": 500, "batch_size": None, "validation_fraction": 0},
                "model": {
                    "name": "mlp",
                    "hidden_sizes": [32, 32],
                    "activation": "tanh",
                    "initializer": "uniform_fan_in",
                },
                "loss": loss,
                "optimizer": {"name": "sgd", "learning_rate": rate},
                "steps": steps,
                "telemetry": {"curvature_every": 50, "probe_samples": None},
            },
        },
        seconds=600,
    )
    run = job["runs"][0]["id"]
    read = server.series(run, "sharpness")["sharpness"]
    sharpness = np.array(read["values"], dtype=float)[np.array(read["steps"]) >= steps // 2]
    with server.client() as client:
        found = client.get(f"/runs/{run}/diagnoses").json()["diagnoses"]
    return float(np.median(sharpness)), any(finding["rule"] == "EdgeOfStability" for finding in found)


def row_6(server: RunningServer) -> list[Figure]:
    """Cohen et al. (2021): descent at full batch settles at the edge of stability, sharpness 2/η. That the note is
    raised there, and that a run with cross-entropy stays below and has none, is ours."""
    settled, told = edge_of_stability(server, "squared_error", 0.2)
    below, told_below = edge_of_stability(server, "cross_entropy", 0.5)
    return [
        Figure("6", "digits, tanh 32-32: sharpness, last half", settled, "10 ± 5 %", abs(settled / 10 - 1) <= 0.05),
        Figure("6", "the note EdgeOfStability is raised there (1: yes)", float(told), "1", told),
        Figure("6", "cross-entropy, η = 0.5: sharpness, last half", below, "below 2/η = 4", below < 4),
        Figure("6", "the note is raised there (0: no)", float(told_below), "0", not told_below),
    ]


def row_7(server: RunningServer) -> list[Figure]:
    """Softmax regression on digits with weights of 0, published nowhere: curvature in closed form, noise from every
    gradient by itself."""
    job = server.train(
        {
            "name": "Digits, softmax regression at 0",
            "base": {
                "dataset": {"name": "digits", "batch_size": None, "validation_fraction": 0},
                "model": {"name": "mlp", "hidden_sizes": [], "initializer": "zeros"},
                "optimizer": {"name": "sgd", "learning_rate": 0.1},
                "steps": 1,
                "telemetry": {"curvature_every": 1, "probe_samples": None},
            },
        }
    )
    names = ("sharpness", "hessian_trace", "gradient_noise_scale")
    series = server.series(job["runs"][0]["id"], *names)
    sharpness, trace, noise = (float(series[name]["values"][0]) for name in names)
    pixels, labels = load_digits(return_X_y=True)
    inputs = np.column_stack([np.asarray(pixels) / 16, np.ones(len(labels))])
    errors = 0.1 - np.eye(10)[labels]
    gradients = np.einsum("ni,nk->nik", inputs, errors)  # one a sample: inputs and a 1 for the bias, times p - y
    mean = gradients.mean(axis=0)
    exact = float(np.square(gradients - mean).sum(axis=(1, 2)).mean() / np.square(mean).sum())
    return [
        _near("sharpness", sharpness, 1.144353, 0.5),
        _near("trace of the Hessian", trace, 14.4128, 5),
        _near("gradient noise scale", noise, exact, 1),
    ]


def _near(what: str, measured: float, expected: float, percent: float) -> Figure:
    near = abs(measured / expected - 1) <= percent / 100
    return Figure("7", f"digits, softmax regression at 0: {what}", measured, f"{expected:.6g} ± {percent:g} %", near)


ROWS: tuple[Callable[[RunningServer], list[Figure]], ...] = (row_1, row_2, row_3, row_4, row_5, row_6, row_7)


def main() -> int:
    """Runs every row, prints the table and says with its status whether all hold."""
    table = Table("row", "figure", "measured", "expected", "holds", title=f"Published figures, {len(SEEDS)} seeds")
    holds = True
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data").start()
        try:
            for measure in ROWS:
                for figure in measure(server):
                    holds &= figure.holds
                    table.add_row(
                        figure.row,
                        figure.what,
                        f"{figure.measured:.4f}",
                        figure.expected,
                        "yes" if figure.holds else "NO",
                    )
        finally:
            server.stop()
    Console(width=120).print(table)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
