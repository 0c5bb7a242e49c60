"""What a spec chooses of an upload, held against the table: sizes, classes, keys, and what is refused."""

from typing import Any

import numpy as np
import pytest

from dynascope.datasets.uploads.library import Library
from dynascope.errors import SpecError
from dynascope.spec import RunSpec, expand_job, parse_job, parse_run
from tests.datasets.uploads.conftest import Add
from tests.datasets.uploads.tables import FLOWERS, npz, parquet


def plan(library: Library, about: Any, job: dict[str, Any] | None = None, **dataset: Any) -> list[RunSpec]:
    """The specs of a job on an upload."""
    base = {"dataset": {"name": f"upload:{about.id}", "batch_size": 2, **dataset}, "steps": 1}
    request = parse_job({"base": base, **(job or {})}, library.resolve)
    return [run.spec for run in expand_job(request, uploads=library.resolve)]


def refusal(library: Library, about: Any, **dataset: Any) -> Any:
    with pytest.raises(SpecError) as caught:
        plan(library, about, **dataset)
    (error,) = caught.value.errors
    return error


@pytest.mark.parametrize(
    ("chosen", "features", "classes"),
    [
        ({"columns": ["width"]}, 1, 2),
        ({"columns": ["width", "fresh"], "target": "kind"}, 2, 2),
        ({"missing": "impute"}, 6, 2),
        ({"columns": ["colour"], "missing": "impute"}, 3, 2),
        ({"target": "width", "columns": ["fresh"]}, 1, 5),
        ({"target": "width", "columns": ["kind"], "task": "regression"}, 2, None),
        ({"target": "fresh", "columns": ["width"]}, 1, 2),
    ],
)
def test_sizes_are_known_without_the_rows(
    library: Library, add: Add, chosen: dict[str, Any], features: int, classes: int | None
) -> None:
    (spec,) = plan(library, add(FLOWERS.encode()), **chosen)
    assert (spec.task.samples, spec.task.features, spec.task.classes) == (5, features, classes)
    assert spec.loss_or_default.name == ("squared_error" if classes is None else "cross_entropy")


def test_few_whole_numbers_are_classes_and_many_are_a_regression(library: Library, add: Add) -> None:
    rows = "\n".join(f"{n % 20},{n % 21},{n / 2},{n}" for n in range(400))
    about = add(f"twenty,twenty_one,halves,all\n{rows}\n".encode())
    for target, classes in {"twenty": 20, "twenty_one": None, "halves": None, "all": None}.items():
        (spec,) = plan(library, about, target=target)
        assert spec.task.classes == classes
    (forced,) = plan(library, about, target="twenty_one", task="classification")
    assert forced.task.classes == 21


@pytest.mark.parametrize(
    ("dataset", "path", "code", "sentence"),
    [
        (
            {"target": "color"},
            "target",
            "unknown_column",
            "has no column 'color'; allowed: petal, width, colour, fresh",
        ),
        ({"columns": ["widht"]}, "columns", "unknown_column", "has no column widht; allowed: petal, width"),
        ({"columns": ["width", "kind"]}, "columns", "target_among_columns", "got the target 'kind'"),
        ({"columns": ["width", "width"]}, "columns", "repeated_column", "got width twice"),
        ({}, "missing", "missing_values", "there are 2 columns with missing values: petal (1 rows), colour (1 rows)"),
        ({"target": "petal", "columns": ["width"]}, "target", "missing_target", "'petal' is missing in 1 rows"),
        ({"task": "regression", "columns": ["width"]}, "task", "target_is_no_number", "'kind' holds texts"),
        ({"columns": []}, "columns", "too_short", "at least 1 items"),
        ({"target": ""}, "target", "string_too_short", "at least 1 characters"),
        ({"missing": "drop"}, "missing", "literal_error", "allowed: 'refuse' or 'impute'"),
        ({"colums": ["width"]}, "colums", "unknown_field", "did you mean 'columns'?"),
        ({"columns": ["width"], "samples": 6}, "samples", "too_many_samples", "has 5 samples; got 6"),
        ({"name": "upload:0123456789abcdef"}, "name", "unknown_upload", "there is no upload:0123456789abcdef"),
        ({"name": "upload:1"}, "name", "string_pattern_mismatch", "upload:1"),
    ],
)
def test_a_bad_choice_is_refused_by_name(
    library: Library, add: Add, dataset: dict[str, Any], path: str, code: str, sentence: str
) -> None:
    error = refusal(library, add(FLOWERS.encode()), **dataset)
    assert (error.path, error.code) == (f"base.dataset.{path}", code)
    assert sentence in error.message


def test_columns_that_no_network_takes_are_refused(library: Library, add: Add) -> None:
    many = add(("id,y\n" + "\n".join(f"k{n},{n % 2}" for n in range(300))).encode())
    assert refusal(library, many).code == "too_many_categories"
    assert refusal(library, many, target="id", columns=["y"]).code == "too_many_classes"
    infinite = add(b"a,y\ninf,0\n1.5,1\n")
    assert "a (1 rows)" in refusal(library, infinite).message
    empty = add(b"a,b,y\n,1,0\n,2,1\n")
    assert refusal(library, empty, missing="impute").code == "empty_column"
    same = add(b"a,y\n1,x\n2,x\n")
    assert refusal(library, same).code == "one_class"
    dated = add(parquet(when=np.array(["2020-01-01", "2020-01-02"], "datetime64[s]"), y=[0, 1]), "a.parquet")
    assert "when (timestamp" in refusal(library, dated).message
    wide = add(npz(x=np.array([f"k{n}" for n in range(256)])[:, None].repeat(300, 1), y=np.arange(256) % 2), "a.npz")
    assert refusal(library, wide).code == "too_many_features"


def test_an_unknown_name_lists_uploads_among_those_allowed() -> None:
    with pytest.raises(SpecError, match=r"there is no 'digts'; did you mean 'digits'\?.*cifar10, upload:<id>"):
        parse_job({"base": {"dataset": "digts"}})


def test_without_a_server_an_upload_needs_its_facts(library: Library, add: Add) -> None:
    about = add(FLOWERS.encode())
    dataset = {"name": f"upload:{about.id}", "columns": ["width"], "batch_size": 2}
    with pytest.raises(SpecError, match="only a server knows its uploads"):
        parse_run({"dataset": dataset})
    (spec,) = plan(library, about, columns=["width"])
    read = parse_run(spec.model_dump(mode="json"))
    assert read == spec
    assert read.task == spec.task


def test_facts_that_are_given_must_be_right(library: Library, add: Add) -> None:
    about = add(FLOWERS.encode())
    (spec,) = plan(library, about, columns=["width"])
    facts = spec.model_dump(mode="json")["dataset"]["facts"]
    assert plan(library, about, columns=["width"], facts=facts) == [spec]
    error = refusal(library, about, columns=["width"], facts={**facts, "features": 2})
    assert (error.path, error.code) == ("base.dataset.facts", "facts_differ")


def test_what_varies_has_facts_of_its_own(library: Library, add: Add) -> None:
    about = add(FLOWERS.encode())
    vary = [{"path": "dataset.columns", "values": [["width"], ["width", "fresh"]]}]
    specs = plan(library, about, {"vary": vary}, columns=["width"])
    assert [spec.task.features for spec in specs] == [1, 2]
    vary = [{"path": "dataset.target", "values": ["kind", "fresh"]}]
    specs = plan(library, about, {"vary": vary}, columns=["width"])
    assert [spec.dataset.canonical()["target"] for spec in specs] == ["kind", "fresh"]


def test_the_key_names_the_content_and_the_choice(library: Library, add: Add) -> None:
    about, other = add(FLOWERS.encode()), add(FLOWERS.replace("1.5", "1.6").encode())

    def key(table: Any, **dataset: Any) -> str:
        base = {"dataset": {"name": f"upload:{table.id}", "batch_size": 2, "columns": ["width"], **dataset}}
        request = parse_job({"base": base}, library.resolve)
        return expand_job(request, uploads=library.resolve)[0].key

    assert key(about) == key(about, target="kind") == key(about, task="classification")
    assert len({key(about), key(other), key(about, target="fresh"), key(about, missing="impute")}) == 4
