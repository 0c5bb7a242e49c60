"""Jobs in real processes: from the warm spare to every way in which a process can end."""

import os
import re
import signal
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from dynascope.jobs.executor import ProcessHandle
from dynascope.jobs.processes import is_alive
from dynascope.jobs.worker_process import worker_environment
from dynascope.store import JobRecord
from dynascope.store.attempts import valid_attempts
from tests.jobs.making import Bench, request
from tests.running import wait_until

Start = Callable[..., Bench]


def process_of(bench: Bench, job: JobRecord) -> ProcessHandle:
    with bench.store.read() as connection:
        (attempt,) = valid_attempts(connection, job.id)
    assert attempt.pid is not None
    assert attempt.process_created is not None
    return ProcessHandle(attempt.pid, attempt.process_created)


def running_producers() -> list[psutil.Process]:
    found: list[psutil.Process] = []
    for child in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):  # it has ended, if only just: nobody has asked yet how
            if "producer.py" in " ".join(child.cmdline()):
                found.append(child)
    return found


def launch_and_train(bench: Bench, **options: object) -> JobRecord:
    job = bench.service.launch(request(**options))  # type: ignore[arg-type]
    bench.published.wait_for_rows(job.runs[0])
    return job


def test_a_job_trains_to_its_end_and_its_process_ends(processes: Start) -> None:
    bench = processes("finish")
    job = bench.service.launch(request(seeds=[0, 1]))
    bench.published.wait_for_status(job, "succeeded")
    now = bench.store.job(job.id)
    assert [(run.status, run.outcome, run.cursor.seq) for run in now.runs] == [("succeeded", "completed", 5)] * 2


def test_each_job_has_a_process_of_its_own(processes: Start) -> None:
    bench = processes("finish")
    pids: set[int] = set()
    for name in ("first", "second", "third"):
        job = bench.service.launch(request(name))
        bench.published.wait_for_status(job, "succeeded")
        pids.add(process_of(bench, job).pid)
    assert len(pids) == 3


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_killed_worker_fails_its_job_and_the_next_one_runs(processes: Start, number: signal.Signals) -> None:
    bench = processes("train")
    job = launch_and_train(bench)
    waiting = bench.service.launch(request("next"))
    os.kill(process_of(bench, job).pid, number)
    frame = bench.published.wait_for_status(job, "failed")
    assert frame["error"] == f"the worker was killed by {number.name} (signal {number.value})"
    now = bench.store.job(job.id)
    assert (now.status, now.runs[0].status, now.error) == ("failed", "failed", frame["error"])
    assert bench.store.series(job.runs[0].id, ["loss/train"]).series["loss/train"].rows == now.runs[0].cursor.seq > 0
    bench.published.wait_for_rows(waiting.runs[0])


def test_a_crash_on_a_full_disk_says_so(processes: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = processes("crash")
    monkeypatch.setattr("dynascope.jobs.local.shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    job = bench.service.launch(request())
    frame = bench.published.wait_for_status(job, "lost", "failed")
    assert frame["error"].endswith("out of luck; the disk of the data folder is full")


def test_a_crash_is_told_with_its_exit_code_and_its_last_words(processes: Start) -> None:
    bench = processes("crash")
    job = bench.service.launch(request())
    frame = bench.published.wait_for_status(job, "failed")
    assert frame["error"] == "the worker ended with exit code 3: RuntimeError: out of luck"
    log = bench.store.data_dir / "logs"
    (file,) = log.glob("attempt_*.log")
    assert "RuntimeError: out of luck" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    bench.service.delete(job.id)
    assert not file.exists()


def test_pause_resume_and_cancel_are_obeyed(processes: Start) -> None:
    bench = processes("train")
    job = launch_and_train(bench)
    bench.service.pause(job.id)
    bench.published.wait_for_status(job, "paused")
    held = bench.store.cursor(job.runs[0].id)
    assert bench.store.job(job.id).runs[0].status == "paused"
    bench.service.resume(job.id)
    bench.published.wait_for(
        lambda frame: frame["type"] == "telemetry" and frame["run"] == job.runs[0].id and frame["seq"] > held.seq
    )
    handle = process_of(bench, job)
    bench.service.cancel(job.id)
    bench.published.wait_for_status(job, "cancelled")
    wait_until(lambda: not is_alive(handle), "the end of its process")


def test_a_worker_that_does_not_obey_a_cancel_is_ended(processes: Start) -> None:
    bench = processes("deaf", cancel_grace_seconds=0.1)
    job = launch_and_train(bench)
    handle = process_of(bench, job)
    bench.service.cancel(job.id)
    bench.published.wait_for_status(job, "cancelled")
    assert not is_alive(handle)


@pytest.mark.parametrize("behaviour", ["train", "deaf"])
def test_stopping_ends_all_processes(processes: Start, behaviour: str) -> None:
    bench = processes(behaviour)
    job = launch_and_train(bench)
    bench.service.stop()
    assert not is_alive(process_of_any(bench, job))
    assert bench.store.job(job.id).status == "lost"
    assert not running_producers()


def process_of_any(bench: Bench, job: JobRecord) -> ProcessHandle:
    with bench.store.read() as connection:
        pid, created = connection.exec_driver_sql(
            "SELECT pid, process_created FROM attempts JOIN jobs ON jobs.number = job_number WHERE jobs.id = ?",
            (job.id,),
        ).one()
    return ProcessHandle(pid, created)


def test_a_command_that_cannot_be_started_fails_the_job(processes: Start) -> None:
    bench = processes("train", program=Path("/nowhere/producer.py"))
    job = bench.service.launch(request())
    frame = bench.published.wait_for_status(job, "failed")
    assert re.search("ended with exit code 2: .*No such file or directory", frame["error"])


def test_the_worker_gets_neither_secrets_nor_python_switches() -> None:
    environment = worker_environment(
        {
            "PATH": "/bin",
            "XLA_FLAGS": "--x",
            "DYNASCOPE_TOKEN": "secret",
            "PYTHONPATH": "/elsewhere",
            "PYTHONINSPECT": "1",
            "PYTHONWARNINGS": "error",
        }
    )
    assert environment["PATH"] == "/bin"
    assert environment["XLA_FLAGS"] == "--x"
    assert "secret" not in environment.values()
    assert "PYTHONINSPECT" not in environment
    assert "PYTHONWARNINGS" not in environment
    assert (environment["PYTHONPATH"], environment["PYTHONSAFEPATH"]) != ("/elsewhere", None)
    assert environment["PYTHONPATH"].endswith("backend") or "site-packages" in environment["PYTHONPATH"]
