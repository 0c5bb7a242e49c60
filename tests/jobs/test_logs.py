from pathlib import Path

import pytest

from dynascope.jobs import logs as module
from dynascope.jobs.logs import Logs


def test_the_last_line_that_says_something(tmp_path: Path) -> None:
    logs = Logs(tmp_path / "logs")
    assert logs.last_line("a") == ""
    with logs.open("a") as file:
        file.write(b"first\nsecond \xff line\n\n  \n")
    assert logs.last_line("a") == "second � line"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            '{"event": "the server takes nothing more", "problem": "fenced", "level": "error"}',
            "the server takes nothing more: fenced",
        ),
        ('{"level": "error"}', '{"level": "error"}'),
        ("[1, 2]", "[1, 2]"),
        ("ImportError: no jax", "ImportError: no jax"),
    ],
)
def test_a_structured_line_says_its_sentence(tmp_path: Path, line: str, says: str) -> None:
    logs = Logs(tmp_path)
    with logs.open("a") as file:
        file.write(f"before\n{line}\n".encode())
    assert logs.last_line("a") == says


def test_logs_are_removed_by_the_start_of_their_name(tmp_path: Path) -> None:
    logs = Logs(tmp_path)
    for name in ("spare_1", "spare_2", "attempt_1"):
        logs.open(name).close()
    logs.remove_like("spare")
    assert [path.name for path in tmp_path.iterdir()] == ["attempt_1.log"]


def test_a_log_keeps_its_writer_when_it_is_renamed(tmp_path: Path) -> None:
    logs = Logs(tmp_path)
    with logs.open("spare") as file:
        file.write(b"before\n")
        assert logs.rename("spare", "attempt") == "attempt"
        file.write(b"after\n")
    assert (tmp_path / "attempt.log").read_text() == "before\nafter\n"


def test_a_long_log_is_cut_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FILE_BYTES", 1000)
    monkeypatch.setattr(module, "KEPT_BYTES", 100)
    logs = Logs(tmp_path)
    with logs.open("a") as file:
        file.write(b"x" * 2000 + b"the end\n")
        logs.bound()
        file.write(b"more\n")
        assert (tmp_path / "a.log").read_bytes() == b"more\n"
        assert (tmp_path / "a.log.1").read_bytes().endswith(b"the end\n")
        assert (tmp_path / "a.log.1").stat().st_size == 100
    logs.remove(["a", "never"])
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_logs_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FILES", 3)
    logs = Logs(tmp_path)
    for index in range(5):
        with logs.open(f"log_{index}") as file:
            file.write(b"x")
    logs.bound()
    assert len(list(tmp_path.iterdir())) == 3
