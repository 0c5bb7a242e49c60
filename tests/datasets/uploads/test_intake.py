"""From files to tables: types, gaps, classes, and what is said of a file that is none."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dynascope.datasets.uploads import csv_table
from dynascope.datasets.uploads.about import About
from dynascope.datasets.uploads.intake import take_in
from dynascope.datasets.uploads.refusal import RefusedFile
from tests.datasets.uploads.tables import BAD, FLOWERS, UNPACKED_LIMIT, npz, parquet


def taken(folder: Path, name: str, content: bytes) -> About:
    (folder / "body").write_bytes(content)
    return take_in(folder, name, UNPACKED_LIMIT)


def stored(folder: Path) -> dict[str, list[Any]]:
    return pq.read_table(folder / "data.parquet").to_pydict()


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_told_by_its_fault(tmp_path: Path, case: str) -> None:
    name, content, code, sentence = BAD[case]
    with pytest.raises(RefusedFile) as caught:
        taken(tmp_path, name, content)
    (error,) = caught.value.errors
    assert (error.path, error.code) == ("file", code)
    assert sentence in error.message


def test_a_csv_file_becomes_typed_columns(tmp_path: Path) -> None:
    about = taken(tmp_path, "flowers.csv", FLOWERS.encode())
    assert (about.rows, about.format, about.bytes) == (5, "csv", len(FLOWERS))
    assert {one.name: one.kind for one in about.columns} == {
        "petal": "number",
        "width": "integer",
        "colour": "category",
        "fresh": "boolean",
        "kind": "category",
    }
    petal, width, colour, fresh, kind = about.columns
    assert (petal.missing, petal.minimum, petal.maximum, petal.mean) == (1, 1.5, 5.5, 3.375)
    assert [(one.value, one.count) for one in width.values or ()] == [(2, 1), (3, 1), (4, 1), (5, 1), (6, 1)]
    assert [(one.value, one.count) for one in colour.values or ()] == [("blue", 1), ("green", 1), ("red", 2)]
    assert [(one.value, one.count) for one in fresh.values or ()] == [(False, 2), (True, 3)]
    assert (colour.missing, kind.missing) == (1, 0)
    assert about.preview[2] == (None, 4, "red", True, "setosa")
    assert stored(tmp_path) == {
        "c0": [1.5, 2.5, None, 4.0, 5.5],
        "c1": [2, 3, 4, 5, 6],
        "c2": ["red", "blue", "red", None, "green"],
        "c3": [True, False, True, False, True],
        "c4": ["setosa", "virginica", "setosa", "virginica", "setosa"],
    }
    assert About.model_validate_json((tmp_path / "about.json").read_text()) == about


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b\n1;x\n2;y\n", {"c0": [1, 2], "c1": ["x", "y"]}),
        ("a\tb\r\n1\t2.5\r\n\r\n2\t3\r\n", {"c0": [1, 2], "c1": [2.5, 3.0]}),
        ("a|b\n1|2\n3|4", {"c0": [1, 3], "c1": [2, 4]}),
        ("\ufeffa,b\n1,2\n", {"c0": [1], "c1": [2]}),
        ('a,"b, c"\n1," x ""y"", z "\n', {"c0": [1], "c1": ['x "y", z']}),
        ("a , b\n 1, 2 \n", {"c0": [1], "c1": [2]}),
        ('a,b\n1,"two\nlines"\n', {"c0": [1], "c1": ["two\nlines"]}),
        ("a,b\nNA,x\n1,?\nnan,NULL\n", {"c0": [None, 1, None], "c1": ["x", None, None]}),
        ("a,b\n1,TRUE\n2,false\n", {"c0": [1, 2], "c1": [True, False]}),
        ("a,b\n-1e3,99999999999999999999\n", {"c0": [-1000.0], "c1": [1e20]}),
        (",b\n1,2\n", {"c0": [1], "c1": [2]}),
    ],
    ids=[
        "semicolon",
        "tab",
        "bar",
        "byte order mark",
        "quotes",
        "blanks",
        "line break",
        "gaps",
        "truth",
        "big",
        "no name",
    ],
)
def test_spellings_of_csv(tmp_path: Path, text: str, expected: dict[str, list[Any]]) -> None:
    about = taken(tmp_path, "a.csv", text.encode())
    assert stored(tmp_path) == expected
    assert about.columns[0].name in ("a", "column_1")


def test_one_late_text_makes_a_column_texts(tmp_path: Path) -> None:
    rows = "\n".join(f"{number},{number / 2}" for number in range(400_000))
    about = taken(tmp_path, "a.csv", f"a,b\n{rows}\nlate,1\n".encode())
    assert [column.kind for column in about.columns] == ["category", "number"]
    assert about.rows == 400_001
    assert about.columns[0].values is None
    assert stored(tmp_path)["c0"][-1] == "late"


def test_infinities_are_counted_and_never_listed(tmp_path: Path) -> None:
    about = taken(tmp_path, "a.csv", b"a,b\n1.5,0\ninf,1\n-inf,1\n")
    (first, _) = about.columns
    assert (first.infinite, first.minimum, first.maximum, first.mean) == (2, 1.5, 1.5, 1.5)
    assert [one.value for one in first.values or ()] == [1.5]
    assert [row[0] for row in about.preview] == [1.5, "∞", "-∞"]
    json.loads((tmp_path / "about.json").read_text())


def test_arrays_become_columns_and_images(tmp_path: Path) -> None:
    pixels = np.arange(5 * 2 * 3, dtype=np.uint8).reshape(5, 2, 3)
    content = npz(
        image=pixels, wide=np.asfortranarray(np.eye(5)), name=np.array(list("abcde")), y=np.arange(5) % 2 == 0
    )
    about = taken(tmp_path, "a.npz", content)
    names = [column.name for column in about.columns]
    assert names == [f"image_{n}" for n in range(1, 7)] + [f"wide_{n}" for n in range(1, 6)] + ["name", "y"]
    assert [column.kind for column in about.columns] == ["integer"] * 6 + ["number"] * 5 + ["category", "boolean"]
    assert [(one.first, one.height, one.width, one.channels) for one in about.images] == [(0, 2, 3, 1)]
    columns = stored(tmp_path)
    np.testing.assert_array_equal(np.stack([columns[f"c{n}"] for n in range(6)], axis=1), pixels.reshape(5, 6))
    np.testing.assert_array_equal(np.stack([columns[f"c{n}"] for n in range(6, 11)], axis=1), np.eye(5))
    assert columns["c11"] == list("abcde")
    assert columns["c12"] == [True, False, True, False, True]


def test_parquet_keeps_what_it_can_and_names_the_rest(tmp_path: Path) -> None:
    content = parquet(
        **{"a.b": pa.array([1, None, 3], pa.int8()), "a": pa.array([0.5, float("nan"), 2], pa.float32())},
        big=pa.array([1, 2, 2**64 - 1], pa.uint64()),
        when=pa.array([0, 1, 2], pa.timestamp("s")),
        kind=pa.array(["x", "y", "x"]).dictionary_encode(),
        nothing=pa.nulls(3),
    )
    about = taken(tmp_path, "a.parquet", content)
    assert {one.name: (one.kind, one.stored_as, one.missing) for one in about.columns} == {
        "a.b": ("integer", "int8", 1),
        "a": ("number", "float", 1),
        "big": ("number", "uint64", 0),
        "when": ("unsupported", "timestamp[ms]", 0),
        "kind": ("category", "string", 0),
        "nothing": ("number", "null", 3),
    }
    assert stored(tmp_path) == {
        "c0": [1, None, 3],
        "c1": [0.5, None, 2.0],
        "c2": [1.0, 2.0, 2.0**64],
        "c4": ["x", "y", "x"],
        "c5": [None, None, None],
    }
    assert about.preview[0] == (1, 0.5, 1.0, None, "x", None)


def test_a_row_that_does_not_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "BLOCK", 1 << 20)
    with pytest.raises(
        RefusedFile, match="a row is longer than 1 MiB; is there a quote that is never closed"
    ) as caught:
        taken(tmp_path, "a.csv", b"a,b\n1," + b"x" * (4 << 20) + b"\n")
    assert caught.value.errors[0].code == "row_too_long"
    with pytest.raises(RefusedFile, match="a row is longer than 1 MiB"):
        taken(tmp_path, "a.csv", b"a," + b"x" * (4 << 20) + b"\n1,2\n")


def test_many_and_long_values_are_not_listed(tmp_path: Path) -> None:
    rows = "\n".join(f"{n},{n % 256},{n % 257},{'x' * 201}" for n in range(600))
    about = taken(tmp_path, "a.csv", f"a,b,c,d\n{rows}\n".encode())
    listed = [None if column.values is None else len(column.values) for column in about.columns]
    assert listed == [None, 256, None, None]
    assert str(about.preview[0][3]).endswith("…")


def test_the_process_answers_in_one_line(tmp_path: Path) -> None:
    def asked(content: bytes) -> Any:
        (tmp_path / "body").write_bytes(content)
        command = [sys.executable, "-m", "dynascope.datasets.uploads.intake", str(tmp_path), "a.csv", "1000"]
        done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONPATH": "backend"})
        return json.loads(done.stdout)

    assert asked(b"a,b\n1,2\n") == {"id": json.loads((tmp_path / "about.json").read_text())["id"]}
    (error,) = asked(b"a,a\n1,2\n")["errors"]
    assert (error["code"], error["params"]) == ("duplicate_column", {"name": "a", "first": 1, "second": 2})


@pytest.mark.skipif(sys.platform != "linux", reason="the bound is Linux's")
def test_the_process_is_bounded_in_memory() -> None:
    program = "from dynascope.datasets.uploads.intake import bound_memory; bound_memory(2 << 30); bytearray(3 << 30)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, env={"PYTHONPATH": "backend"}
    )
    assert done.returncode == 1
    assert b"MemoryError" in done.stderr
