"""Exports of more rows than one answer holds: read in windows of steps, and as if in one."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest

from dynascope.cli import export
from dynascope.sdk.client import Client
from tests.running import TOKEN, RunningServer, wait_until

REQUEST = {
    "base": {
        "dataset": {"name": "wine", "batch_size": 32},
        "model": {"hidden_sizes": [8]},
        "steps": 60,
        "telemetry": {"layers_every": 25},
    }
}


@pytest.fixture(scope="module")
def run(server: RunningServer) -> str:
    with Client(server.url, TOKEN) as client:
        job = client.launch(REQUEST)
        wait_until(lambda: client.job(job["id"])["status"] == "succeeded", "the job's end")
        return job["runs"][0]["id"]


@pytest.fixture
def exported(server: RunningServer, run: str, tmp_path: Path) -> Callable[[export.Format], Path]:
    def write(form: export.Format) -> Path:
        file = tmp_path / f"{export.MOST_ROWS}.{form}"
        export.export(run, form, file, ["loss/train", "gradient_norm"], server.url, TOKEN)
        return file

    return write


@pytest.mark.parametrize("form", export.Format)
def test_windows_give_what_one_read_gives(
    exported: Callable[[export.Format], Path], form: export.Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = exported(form)
    monkeypatch.setattr(export, "MOST_ROWS", 7)  # steps 7 to 13 hold no row of gradient_norm
    windows = exported(form)
    if form is export.Format.CSV:
        assert sorted(windows.read_text().splitlines()) == sorted(whole.read_text().splitlines())
    elif form is export.Format.JSON:
        assert json.loads(windows.read_text()) == json.loads(whole.read_text())
    else:
        rows, expected = (pyarrow.parquet.read_table(file).to_pylist() for file in (windows, whole))
        assert len(rows) == 61 + 2 * 4
        assert sorted(rows, key=str) == sorted(expected, key=str)
    assert not list(windows.parent.glob("*.part"))
