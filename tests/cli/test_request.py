import math
import re
from pathlib import Path
from typing import Any

import pytest

from dynascope.cli.request import read_request
from dynascope.errors import BadRequest


def read(tmp_path: Path, text: str, name: str = "job.yaml") -> dict[str, Any]:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return read_request(file)


def test_numbers_are_numbers_as_yaml_1_2_and_json_have_them(tmp_path: Path) -> None:
    values = read(tmp_path, "a: [1e-3, 1E5, .5, -2, +3, 0.1, .inf, 1_000, '1e-3', 010, no, 2020-01-01, ~, null, true]")
    assert values["a"] == [
        1e-3,
        1e5,
        0.5,
        -2,
        3,
        0.1,
        math.inf,
        "1_000",
        "1e-3",
        10,
        "no",
        "2020-01-01",
        None,
        None,
        True,
    ]
    assert isinstance(values["a"][0], float)
    assert math.isnan(read(tmp_path, "a: .nan")["a"])


def test_a_json_file_is_read_and_json_in_yaml_too(tmp_path: Path) -> None:
    text = '{"base": {"steps": 10}, "seeds": [0, 1]}'
    assert read(tmp_path, text, "job.json") == read(tmp_path, text) == {"base": {"steps": 10}, "seeds": [0, 1]}


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("job.yaml", "base:\n  steps: [1, 2\nseeds: 3", "job.yaml, line 3"),
        ("job.yaml", "base: {steps: 1}\nbase: {steps: 2}", "job.yaml, line 2, column 1: the key 'base' stands twice"),
        ("job.yaml", "base:\n  1: x", "job.yaml, line 2, column 3: a key must be a string"),
        ("job.yaml", "base: !!python/object:os.system x", "job.yaml, line 1"),
        ("job.yaml", "- 1", "holds a list"),
        ("job.yaml", "", "holds nothing"),
        ("job.yaml", "just words", "holds a str"),
        ("job.yaml", "[" * 5000, "nested too deeply"),
        ("job.yaml", "steps: " + "9" * 5000, "job.yaml: "),
        ("job.yaml", "a: &x [*x]", "cannot carry: Circular"),
        ("job.yaml", "a: !!binary aGk=", "cannot carry: Object of type bytes"),
        ("job.json", '{"base": {},\n "seeds": [0,]}', "job.json, line 2"),
        ("job.json", '{"base": {}, "base": {}}', "the key 'base' stands twice"),
        ("job.json", "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_malformed_is_refused_with_its_place(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    with pytest.raises(BadRequest, match=re.escape(sentence)):
        read(tmp_path, text, name)


def test_a_missing_file_a_folder_and_bytes_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="No such file"):
        read_request(tmp_path / "nowhere.yaml")
    with pytest.raises(BadRequest, match="directory"):
        read_request(tmp_path)
    (tmp_path / "latin.yaml").write_bytes(b"name: caf\xe9")
    with pytest.raises(BadRequest, match="not UTF-8"):
        read_request(tmp_path / "latin.yaml")
