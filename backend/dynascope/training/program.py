"""Compiled programs: one a plan, shared by all runs and threads of the process."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from typing import Any

import jax

from dynascope.spec import RunSpec
from dynascope.training.chunk import chunk_of
from dynascope.training.plan import Plan, plan_of

Program = Callable[..., Any]

_programs: dict[Plan, Program] = {}
_locks: dict[Plan, threading.Lock] = {}
_guard = threading.Lock()


def program_key(spec: RunSpec) -> str:
    """Equal for runs that share one compiled program (a cohort)."""
    return hashlib.sha256(repr(plan_of(spec)).encode()).hexdigest()


def program_of(plan: Plan, arguments: tuple[Any, ...]) -> Program:
    """The program of a plan, compiled for arguments of these shapes. Threads that ask for one plan compile it once."""
    with _guard:
        lock = _locks.setdefault(plan, threading.Lock())
    with lock:
        if plan not in _programs:
            _programs[plan] = jax.jit(chunk_of(plan), donate_argnums=(0, 1)).lower(*arguments).compile()
        return _programs[plan]
