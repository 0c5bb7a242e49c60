"""Programs are compiled once, kept on disk, and loaded again where they are whole."""

import hashlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dynascope.training import configure_cache, program
from dynascope.training.machine import fingerprint
from tests.training.finished import finish

BASE = {"dataset": {"name": "wine", "batch_size": 16}, "model": {"hidden_sizes": [5]}, "steps": 20}


@pytest.fixture
def folder(tmp_path: Path, compilation_cache: Path) -> Iterator[Path]:
    """A cache of its own for one test, and a process that has compiled nothing yet."""
    kept = dict(program._programs)
    configure_cache(tmp_path / "programs")
    program._programs.clear()
    yield tmp_path / "programs"
    program._programs.update(kept)
    configure_cache(compilation_cache)


def test_a_loaded_program_gives_the_bits_of_the_compiled_one(folder: Path) -> None:
    compiled = finish(**BASE)
    (file,) = folder.iterdir()
    written = file.stat().st_mtime_ns
    program._programs.clear()
    loaded = finish(**BASE)
    assert file.stat().st_mtime_ns == written, "it was loaded, not compiled again"
    np.testing.assert_array_equal(compiled.values("loss/train"), loaded.values("loss/train"))


def test_a_damaged_file_is_compiled_again(folder: Path) -> None:
    compiled = finish(**BASE)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:100] + b"\0" + whole[101:]):
        file.write_bytes(damaged)
        program._programs.clear()
        again = finish(**BASE)
        np.testing.assert_array_equal(compiled.values("loss/train"), again.values("loss/train"))
        assert len(file.read_bytes()) > len(whole) // 2


def test_a_whole_file_that_cannot_be_loaded_is_compiled_again(folder: Path) -> None:
    compiled = finish(**BASE)
    (file,) = folder.iterdir()
    _, inputs, outputs = pickle.loads(file.read_bytes()[32:])
    for other in (pickle.dumps((b"not a program", inputs, outputs)), b"no pickle"):
        file.write_bytes(hashlib.sha256(other).digest() + other)
        program._programs.clear()
        again = finish(**BASE)
        np.testing.assert_array_equal(compiled.values("loss/train"), again.values("loss/train"))
        assert len(file.read_bytes()) > 1000, "it was written again"


def test_threads_that_want_one_program_compile_it_once(folder: Path) -> None:
    threads = [threading.Thread(target=finish, kwargs=BASE) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(program._programs) == len(list(folder.iterdir())) == 1


def test_the_fingerprint_is_stable_and_tells_the_compilers_options_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    assert fingerprint() == before
    monkeypatch.setenv("XLA_FLAGS", "--xla_cpu_enable_fast_math=true")
    assert fingerprint() != before


def test_the_folder_keeps_what_was_used_last(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    for age, name in enumerate(("new.program", "old.program", "oldest.program", "tmpleft", "tmpnow")):
        file = folder / name
        file.write_bytes(bytes(100))
        then = time.time() - 3000 * age if name != "tmpnow" else time.time()
        os.utime(file, (then, then))
    monkeypatch.setattr(program, "MOST_BYTES", 250)
    program._save(folder / "newest.program", bytes(18))  # 50 bytes with its digest
    assert {file.name for file in folder.iterdir()} == {"newest.program", "new.program", "old.program", "tmpnow"}


CURVATURE = """
import sys
from dynascope.spec import RunSpec
from dynascope.training import configure_cache, open_run

configure_cache(sys.argv[1])
base = {"dataset": {"name": "wine", "samples": 40, "batch_size": 16}, "model": {"hidden_sizes": [3]}, "steps": 1}
run = open_run(RunSpec.model_validate({**base, "telemetry": {"curvature_every": 1, "probe_samples": 10}}))
names = set()
while not run.finished:
    names |= set(run.advance().series)
assert "sharpness" in names, names
"""


def test_a_process_that_loads_what_another_compiled_has_its_linear_algebra(tmp_path: Path) -> None:
    for _ in range(2):
        subprocess.run([sys.executable, "-c", CURVATURE, str(tmp_path)], check=True, timeout=300)
    assert len(list(tmp_path.glob("*.program"))) == 2
