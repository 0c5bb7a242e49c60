"""The command as its users run it: a process of its own, against a real server."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from dynascope import __version__
from dynascope.server.credentials import load_token
from dynascope.settings import load_settings
from tests.running import TOKEN, RunningServer, wait_until

SMALL = """
name: A small comparison
base:
  dataset: {name: wine, batch_size: 32}
  model: {hidden_sizes: [8], activation: tanh}
  steps: 60
vary:
  - {path: optimizer.learning_rate, values: [1e-3, 1e-2]}
seeds: [0, 1]
"""
ENDLESS = SMALL.replace("steps: 60", "steps: 100000000")


def arguments(*words: str) -> list[str]:
    return [sys.executable, "-m", "dynascope", *words]


def environment(data_dir: Path, token: str = TOKEN) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DYNASCOPE_")}
    return {
        **kept,
        "DYNASCOPE_DATA_DIR": str(data_dir),
        "DYNASCOPE_TOKEN": token,
        "PYTHONPATH": "backend",
        "COLUMNS": "160",
    }


class Command:
    """Runs `dynascope WORDS` for one data folder."""

    def __init__(self, data_dir: Path, token: str = TOKEN) -> None:
        self.environment = environment(data_dir, token)
        self.started: list[subprocess.Popen[str]] = []

    def __call__(self, *words: str, text: str | None = None) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            arguments(*words),
            env=self.environment,
            input=text,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, *words: str) -> "subprocess.Popen[str]":
        self.started.append(
            subprocess.Popen(
                arguments(*words), env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        )
        return self.started[-1]


@pytest.fixture
def command(server: RunningServer) -> Iterator[Command]:
    """What a test leaves running, should it fail, is ended: the server is shared."""
    made = Command(server.data_dir)
    yield made
    for process in made.started:
        with process:
            process.kill()
    with server.client() as client:
        for job in client.get("/jobs").json()["jobs"]:
            if job["status"] in ("queued", "starting", "running"):
                client.post(f"/jobs/{job['id']}/cancel")


@pytest.fixture
def small(tmp_path: Path) -> str:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL)
    return str(file)


def test_version_and_help() -> None:
    nowhere = Command(Path("/nowhere"))
    assert nowhere("--version").stdout == f"dynascope {__version__}\n"
    words = nowhere("--help").stdout
    for name in ("serve", "launch", "upload", "jobs", "show", "cancel", "export", "token"):
        assert name in words


def test_no_command_imports_jax() -> None:
    modules = "app, connection, export, jobs, launch, output, request, serve, upload, watch"
    script = (
        f"import sys; from dynascope.cli import {modules}; import dynascope.sdk.client; "
        "print([name for name in ('jax', 'jaxlib', 'flax', 'optax', 'sklearn') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(Path()), capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_launch_and_watch_to_the_end(command: Command, small: str) -> None:
    done = command("launch", small, "--watch")
    assert done.returncode == 0, done.stderr
    assert "4 runs" in done.stdout
    lines = [line for line in done.stdout.splitlines() if "completed" in line]
    assert len(lines) == 2, "a line per variant"
    assert all("│ 2 " in line for line in lines), "over two seeds"
    assert "succeeded" in done.stdout

    listed = json.loads(command("jobs", "--json", "--limit", "1").stdout)
    assert [(job["name"], job["status"], job["run_count"]) for job in listed] == [
        ("A small comparison", "succeeded", 4)
    ]
    job_id = listed[0]["id"]
    assert job_id in command("jobs").stdout
    shown = json.loads(command("show", job_id, "--json").stdout)
    assert [run["step"] for run in shown["runs"]] == [60] * 4
    words = command("show", job_id).stdout
    assert "60 / 60" in words
    assert "A small comparison" in words


def test_a_request_may_come_from_standard_input(command: Command) -> None:
    done = command("launch", "-", text=SMALL)
    assert done.returncode == 0, done.stderr
    assert "dynascope show job_" in done.stdout


def test_export_in_three_formats(command: Command, small: str, tmp_path: Path) -> None:
    assert command("launch", small, "--watch").returncode == 0
    (job,) = json.loads(command("jobs", "--json", "--limit", "1").stdout)
    runs = json.loads(command("show", job["id"], "--json").stdout)["runs"]

    text = command("export", job["id"], "--metric", "loss/train").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0])[:4] == ["run", "label", "variant", "seed"]
    assert {row["metric"] for row in rows} == {"loss/train"}
    assert [int(row["step"]) for row in rows if row["run"] == runs[3]["id"]] == list(range(61))

    file = tmp_path / "job.parquet"
    done = command("export", job["id"], "--format", "parquet", "-o", str(file))
    assert done.returncode == 0, done.stderr
    table = pyarrow.parquet.read_table(file)
    assert set(table["run"].to_pylist()) == {run["id"] for run in runs}
    assert {"loss/train", "gradient_norm"} <= set(table["metric"].to_pylist())

    only = runs[1]["id"]
    done = command("export", only, "--format", "json", "-o", str(tmp_path / "run.json"))
    assert done.returncode == 0, done.stderr
    content = json.loads((tmp_path / "run.json").read_text())
    assert [run["id"] for run in content["runs"]] == [only]
    assert content["runs"][0]["series"]["loss/train"]["steps"] == list(range(61))


def test_export_refuses_what_there_is_not(command: Command, small: str) -> None:
    done = command("export", "job_of_nobody")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no job and no run 'job_of_nobody'" in done.stderr
    assert command("launch", small, "--watch").returncode == 0
    (job,) = json.loads(command("jobs", "--json", "--limit", "1").stdout)
    done = command("export", job["id"], "--metric", "lost/train")
    assert done.returncode == 2
    assert "no metric 'lost/train'; it offers loss/train" in done.stderr
    assert command("export", job["id"], "--format", "parquet").returncode == 2


def test_ctrl_c_detaches_and_says_how_to_cancel(command: Command, tmp_path: Path, server: RunningServer) -> None:
    file = tmp_path / "endless.yaml"
    file.write_text(ENDLESS)
    watching = command.start("launch", str(file), "--watch")
    assert watching.stdout is not None
    job_id = watching.stdout.readline().split()[1]
    with server.client() as client:
        wait_until(lambda: client.get(f"/jobs/{job_id}").json()["status"] == "running", "the job to run")
    watching.send_signal(signal.SIGINT)
    words, complaint = watching.communicate(timeout=120)
    assert watching.returncode == 130, complaint
    assert f"dynascope cancel {job_id}" in words
    assert "Traceback" not in complaint
    assert json.loads(command("show", job_id, "--json").stdout)["status"] == "running"

    assert command("cancel", job_id).returncode == 0
    assert server.wait_for_job(job_id)["status"] == "cancelled"


def test_watching_a_job_that_is_cancelled_fails(command: Command, tmp_path: Path, server: RunningServer) -> None:
    file = tmp_path / "endless.yaml"
    file.write_text(ENDLESS)
    watching = command.start("launch", str(file), "--watch")
    assert watching.stdout is not None
    job_id = watching.stdout.readline().split()[1]
    with server.client() as client:
        wait_until(lambda: client.get(f"/jobs/{job_id}").json()["status"] == "running", "the job to run")
    command("cancel", job_id)
    words, _ = watching.communicate(timeout=120)
    assert watching.returncode == 1
    assert "cancelled" in words


def test_watching_goes_on_after_a_restart_of_the_server(
    start_server: Callable[..., RunningServer], tmp_path: Path
) -> None:
    server = start_server()
    command = Command(server.data_dir)
    file = tmp_path / "long.yaml"
    file.write_text(SMALL.replace("steps: 60", "steps: 20000"))
    watching = command.start("launch", str(file), "--watch")
    assert watching.stdout is not None
    job_id = watching.stdout.readline().split()[1]
    with server.client() as client:
        wait_until(
            lambda: client.get(f"/jobs/{job_id}").json()["status"] not in ("queued", "starting"), "its beginning"
        )
    server.kill()
    server.start()
    words, complaint = watching.communicate(timeout=120)
    assert watching.returncode == 0, complaint + words
    for run in server.wait_for_job(job_id)["runs"]:
        steps = server.series(run["id"], "loss/train")["loss/train"]["steps"]
        assert steps == list(range(20001))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("base: {steps: [1", ["line 1"]),
        ("base: {steps: -1}", ["base.steps"]),
        (
            "base: {steps: -1, dropout: 3, optimizer: {name: adman}}",
            ["base.steps", "base.dropout", "base.optimizer"],
        ),
        ("base: {steps: .nan}", ["base.steps"]),
    ],
)
def test_bad_input_is_said_field_by_field(command: Command, text: str, sentences: list[str]) -> None:
    done = command("launch", "-", text=text)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for sentence in sentences:
        lines = [line for line in done.stderr.splitlines() if sentence in line]
        assert lines, f"{sentence} has no line in {done.stderr}"


def complaint_of(done: Any) -> str:
    assert "Traceback" not in done.stderr
    return str(done.stderr)


def test_without_a_server_there_is_a_sentence(tmp_path: Path) -> None:
    done = Command(tmp_path)("jobs")
    assert done.returncode == 1
    assert "no server runs on" in complaint_of(done)
    done = Command(tmp_path)("jobs", "--server", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert "no server answers at http://127.0.0.1:9" in complaint_of(done)


def test_a_wrong_token_and_an_unknown_job_are_sentences(server: RunningServer, command: Command) -> None:
    done = Command(server.data_dir, "another-token-of-length")("jobs")
    assert done.returncode == 1
    assert complaint_of(done).startswith("dynascope: ")
    done = command("show", "job_of_nobody")
    assert done.returncode == 1
    assert "job_of_nobody" in complaint_of(done)


def test_a_bad_setting_is_a_sentence(tmp_path: Path) -> None:
    command = Command(tmp_path)
    command.environment["DYNASCOPE_PROT"] = "1"
    done = command("serve")
    assert done.returncode == 2
    assert "unknown setting DYNASCOPE_PROT" in complaint_of(done)
    assert Command(tmp_path)("serve", "--token", "with space").returncode == 2


def test_token_prints_the_token_of_the_data_folder(tmp_path: Path) -> None:
    command = Command(tmp_path, token="")
    done = command("token")
    assert done.returncode == 1
    assert "there is no token" in complaint_of(done)
    made = load_token(load_settings(environment={}, data_dir=tmp_path))
    assert command("token").stdout == f"{made}\n"
