"""SIGTERM, taken by a thread of its own: answered at once, never in the middle of something."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable


class Termination:
    """Waits for SIGTERM from the moment it is made, before any other thread starts (they inherit the mask).

    Until `handle` names an action, the signal ends the process at once (exit status 143); later it calls the
    action, once, and `die` then ends the process as the signal would have done.
    """

    def __init__(self) -> None:
        self._action: Callable[[], None] = _leave
        if sys.platform == "win32":  # where a terminated process gets no signal
            return
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        threading.Thread(target=self._wait, name="termination", daemon=True).start()

    def handle(self, action: Callable[[], None]) -> None:
        """Calls `action` on SIGTERM from now on, in the waiting thread."""
        self._action = action

    def die(self) -> None:
        """Ends this process by SIGTERM, from its main thread: its parent sees the signal in the exit status."""
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        os.kill(os.getpid(), signal.SIGTERM)

    def _wait(self) -> None:
        if sys.platform != "win32":
            signal.sigwait({signal.SIGTERM})
            self._action()


def _leave() -> None:
    """Ends the process whatever its main thread waits for."""
    os._exit(128 + signal.SIGTERM)
