"""Compiled programs: one a kind and plan, shared by all runs and threads of the process, kept on disk.

Whole executables are kept, not only what the compiler made: a program that was compiled once on this machine is
loaded without tracing it again, in about a tenth of a second.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import jax
import jax.numpy as jnp
from jax.experimental import serialize_executable

from dynascope.spec import RunSpec
from dynascope.training.chunk import chunk_of
from dynascope.training.curvature import curvature_of
from dynascope.training.machine import fingerprint
from dynascope.training.plan import Plan, plan_of

Program = Callable[..., Any]

# What a whole file raises that these libraries cannot read: their own errors, and those of a changed class.
_UNLOADABLE = (jax.errors.JaxRuntimeError, pickle.PickleError, AttributeError, ImportError, TypeError, ValueError)

_DIGEST = 32  # bytes of SHA-256 in front of each file
_SUFFIX = ".program"

MOST_BYTES = 2**30
"""The folder of compiled programs keeps those used last, up to so much (a program takes about 0.2 to 2 MB)."""

LEFT_SECONDS = 3600.0
"""A file that was begun so long ago and is not yet whole was left by a process that ended."""

Kind = Literal["chunk", "curvature"]

# What a kind of program is compiled from, and which of its arguments it may write over.
_KINDS: dict[Kind, tuple[Callable[[Plan], Program], tuple[int, ...]]] = {
    "chunk": (chunk_of, (0, 1)),
    "curvature": (curvature_of, ()),
}

_programs: dict[tuple[Kind, Plan], Program] = {}
_locks: dict[tuple[Kind, Plan], threading.Lock] = {}
_guard = threading.Lock()
# One program is compiled at a time: the compiler uses all cores for one, and the first run should start first.
_compiling = threading.Lock()
_folder: list[Path] = []


def program_key(spec: RunSpec) -> str:
    """Equal for runs that share one compiled program (a cohort)."""
    return hashlib.sha256(repr(plan_of(spec)).encode()).hexdigest()


def configure_cache(directory: Path | str) -> None:
    """Keeps compiled programs in this folder, so that a shape that was compiled once starts at once."""
    _folder[:] = [Path(directory)]


def program_of(kind: Kind, plan: Plan, arguments: tuple[Any, ...]) -> Program:
    """A program of a plan, compiled for arguments of these shapes. Threads that ask for one compile it once."""
    key = (kind, plan)
    with _guard:
        lock = _locks.setdefault(key, threading.Lock())
    with lock:
        if key not in _programs:
            _programs[key] = _load(kind, plan) or _compile(kind, plan, arguments)
        return _programs[key]


def _compile(kind: Kind, plan: Plan, arguments: tuple[Any, ...]) -> Program:
    function_of, donated = _KINDS[kind]
    with _compiling:
        compiled = jax.jit(function_of(plan), donate_argnums=donated).lower(*arguments).compile()
    path = _path(kind, plan)
    if path is not None:
        _save(path, pickle.dumps(serialize_executable.serialize(compiled)))
    return compiled


def _path(kind: Kind, plan: Plan) -> Path | None:
    if not _folder:
        return None
    key = hashlib.sha256(f"{fingerprint()} {kind} {plan!r}".encode()).hexdigest()
    return _folder[0] / f"{key}{_SUFFIX}"


def _load(kind: Kind, plan: Plan) -> Program | None:
    path = _path(kind, plan)
    if path is None or not path.exists():
        return None
    data = path.read_bytes()
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        return None  # cut short; it is compiled and written again
    if kind == "curvature":  # the others have no decomposition, and should start at once
        _register_linear_algebra()
    try:
        os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))
        payload, inputs, outputs = cast("tuple[bytes, Any, Any]", pickle.loads(data[_DIGEST:]))
        return serialize_executable.deserialize_and_load(payload, inputs, outputs)
    except _UNLOADABLE:
        return None  # of another library; it is compiled and written again


@cache
def _register_linear_algebra() -> None:
    """Lets JAX hand LAPACK to XLA, which it does where it lowers a decomposition: a program that is loaded has been
    lowered in another process, and would call what is not there."""
    jax.jit(jnp.linalg.eigh).lower(jnp.eye(2))


def _save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(hashlib.sha256(data).digest() + data)
    Path(name).replace(path)
    _bound(path.parent)


def _bound(folder: Path) -> None:
    """Removes what was used longest ago beyond `MOST_BYTES`. Other processes may read and remove here, too."""
    files: list[tuple[float, int, Path]] = []
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            status = file.stat()
            if file.suffix == _SUFFIX:
                files.append((status.st_atime, status.st_size, file))
            elif file.name.startswith("tmp") and time.time() - status.st_mtime > LEFT_SECONDS:
                file.unlink()
    room = MOST_BYTES
    for _, size, file in sorted(files, reverse=True):
        room -= size
        if room < 0:
            file.unlink(missing_ok=True)
