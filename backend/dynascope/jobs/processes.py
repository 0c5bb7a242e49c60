"""Processes of this machine, also those that somebody else started: who they are, when they end, how to end them."""

from __future__ import annotations

import os
import select
import signal
import sys
import time

import psutil

from dynascope.jobs.executor import ProcessHandle

POLL_SECONDS = 0.05
"""How often a process is looked at where the system cannot tell of its end."""


def handle_of(pid: int) -> ProcessHandle | None:
    """The process that has this pid now; None where there is none."""
    try:
        return ProcessHandle(pid, psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return None


def is_alive(handle: ProcessHandle) -> bool:
    """Whether that very process, not another with its pid, still runs (a zombie does not)."""
    try:
        process = psutil.Process(handle.pid)
        same = abs(process.create_time() - handle.created) < 1.0
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for_end(handle: ProcessHandle, timeout: float | None = None) -> bool:
    """Waits until a process, ours or not, has ended; False where it still runs after `timeout` seconds."""
    deadline = None if timeout is None else time.monotonic() + max(0.0, timeout)
    descriptor = _pidfd(handle.pid)
    try:
        while is_alive(handle):
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                return False
            if descriptor is not None:
                poll = select.poll()
                poll.register(descriptor, select.POLLIN)
                poll.poll(None if left is None else 1000 * left)
            else:
                time.sleep(POLL_SECONDS if left is None else min(POLL_SECONDS, left))
        return True
    finally:
        if descriptor is not None:
            os.close(descriptor)


def end(handle: ProcessHandle, *, kill: bool) -> None:
    """Asks a process to end (SIGTERM), or kills it with all that it started (SIGKILL to its session)."""
    if not is_alive(handle):
        return
    try:
        if not kill:
            psutil.Process(handle.pid).terminate()
        elif sys.platform != "win32" and os.getpgid(handle.pid) == handle.pid:
            os.killpg(handle.pid, signal.SIGKILL)
        else:
            psutil.Process(handle.pid).kill()
    except (ProcessLookupError, psutil.NoSuchProcess):
        return


def describe_exit(code: int, last_line: str) -> str:
    """How a child ended: "was killed by SIGKILL (signal 9)", or its exit code with the last line of its log."""
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = "a signal"
        return f"was killed by {name} (signal {-code})"
    return f"ended with exit code {code}" + (f": {last_line}" if last_line else "")


def _pidfd(pid: int) -> int | None:
    if sys.platform != "linux":
        return None
    try:
        return os.pidfd_open(pid)
    except OSError:
        return None
