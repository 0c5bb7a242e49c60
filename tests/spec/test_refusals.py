"""Bad jobs are refused with the field, the value and what is allowed. Also posted in `tests/server`."""

# ruff: noqa: E501 (a table: one row a line)

from __future__ import annotations

from typing import Any

import pytest

from dynascope.errors import SpecError
from dynascope.spec import expand_job, parse_job


def nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


def optimizer(**fields: Any) -> dict[str, Any]:
    return {"base": {"optimizer": {"name": "sgd", **fields}}}


def model(**fields: Any) -> dict[str, Any]:
    return {"base": {"model": {"name": "mlp", **fields}}}


def warm_start(**fields: Any) -> dict[str, Any]:
    return {"base": {"warm_start": {"run_id": "run_of_nobody", **fields}}}


def data(**fields: Any) -> dict[str, Any]:
    return {"base": {"dataset": {"name": "digits", **fields}}}


# body, path, words of the sentence
REFUSED: list[tuple[Any, str, tuple[str, ...]]] = [
    ([], "body", ("[]", "an object")),
    ({"bse": {}}, "bse", ("'bse'", "base")),
    ({"base": 5}, "base", ("5", "an object")),
    ({"base": {"modle": {}}}, "base.modle", ("'model'", "dataset")),
    ({"base": {"interventions": []}}, "base.interventions", ("reserved",)),
    ({"base": {"parent": {"run_id": "x", "step": 1}}}, "base.parent", ("reserved",)),
    ({"base": {"optimizer": "admm"}}, "base.optimizer", ("'admm'", "adam")),
    ({"base": {"optimizer": {}}}, "base.optimizer", ("{}", "name")),
    ({"base": {"optimizer": None}}, "base.optimizer", ("null", "an object")),
    (optimizer(learning_rate=-1), "base.optimizer.learning_rate", ("-1", "above 0")),
    (optimizer(learning_rate=0), "base.optimizer.learning_rate", ("0", "above 0")),
    (optimizer(learning_rate="fast"), "base.optimizer.learning_rate", ("'fast'", "a number")),
    (optimizer(learning_rate=True), "base.optimizer.learning_rate", ("true", "a number")),
    (optimizer(learning_rate=float("nan")), "base.optimizer.learning_rate", ("NaN", "finite")),
    (optimizer(learning_rate=float("inf")), "base.optimizer.learning_rate", ("Infinity", "finite")),
    (optimizer(learning_rate=10**400), "base.optimizer.learning_rate", ("1000", "a finite number")),
    (optimizer(rate=1), "base.optimizer.rate", ("'rate'", "learning_rate")),
    (optimizer(form="keras"), "base.optimizer.form", ("'keras'", "textbook")),
    (optimizer(name="adamw", form="optax"), "base.optimizer.form", ("'form'", "weight_decay")),
    (model(activation={"name": "rrelu", "lower": 0.5}), "base.model.activation", ("upper", "lower 0.5")),
    ({"base": {"schedule": {"name": "range_test", "minimum": 1, "maximum": 0.1}}}, "base.schedule", ("above minimum", "0.1")),
    ({"base": {"schedule": {"name": "warmup_cosine", "warmup_steps": 9, "decay_steps": 9}}}, "base.schedule", ("below decay_steps", "9")),
    ({"base": {"steps": 50, "schedule": {"name": "warmup_cosine", "warmup_steps": 50}}}, "base.schedule.warmup_steps", ("50 steps", "fewer")),
    (model(hidden_sizes=[0]), "base.model.hidden_sizes.0", ("0", "at least 1")),
    (model(hidden_sizes=[65_537]), "base.model.hidden_sizes.0", ("65537", "at most 65536")),
    (model(hidden_sizes=[1] * 10**6), "base.model.hidden_sizes", ("at most 1000",)),
    (model(hidden_sizes=[65_536, 65_536]), "base.model.hidden_sizes", ("parameters", "at most 100,000,000")),
    (model(hidden_sizes=64), "base.model.hidden_sizes", ("64", "a list")),
    (model(dropout=1.0), "base.model.dropout", ("1.0", "below 1")),
    (model(activation="rleu"), "base.model.activation", ("'rleu'", "'relu'")),
    (model(residual="yes"), "base.model.residual", ("yes", "true or false")),
    (model(name="cnn", conv_layers=[]), "base.model.conv_layers", ("[]", "at least 1")),
    (model(name="cnn", conv_layers=[{"channels": 4, "width": 2}]), "base.model.conv_layers.0.width", ("width",)),
    (model(name="cnn", conv_layers=[{"kernel": 12}]), "base.model.conv_layers.0.kernel", ("12", "at most 11")),
    (model(name="cnn", conv_layers=[{"pooling": "sum"}]), "base.model.conv_layers.0.pooling", ("sum", "max", "average")),
    (
        model(name="cnn", conv_layers=[{"pooling": "max"}] * 4),
        "base.model.conv_layers.3",
        ("conv_4", "1 × 1", "0 × 0", "at least 1 × 1"),
    ),
    (
        model(name="cnn", conv_layers=[{"kernel": 9, "padding": "valid"}]),
        "base.model.conv_layers.0",
        ("conv_1", "8 × 8", "0 × 0"),
    ),
    ({"base": {"model": "cnn", "dataset": "wine"}}, "base.model", ("cnn", "wine", "digits")),
    (model(conv_layers=[{}]), "base.model.conv_layers", ("conv_layers", "hidden_sizes")),
    (warm_start(layers=0), "base.warm_start.layers", ("0", "at least 1")),
    (warm_start(layers=5), "base.warm_start.layers", ("4 layers", "got 5", "1 to 4")),
    (warm_start(layers=4, freeze=True), "base.warm_start.freeze", ("4 layers", "none left to train")),
    (warm_start(layers=1), "base.warm_start.run_id", ("run_of_nobody", "no runs are kept here")),
    (warm_start(layers=1, weights="abc"), "base.warm_start.weights", ("abc",)),
    ({"base": {"warm_start": {"layers": 1}}}, "base.warm_start.run_id", ("missing",)),
    ({"base": {"warm_start": "run_1"}}, "base.warm_start", ("run_1", "an object")),
    (model(overrides={"hidden_9": {}}), "base.model.overrides.hidden_9", ("hidden_9", "hidden_1 to hidden_3")),
    (model(overrides={"output": {"dropout": 0.1}}), "base.model.overrides.output.dropout", ("initializer",)),
    ({"base": {"steps": 2**63}}, "base.steps", ("9223372036854775808", "at most 100000000")),
    ({"base": {"steps": -1}}, "base.steps", ("-1", "at least 0")),
    ({"base": {"steps": 10.5}}, "base.steps", ("10.5", "a whole number")),
    ({"base": {"steps": "10"}}, "base.steps", ("'10'", "a whole number")),
    ({"base": {"precision": "float16"}}, "base.precision", ("'float16'", "'float32'")),
    ({"base": {"early_stopping": {"patience": 0}}}, "base.early_stopping.patience", ("0", "at least 1")),
    ({"base": {"early_stopping": {"metric": "loss/train"}}}, "base.early_stopping.metric", ("'loss/train'", "'loss/validation'")),
    ({"base": {"early_stopping": {"dataset": 1}}}, "base.early_stopping.dataset", ("'dataset'", "patience")),
    ({"base": {"early_stopping": {}, "dataset": {"name": "digits", "validation_fraction": 0}}}, "base.early_stopping", ("validation_fraction 0", "above 0")),
    ({"base": {"schedule": "performance", "dataset": {"name": "digits", "validation_fraction": 0}}}, "base.schedule", ("validation_fraction 0", "above 0")),
    ({"base": {"schedule": {"name": "performance", "factor": 1}}}, "base.schedule.factor", ("1", "below 1")),
    ({"base": {"early_stopping": {"metric": "accuracy/validation"}, "dataset": "diabetes"}}, "base.early_stopping.metric", ("regression", "loss/validation")),
    ({"base": {"telemetry": {"layers_every": 0}}}, "base.telemetry.layers_every", ("0", "at least 1")),
    ({"base": {"telemetry": {"curvature_every": 0}}}, "base.telemetry.curvature_every", ("0", "1")),
    ({"base": {"telemetry": {"curvature_every": 5}, "model": {"hidden_sizes": [4000, 4000]}}}, "base.telemetry.curvature_every", ("5", "10,000,000", "null")),
    ({"base": {"gradient_clipping": {"name": "global_norm", "threshold": 0}}}, "base.gradient_clipping.threshold", ("above 0",)),
    ({"base": {"regularization": {"l2": -0.1}}}, "base.regularization.l2", ("-0.1", "at least 0")),
    ({"base": {"schedule": {"name": "piecewise_constant", "values": [0.1, 0.2, 0.3]}}}, "base.schedule", ("3 values", "1 boundaries")),
    ({"base": {"dataset": {"name": "upload:x"}}}, "base.dataset.name", ("'upload:x'", "the 16 hexadecimal characters of an uploaded table's id")),
    ({"base": {"schedule": {"name": "piecewise_constant", "boundaries": [2**31]}}}, "base.schedule.boundaries.0", ("2147483648", "at most 100000000")),
    ({"base": {"schedule": {"name": "piecewise_constant", "boundaries": [5, 5], "values": [0.1, 0.2, 0.3]}}}, "base.schedule", ("increase", "[5, 5]")),
    ({"base": {"dataset": "diabetes", "loss": "cross_entropy"}}, "base.loss", ("cross_entropy", "squared_error")),
    ({"base": {"dataset": "mnits"}}, "base.dataset", ("'mnits'", "digits")),
    ({"base": {"dataset": {"name": "diabetes", "split": "stratified"}}}, "base.dataset.split", ("stratified", "random")),
    ({"base": {"dataset": {"name": "diabetes", "label_noise": 0.5}}}, "base.dataset.label_noise", ("0.5", "allowed: 0")),
    (data(batch_size=5000), "base.dataset.batch_size", ("5000", "1 to 1438")),
    (data(samples=5000), "base.dataset.samples", ("5000", "1 to 1797")),
    (data(validation_fraction=1), "base.dataset.validation_fraction", ("1", "below 1")),
    (data(validation_fraction=0.0001), "base.dataset.validation_fraction", ("0.0001", "allowed: 0")),
    (data(samples=1, validation_fraction=0.9, batch_size=None), "base.dataset.validation_fraction", ("0.9", "smaller")),
    (data(standardize=1), "base.dataset.standardize", ("got 1", "'auto', true or false")),
    (data(standardize="maybe"), "base.dataset.standardize", ("'maybe'", "'auto'")),
    ({"name": "\ud800"}, "name", ("\\ud800", "surrogates")),
    ({"name": "a\x00b"}, "name", ("\\x00", "control")),
    ({"name": "x" * 201}, "name", ("at most 200",)),
    ({"vary": []}, "vary", ("[]", "at least 1")),
    ({"variants": []}, "variants", ("[]", "at least 1")),
    ({"vary": [{"path": "steps", "values": []}]}, "vary.0.values", ("[]", "at least 1")),
    ({"vary": [{"path": "steps", "values": [1]}], "variants": [{"set": {}}]}, "variants", ("at most one",)),
    ({"vary": [{"path": "model.act", "values": ["relu"]}]}, "vary.model.act", ("does not exist", "activation")),
    ({"vary": [{"path": "gradient_clipping.threshold", "values": [1]}]}, "vary.gradient_clipping.threshold", ("null",)),
    ({"vary": [{"path": "steps", "values": [1]}] * 2}, "vary.1.path", ("'steps'", "once")),
    ({"vary": [{"path": "optimizer.learning_rate", "values": ["x"]}]}, "vary.optimizer.learning_rate", ("'x'", "number")),
    ({"vary": [{"path": f"optimizer.{p}", "values": [i / 101 for i in range(1, 101)]} for p in ("learning_rate", "beta_1", "beta_2")]}, "vary", ("1000000 runs", "at most 1000")),
    ({"vary": [{"path": "model", "values": [nested(900)]}]}, "vary.0.values.0", ("nested too deep", "32 levels")),
    ({"variants": [{"set": {"model": nested(300)}}]}, "variants.0.set.model", ("nested too deep", "32 levels")),
    ({"variants": [{"set": {"model.overrides.hidden_4.dropout": 0.5}}]}, "variants.0.set.model.overrides.hidden_4", ("hidden_4",)),
    ({"seeds": []}, "seeds", ("[]", "at least 1")),
    ({"seeds": [1, 1]}, "seeds.1", ("1", "distinct")),
    ({"seeds": [0, {"split": 0}]}, "seeds.1", ("distinct",)),
    ({"seeds": [-1]}, "seeds.0", ("-1", "at least 0")),
    ({"seeds": [2**32]}, "seeds.0", ("4294967296", "at most 4294967295")),
    ({"seeds": ["a"]}, "seeds.0", ("'a'", "a whole number")),
    ({"seeds": [{"splits": 1}]}, "seeds.0.splits", ("'splits'",)),
]  # fmt: skip


@pytest.mark.parametrize(("body", "path", "words"), REFUSED, ids=[str(i) for i in range(len(REFUSED))])
def test_a_bad_job_is_refused_by_name(body: Any, path: str, words: tuple[str, ...]) -> None:
    with pytest.raises(SpecError) as caught:
        expand_job(parse_job(body))
    error = caught.value.errors[0]
    assert error.path == path, error.message
    assert path in error.message
    for word in words:
        assert word in error.message
    error.message.encode("utf-8")


def test_every_field_at_fault_is_told() -> None:
    with pytest.raises(SpecError) as caught:
        parse_job({"base": {"steps": -1, "optimizer": {"name": "sgd", "learning_rate": -1}}, "seeds": []})
    assert {error.path for error in caught.value.errors} == {"base.steps", "base.optimizer.learning_rate", "seeds"}
