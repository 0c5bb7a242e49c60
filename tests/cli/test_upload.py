"""`dynascope upload`, as its users run it."""

import json
from pathlib import Path

from tests.cli.test_cli import Command
from tests.datasets.uploads.tables import FLOWERS
from tests.running import RunningServer


def test_a_table_is_uploaded_and_then_named_by_a_job(server: RunningServer, tmp_path: Path) -> None:
    command = Command(server.data_dir)
    file = tmp_path / "flowers.csv"
    file.write_text(FLOWERS)
    done = command("upload", str(file))
    assert done.returncode == 0, done.stderr
    assert "flowers.csv: 5 rows, 5 columns" in done.stdout
    table = json.loads(command("upload", str(file), "--json").stdout)
    assert f"dataset: {{name: {table['dataset']}, target: kind}}" in done.stdout
    job = tmp_path / "job.yaml"
    job.write_text(
        f"base: {{dataset: {{name: {table['dataset']}, target: kind, columns: [width], batch_size: 2}}, steps: 1}}"
    )
    launched = command("launch", str(job), "--watch")
    assert "succeeded" in launched.stdout, launched.stderr


def test_a_bad_file_ends_as_a_sentence(server: RunningServer, tmp_path: Path) -> None:
    command = Command(server.data_dir)
    file = tmp_path / "ragged.csv"
    file.write_text("a,b\n1\n")
    done = command("upload", str(file))
    assert done.returncode == 2
    assert "row 2 has 1 cell, and the header has 2" in done.stderr
    assert "Traceback" not in done.stderr
    missing = command("upload", str(tmp_path / "nowhere.csv"))
    assert missing.returncode == 2
    assert "nowhere.csv cannot be read: No such file or directory" in missing.stderr
