"""Jobs that cannot be run as they are written: 422 with a sentence that names field, value and what is allowed."""

import json
from typing import Any

import httpx
import pytest

from tests.server.conftest import Served

LONG = "9" * 5000
LONGER_THAN_A_DOUBLE = "9" * 400

RELU = '{"base": {"model": {"activation": "relu"}}, '

# What is posted (text where JSON libraries would not write it), the field, what of the value is named, what is allowed.
MALFORMED: dict[str, tuple[Any, str, str, str]] = {
    "unknown data set": ({"base": {"dataset": "digitz"}}, "base.dataset", "digitz", "digits"),
    "unknown activation": ({"base": {"model": {"activation": "rellu"}}}, "base.model.activation", "rellu", "relu"),
    "unknown optimizer": ({"base": {"optimizer": {"name": "adem"}}}, "base.optimizer", "adem", "adam"),
    "unknown initializer": ({"base": {"model": {"initializer": "he"}}}, "base.model.initializer", "he", "he_normal"),
    "unknown schedule": ({"base": {"schedule": "linaer"}}, "base.schedule", "linaer", "constant"),
    "unknown loss": ({"base": {"loss": "hinge"}}, "base.loss", "hinge", "cross_entropy"),
    "unknown model": ({"base": {"model": {"name": "rnn"}}}, "base.model", "rnn", "mlp"),
    "unknown normalization": (
        {"base": {"model": {"normalization": "group"}}},
        "base.model.normalization",
        "group",
        "batch",
    ),
    "unknown clipping": ({"base": {"gradient_clipping": "soft"}}, "base.gradient_clipping", "soft", "global_norm"),
    "unknown field of the job": ({"bases": {}}, "bases", "bases", "base"),
    "unknown field of the base": ({"base": {"step": 5}}, "base.step", "step", "steps"),
    "unknown parameter": (
        {"base": {"optimizer": {"name": "adam", "lr": 1}}},
        "base.optimizer.lr",
        "lr",
        "learning_rate",
    ),
    "parameter of another": (
        {"base": {"optimizer": {"name": "sgd", "beta": 0.9}}},
        "base.optimizer.beta",
        "beta",
        "learning_rate",
    ),
    "negative rate": (
        {"base": {"optimizer": {"name": "sgd", "learning_rate": -0.1}}},
        "base.optimizer.learning_rate",
        "-0.1",
        "above 0",
    ),
    "rate of zero": (
        {"base": {"optimizer": {"name": "sgd", "learning_rate": 0}}},
        "base.optimizer.learning_rate",
        "0",
        "above 0",
    ),
    "rate as text": (
        {"base": {"optimizer": {"name": "sgd", "learning_rate": "0.1"}}},
        "base.optimizer.learning_rate",
        "0.1",
        "a number",
    ),
    "rate as truth": (
        {"base": {"optimizer": {"name": "sgd", "learning_rate": True}}},
        "base.optimizer.learning_rate",
        "true",
        "a number",
    ),
    "NaN": (
        '{"base": {"optimizer": {"name": "sgd", "learning_rate": NaN}}}',
        "base.optimizer.learning_rate",
        "NaN",
        "a finite number",
    ),
    "infinity": (
        '{"base": {"optimizer": {"name": "sgd", "learning_rate": Infinity}}}',
        "base.optimizer.learning_rate",
        "Infinity",
        "a finite number",
    ),
    "beyond a double": (
        '{"base": {"optimizer": {"name": "sgd", "learning_rate": 1e400}}}',
        "base.optimizer.learning_rate",
        "1e400",
        "a finite number",
    ),
    "width 0": ({"base": {"model": {"hidden_sizes": [64, 0]}}}, "base.model.hidden_sizes.1", "0", "at least 1"),
    "negative width": ({"base": {"model": {"hidden_sizes": [-64]}}}, "base.model.hidden_sizes.0", "-64", "at least 1"),
    "width too large": ({"base": {"model": {"hidden_sizes": [65537]}}}, "base.model.hidden_sizes", "65537", "65536"),
    "a million layers": ({"base": {"model": {"hidden_sizes": [1] * 10**6}}}, "base.model.hidden_sizes", "", "1000"),
    "too many parameters": (
        {"base": {"model": {"hidden_sizes": [65536, 65536]}}},
        "base.model.hidden_sizes",
        "parameters",
        "100,000,000",
    ),
    "width as text": ({"base": {"model": {"hidden_sizes": ["64"]}}}, "base.model.hidden_sizes.0", "64", "whole number"),
    "sizes as a number": ({"base": {"model": {"hidden_sizes": 64}}}, "base.model.hidden_sizes", "64", "a list"),
    "negative steps": ({"base": {"steps": -1}}, "base.steps", "-1", "at least 0"),
    "too many steps": ({"base": {"steps": 10**8 + 1}}, "base.steps", "100000001", "100000000"),
    "2 to the 63": ({"base": {"steps": 2**63}}, "base.steps", "9223372036854775808", "100000000"),
    "an integer of 5,000 digits": (
        '{"base": {"steps": ' + LONG + "}}",
        "base.steps",
        "999…",
        "at most 100000000",
    ),
    "one below 0": ('{"base": {"steps": -' + LONG + "}}", "base.steps", "-999", "at least 0"),
    "one for a rate": (
        '{"base": {"optimizer": {"name": "sgd", "learning_rate": ' + LONG + "}}}",
        "base.optimizer.learning_rate",
        "999…",
        "a finite number",
    ),
    "one for a batch": (
        '{"base": {"dataset": {"name": "digits", "batch_size": ' + LONG + "}}}",
        "base.dataset.batch_size",
        "999…",
        "at most 100000000",
    ),
    "one that varies": (
        '{"vary": [{"path": "steps", "values": [1, ' + LONG + "]}]}",
        "vary.0.values.1",
        "999…",
        "a finite number",
    ),
    "one beyond a double that varies": (
        '{"vary": [{"path": "optimizer.learning_rate", "values": [0.1, -1e400]}]}',
        "vary.0.values.1",
        "-1e400",
        "a finite number, from -1.8e308 to 1.8e308",
    ),
    "one for a patience": (
        '{"base": {"schedule": {"name": "performance", "patience": ' + LONGER_THAN_A_DOUBLE + "}}}",
        "base.schedule.patience",
        "999…",
        "at most 100000000",
    ),
    "samples that no double counts": (
        '{"base": {"dataset": {"name": "spirals", "samples": ' + LONGER_THAN_A_DOUBLE + "}}}",
        "base.dataset.samples",
        "999…",
        "at most 100000000",
    ),
    "half a step": ({"base": {"steps": 1.5}}, "base.steps", "1.5", "whole number"),
    "null steps": ({"base": {"steps": None}}, "base.steps", "null", "whole number"),
    "dropout of 1": ({"base": {"model": {"dropout": 1}}}, "base.model.dropout", "1", "below 1"),
    "negative dropout": ({"base": {"model": {"dropout": -0.5}}}, "base.model.dropout", "-0.5", "at least 0"),
    "all to validate": (
        {"base": {"dataset": {"name": "digits", "validation_fraction": 1}}},
        "base.dataset.validation_fraction",
        "1",
        "below 1",
    ),
    "batch of 0": (
        {"base": {"dataset": {"name": "digits", "batch_size": 0}}},
        "base.dataset.batch_size",
        "0",
        "at least 1",
    ),
    "batch too large": (
        {"base": {"dataset": {"name": "digits", "batch_size": 5000}}},
        "base.dataset.batch_size",
        "5000",
        "1438",
    ),
    "more samples than there are": (
        {"base": {"dataset": {"name": "digits", "samples": 1798}}},
        "base.dataset.samples",
        "1798",
        "1797",
    ),
    "unknown split": (
        {"base": {"dataset": {"name": "digits", "split": "sorted"}}},
        "base.dataset.split",
        "sorted",
        "stratified",
    ),
    "cadence of 0": ({"base": {"telemetry": {"layers_every": 0}}}, "base.telemetry.layers_every", "0", "at least 1"),
    "unknown precision": ({"base": {"precision": "float16"}}, "base.precision", "float16", "float32"),
    "unknown execution": ({"base": {"execution": "fast"}}, "base.execution", "fast", "exact"),
    "classes asked of a regression": (
        {"base": {"dataset": "diabetes", "loss": "cross_entropy"}},
        "base.loss",
        "cross_entropy",
        "squared_error",
    ),
    "override of a layer that is not": (
        {"base": {"model": {"overrides": {"hidden_9": {}}}}},
        "base.model.overrides.hidden_9",
        "hidden_9",
        "hidden_1",
    ),
    "interventions": ({"base": {"interventions": []}}, "base.interventions", "", "later"),
    "lone surrogate in the name": ('{"name": "\\ud800"}', "name", "ud800", "surrogate"),
    "control character in the name": ({"name": "a\u0000b"}, "name", "x00", "control characters"),
    "name too long": ({"name": "x" * 201}, "name", "xxx", "200"),
    "lone surrogate as a data set": ('{"base": {"dataset": "\\udfff"}}', "base.dataset", "", "digits"),
    "lone surrogate as a field": ('{"\\ud800": 1}', "body", "ud800", "surrogates"),
    "empty vary": ({"vary": []}, "vary", "[]", "at least 1"),
    "empty variants": ({"variants": []}, "variants", "[]", "at least 1"),
    "axis without values": ({"vary": [{"path": "steps", "values": []}]}, "vary.0.values", "[]", "at least 1"),
    "both vary and variants": (
        {"vary": [{"path": "steps", "values": [1]}], "variants": [{"set": {}}]},
        "variants",
        "vary",
        "at most one",
    ),
    "a million runs": (
        {"vary": [{"path": "steps", "values": list(range(1000))}, {"path": "model.dropout", "values": [0.1] * 1000}]},
        "vary",
        "1000000",
        "1000",
    ),
    "more runs than allowed by seeds": ({"seeds": list(range(1001))}, "seeds", "1001", "1000"),
    "a path that is not there": ({"vary": [{"path": "model.depth", "values": [1]}]}, "vary", "depth", "hidden_sizes"),
    "a path through a number": ({"vary": [{"path": "steps.more", "values": [1]}]}, "vary", "more", ""),
    "a repeated path": (
        {"vary": [{"path": "steps", "values": [1]}, {"path": "steps", "values": [2]}]},
        "vary.1.path",
        "steps",
        "once",
    ),
    "a value that is not allowed in vary": (
        {"vary": [{"path": "steps", "values": [1, -1]}]},
        "vary",
        "-1",
        "at least 0",
    ),
    "a value that is not allowed in a variant": (
        {"variants": [{"set": {"model.dropout": 2}}]},
        "variants.0.set",
        "2",
        "below 1",
    ),
    "no seeds": ({"seeds": []}, "seeds", "[]", "at least 1"),
    "a repeated seed": ({"seeds": [3, 3]}, "seeds", "3", "distinct"),
    "a negative seed": ({"seeds": [-1]}, "seeds.0", "-1", "at least 0"),
    "a seed too large": ({"seeds": [2**32]}, "seeds.0", "4294967296", "4294967295"),
    "a seed as text": ({"seeds": ["1"]}, "seeds.0", "1", "whole number"),
    "a value nested too deep": (
        json.loads('{"vary": [{"path": "model", "values": [' + "[" * 300 + "]" * 300 + "]}]}"),
        "vary.0.values.0",
        "nested too deep",
        "32 levels",
    ),
    "a job that is a list": ([], "body", "[]", "an object"),
    "a job that is null": (None, "body", "null", "an object"),
    "a base that is text": ({"base": "digits"}, "base", "digits", "an object"),
}


def _post(served: Served, body: Any, **query: str) -> httpx.Response:
    text = body if isinstance(body, str) else json.dumps(body)
    return served.post("/jobs", content=text, headers={"Content-Type": "application/json"}, params=query)


@pytest.mark.parametrize("name", MALFORMED)
def test_it_is_refused_with_a_sentence(served: Served, name: str) -> None:
    body, field, value, allowed = MALFORMED[name]
    answer = _post(served, body)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    sentences = [error["message"] for error in problem["errors"] if error["path"].startswith(field)]
    assert sentences, problem
    assert any(value in sentence.replace(",", "") or value in sentence for sentence in sentences), sentences
    assert any(allowed in sentence or allowed in sentence.replace(",", "") for sentence in sentences), sentences
    assert all(error["message"].startswith(error["path"]) for error in problem["errors"])
    assert _post(served, body, dry_run="true").status_code == 422


def test_none_reached_a_worker(served: Served) -> None:
    for body, *_ in MALFORMED.values():
        _post(served, body)
    assert served.executor.assignments.empty()
    assert served.get("/jobs").json()["jobs"] == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"{", "line 1, column 2"),
        (b"", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"name": "\xed\xa0\x80"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"name": "a", "name": "b"}', "'name' stands twice"),
        (b"{'name': 1}", "not JSON"),
    ],
)
def test_what_is_not_json_is_a_bad_request(served: Served, body: bytes, told: str) -> None:
    answer = served.post("/jobs", content=body)
    assert answer.status_code == 400
    assert told in answer.json()["detail"]


def test_a_body_too_large(served: Served) -> None:
    answer = served.post("/jobs", content=b" " * (4 * 1024 * 1024 + 1))
    assert answer.status_code == 413
    assert "4194304" in answer.json()["detail"]

    def pieces():
        for _ in range(80):
            yield b" " * 65536

    answer = served.post("/jobs", content=pieces())
    assert answer.status_code == 413


@pytest.mark.parametrize("key", ["", "x" * 201, "a\tb"])
def test_an_idempotency_key_that_is_none(served: Served, key: str) -> None:
    answer = served.post("/jobs", json={}, headers={"Idempotency-Key": key})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "Idempotency-Key"
    assert "1 to 200 printable" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (json.dumps({"base": {}, "seeds": list(range(100_000))}), 422),
        ("{" + "".join(f'"{index}":1,' for index in range(200_000)) + '"z":1,"z":1}', 400),
    ],
    ids=["seeds", "names"],
)
def test_length_alone_keeps_nobody_waiting(served: Served, body: str, status: int) -> None:
    answer = served.post("/jobs", content=body)
    assert answer.status_code == status
