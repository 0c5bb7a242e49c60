"""Reading what a run measured: JSON, CSV, Parquet, distributions, points, weights, diagnoses."""

import csv
import io
import math
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
import safetensors.numpy

from dynascope.server import schema
from dynascope.telemetry import Block, SeriesBlock
from tests.server.conftest import BINS, Producer, Served, block

LOSS = np.array([0.1, math.nan, math.inf, -math.inf, 2.5e-38], np.float32)
NORM = np.arange(10, dtype=np.float32).reshape(5, 2) / 3


@pytest.fixture(scope="module")
def run(served: Served) -> str:
    name, producer = served.open_run(name="mine", layers=["hidden_1", "output"], steps=100)
    steps = np.arange(5)
    rows = {"loss/train": SeriesBlock(steps, LOSS), "gradient_norm": SeriesBlock(steps, NORM)}
    producer.send(producer.rows(name, Block(rows)))
    return name


def series(served: Served, run: str, accept: str | None = None, **query: Any):
    headers = {} if accept is None else {"Accept": accept}
    return served.get(
        f"/runs/{run}/series", params={"metric": ["loss/train", "gradient_norm"], **query}, headers=headers
    )


def test_json_names_what_is_not_finite(served: Served, run: str) -> None:
    answer = series(served, run)
    assert answer.headers["content-type"] == "application/json"
    page = schema.SeriesPage.model_validate(answer.json())
    loss = page.series["loss/train"]
    assert loss.values == [float(LOSS[0]), "NaN", "Infinity", "-Infinity", float(LOSS[4])]
    assert (loss.axes, loss.layers, loss.steps) == (["step"], None, [0, 1, 2, 3, 4])
    norm = page.series["gradient_norm"]
    assert (norm.axes, norm.layers) == (["step", "layer"], ["hidden_1", "output"])
    np.testing.assert_array_equal(np.array(norm.values, np.float32), NORM)
    assert page.cursor == schema.Cursor(epoch=0, seq=1)


def test_csv_reads_back(served: Served, run: str) -> None:
    answer = series(served, run, "text/csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert list(rows[0]) == ["step", "metric", "layer", "value"]
    loss = [float(row["value"]) for row in rows if row["metric"] == "loss/train"]
    np.testing.assert_array_equal(np.array(loss, np.float32), LOSS)
    assert rows[1]["value"] == "NaN"
    assert {row["layer"] for row in rows if row["metric"] == "loss/train"} == {""}
    norm = [float(row["value"]) for row in rows if row["layer"] == "output"]
    np.testing.assert_array_equal(np.array(norm, np.float32), NORM[:, 1])


def test_parquet_reads_back(served: Served, run: str) -> None:
    answer = series(served, run, "application/vnd.apache.parquet")
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    table = pq.read_table(io.BytesIO(answer.content)).to_pydict()
    assert list(table) == ["step", "metric", "layer", "value"]
    assert table["step"] == [0, 1, 2, 3, 4, *np.repeat(np.arange(5), 2).tolist()]
    assert table["layer"] == [None] * 5 + ["hidden_1", "output"] * 5
    np.testing.assert_array_equal(np.array(table["value"][:5], np.float32), LOSS)
    np.testing.assert_array_equal(np.array(table["value"][5:], np.float32), NORM.reshape(-1))


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/html, text/csv;q=0.5", "text/csv"),
        ("application/*;q=0.1, text/csv;q=0.9", "text/csv"),
        ("application/json;q=0, */*", "text/csv"),
        ("application/vnd.apache.parquet, */*;q=0.1", "application/vnd.apache.parquet"),
    ],
)
def test_the_format_is_negotiated(served: Served, run: str, accept: str | None, media_type: str) -> None:
    assert series(served, run, accept).headers["content-type"].startswith(media_type)


@pytest.mark.parametrize("accept", ["text/html", "image/png, application/xml", "text/csv;q=0", "text/csv;q=x"])
def test_another_format_is_not_acceptable(served: Served, run: str, accept: str) -> None:
    answer = series(served, run, accept)
    assert answer.status_code == 406
    assert "application/vnd.apache.parquet" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"metric": "loss/trian"}, ["loss/trian", "loss/train"]),
        ({"max_points": 3}, ["max_points", "3", "4"]),
        ({"max_points": 1_000_001}, ["max_points", "1000000"]),
        ({"max_points": "many"}, ["max_points", "many", "integer"]),
        ({"from_step": -1}, ["from_step", "-1", "0"]),
        ({"to_step": 2**63}, ["to_step", "9223372036854775808"]),
        ({"from_step": 1.5}, ["from_step", "1.5"]),
    ],
)
def test_bad_parameters_are_named(served: Served, run: str, query: dict[str, Any], told: list[str]) -> None:
    answer = series(served, run, **query)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    for word in told:
        assert word in answer.json()["detail"]


def test_a_metric_is_needed(served: Served, run: str) -> None:
    answer = served.get(f"/runs/{run}/series")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "metric"


def test_a_range_and_decimation(served: Served) -> None:
    name, producer = served.open_run()
    producer.send(producer.rows(name, block(0, 5000)))
    part = series(served, name, metric="loss/train", from_step=10, to_step=19).json()
    assert part["series"]["loss/train"]["steps"] == list(range(10, 20))
    thin = series(served, name, metric="loss/train", max_points=100).json()["series"]["loss/train"]["steps"]
    assert (thin[0], thin[-1]) == (0, 4999)
    assert len(thin) < 500
    every = series(served, name, metric="loss/train", max_points=5000).json()["series"]["loss/train"]
    assert every["steps"] == list(range(5000))


def test_large_answers_are_compressed(served: Served) -> None:
    name, producer = served.open_run()
    producer.send(producer.rows(name, block(0, 20_000)))
    query = {"metric": "loss/train", "max_points": 1_000_000}
    squeezed = served.get(f"/runs/{name}/series", params=query, headers={"Accept-Encoding": "gzip"})
    plain = served.get(f"/runs/{name}/series", params=query, headers={"Accept-Encoding": "identity"})
    assert squeezed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(squeezed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert squeezed.json() == plain.json()


def test_distributions(served: Served) -> None:
    name, producer = served.open_run(layers=["hidden_1", "output"])
    producer.send(producer.rows(name, block(0, 6, layers=2)))
    path = f"/runs/{name}/distributions"
    at = schema.Distributions.model_validate(served.get(path, params={"quantity": "weight", "step": 4}).json())
    assert (at.steps, at.layers) == ([4], ["hidden_1", "output"])
    assert at.counts == [[list(range(BINS))] * 2]
    assert at.nonfinite == [[0, 0]]
    assert len(at.edges) == BINS + 1
    assert (at.edges[0], at.edges[-1]) == ("-Infinity", "Infinity")
    assert served.get(path, params={"quantity": "weight"}).json()["steps"] == [5]
    between = served.get(path, params={"quantity": "weight", "from_step": 1, "to_step": 3}).json()
    assert between["steps"] == [1, 2, 3]
    both = served.get(path, params={"quantity": "weight", "step": 1, "to_step": 3})
    assert both.status_code == 422
    assert "one step, or a range" in both.json()["detail"]
    unknown = served.get(path, params={"quantity": "weights"})
    assert unknown.status_code == 422
    assert "weight" in unknown.json()["detail"]


def spirals(served: Served) -> tuple[dict[str, Any], Producer]:
    return served.launch({"base": {"dataset": "spirals", "model": {"hidden_sizes": [4]}, "steps": 4}})


def artifact(run: str, name: str, content: bytes) -> dict[str, Any]:
    return {"type": "artifact", "run": run, "name": name, "offset": 0, "total": len(content), "data": content}


def test_points_of_a_plane(served: Served) -> None:
    job, producer = spirals(served)
    run = job["runs"][0]["id"]
    assert served.get(f"/runs/{run}/points").status_code == 404
    arrays = {
        "x": np.array([[0.5, 1], [2, 3]], np.float32),
        "y": np.array([0, 1], np.int32),
        "split": np.array([0, 1], np.uint8),
        "grid": np.array([-1, 1, -2, 2], np.float32),
    }
    producer.send(artifact(run, "points", safetensors.numpy.save(arrays)))
    points = schema.Points.model_validate(served.get(f"/runs/{run}/points").json())
    assert points.x == [[0.5, 1.0], [2.0, 3.0]]
    assert points.split == ["train", "validation"]
    assert points.grid == [-1, 1, -2, 2]
    assert points.classes is not None


def test_points_of_a_curve_have_targets(served: Served) -> None:
    job, producer = served.launch({"base": {"dataset": "sine", "model": {"hidden_sizes": [4]}, "steps": 4}})
    run = job["runs"][0]["id"]
    arrays = {
        "x": np.array([[0.5], [-0.25]], np.float32),
        "y": np.array([1.5, -0.5], np.float32),
        "split": np.array([0, 1], np.uint8),
        "grid": np.array([-1, 1], np.float32),
    }
    producer.send(artifact(run, "points", safetensors.numpy.save(arrays)))
    points = schema.Points.model_validate(served.get(f"/runs/{run}/points").json())
    assert points.x == [[0.5], [-0.25]]
    assert points.y == [1.5, -0.5]
    assert points.grid == [-1, 1]
    assert points.classes is None


def test_points_that_are_none_are_refused_or_told(served: Served) -> None:
    job, producer = served.launch({"base": {"dataset": "xor", "steps": 5}})
    run = job["runs"][0]["id"]
    refused = producer.post([artifact(run, "points", b"junk")])
    assert refused.status_code == 400
    assert "artifact points is not a file of safetensors" in refused.json()["detail"]
    producer.send(artifact(run, "points", safetensors.numpy.save({"x": np.zeros(2)})))
    answer = served.get(f"/runs/{run}/points")
    assert answer.status_code == 409
    assert "something else than the arrays x, y, split and grid" in answer.json()["detail"]


def test_weights(served: Served) -> None:
    job, producer = spirals(served)
    run = job["runs"][0]["id"]
    content = safetensors.numpy.save({"hidden_1.kernel": np.eye(2, dtype=np.float32)})
    assert served.get(f"/runs/{run}/weights", params={"at": "final"}).status_code == 404
    producer.send(artifact(run, "weights/final", content))
    answer = served.get(f"/runs/{run}/weights", params={"at": "final"})
    assert answer.status_code == 200
    assert answer.content == content
    assert f"{run}-final.safetensors" in answer.headers["content-disposition"]
    refused = served.get(f"/runs/{run}/weights", params={"at": "middle"})
    assert refused.status_code == 422
    assert "'initial', 'final' or 'best'" in refused.json()["detail"]


def test_diagnoses_are_those_of_the_rules(served: Served) -> None:
    job, producer = served.launch({"base": {"model": {"hidden_sizes": [4] * 10}, "steps": 100}})
    run = job["runs"][0]["id"]
    assert served.get(f"/runs/{run}/diagnoses").json() == {"diagnoses": []}
    steps = np.arange(60)
    fading = np.tile(10.0 ** np.arange(-10, 1), (60, 1)).astype(np.float32)
    rows = {"gradient_norm": SeriesBlock(steps, fading), "loss/train": SeriesBlock(steps, np.full(60, 2.3, np.float32))}
    producer.send(producer.rows(run, Block(rows)))
    found = schema.Diagnoses.model_validate(served.get(f"/runs/{run}/diagnoses").json()).diagnoses
    vanishing = next(one for one in found if one.rule == "VanishingGradient")
    assert vanishing.evidence
    for evidence in vanishing.evidence:
        if evidence.metric == "gradient_norm" and evidence.layer == "hidden_1":
            assert evidence.value == pytest.approx(1e-10)
    patient = served.get(f"/runs/{run}").json()
    seed = patient["spec"].pop("seed")
    pair = [{"label": "as it is", "set": {}}, *({"label": one.label, "set": one.set} for one in vanishing.remedies)]
    beside = {"base": patient["spec"], "variants": pair, "seeds": [seed]}
    answer = served.post("/jobs", params={"dry_run": "true"}, json=beside)
    assert answer.status_code == 200, answer.text
    first, *others = [one["spec"] for one in answer.json()["runs"]]
    assert first == {**patient["spec"], "seed": seed}
    assert len(others) == len(vanishing.remedies) > 0
    assert all(other != first for other in others), "each remedy is a matched pair of the patient"
    outside, elsewhere = served.open_run(layers=[f"dense_{index}" for index in range(11)])
    assert served.get(f"/runs/{outside}/diagnoses").json() == {"diagnoses": []}
    elsewhere.send(elsewhere.rows(outside, Block(rows)))
    (own,) = served.get(f"/runs/{outside}/diagnoses").json()["diagnoses"]
    assert (own["rule"], own["layers"][0], own["remedies"]) == ("VanishingGradient", "dense_0", [])


def test_theory_is_that_of_the_spec(served: Served) -> None:
    job, _ = served.launch(
        {
            "base": {"model": {"hidden_sizes": [16, 16], "initializer": "he_normal"}, "optimizer": "sgd"},
            "vary": [{"path": "model.normalization", "values": [None, "batch"]}],
        }
    )
    plain, normalized = (
        schema.Theory.model_validate(served.get(f"/runs/{run['id']}/theory").json()) for run in job["runs"]
    )
    assert plain.reason is None
    assert {curve.metric: len(curve.layers) for curve in plain.curves} == {
        "preactivation_rms": 3,
        "backprop_gain": 2,
        "backprop_rms": 3,
    }
    assert {line.metric: line.value for line in plain.lines} == {"sharpness": 200.0, "update_ratio": 1e-3}
    assert all(one.formula and one.assumptions and one.source for one in (*plain.curves, *plain.lines))
    assert normalized.curves == []
    assert normalized.reason is not None
    assert normalized.reason.code == "normalization"
    outside, _ = served.open_run()
    unknown = schema.Theory.model_validate(served.get(f"/runs/{outside}/theory").json())
    assert (unknown.curves, unknown.lines) == ([], [])
    assert unknown.reason is not None
    assert unknown.reason.code == "spec_unknown"


def test_a_run_of_somebody_else(served: Served, run: str) -> None:
    body = schema.Run.model_validate(served.get(f"/runs/{run}").json())
    assert (body.origin, body.layers, body.steps) == ("external", ["hidden_1", "output"], 100)
    assert {metric.name for metric in body.metrics} >= {"loss/train", "gradient_norm"}
    assert {metric.every for metric in body.metrics} == {None}
