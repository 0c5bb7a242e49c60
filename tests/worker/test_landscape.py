"""The process of landscapes: what it says of an order that it cannot read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`python -m dynascope.worker.landscape`, ready, with its standard error in a file."""
    with (
        (tmp_path / "landscape.log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-m", "dynascope.worker.landscape", "0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, "PYTHONPATH": "backend"},
            text=True,
            bufsize=1,
        ) as started,
    ):
        assert started.stdout is not None
        assert started.stdout.readline() == "ready\n", (tmp_path / "landscape.log").read_text()
        yield started
        started.kill()


def say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_an_order_that_cannot_be_read_has_failed_and_the_next_has_its_turn(process: subprocess.Popen[str]) -> None:
    for name in ("first", "second"):
        say(process, json.dumps({"id": name, "spec": {}}))
        told = json.loads(hear(process))
        assert (told["id"], told["end"]) == (name, "failed")
        assert "validation errors for Order" in told["error"]
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(60) == 0


@pytest.mark.parametrize(("line", "words"), [("{", "JSONDecodeError"), ("[]", "TypeError"), ("{}", "KeyError: 'id'")])
def test_a_line_that_names_no_order_ends_the_process(
    process: subprocess.Popen[str], tmp_path: Path, line: str, words: str
) -> None:
    say(process, line)
    assert hear(process) == "", "it would be waited for"
    assert process.wait(60) == 1
    assert words in (tmp_path / "landscape.log").read_text().splitlines()[-1]
