"""Looks for findings in the runs that somebody watches, while they train."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import structlog

from dynascope.errors import NotFound
from dynascope.server.stream.hub import Hub
from dynascope.telemetry import Frame

PAUSE_SECONDS = 1.0
LARGEST_SHARE = 0.1  # of one core's time
KEPT_RUNS = 4096


class Diagnoser:
    """A thread that publishes what `diagnose` finds in the watched runs that have new rows.

    It says each finding again as long as it holds, and from then on that it no longer does; every client hears either
    once. However many runs are watched, it takes at most a tenth of a core.
    """

    def __init__(self, hub: Hub, diagnose: Callable[[str], list[Frame]]) -> None:
        self._hub = hub
        self._diagnose = diagnose
        # What each rule found last, by run: also those that find nothing any more.
        self._found: OrderedDict[str, dict[str, Frame]] = OrderedDict()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="diagnoser", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the run that is being looked at."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        pause = PAUSE_SECONDS
        while not self._stopped.wait(pause):
            began = time.monotonic()
            for run in self._hub.take_changed():
                if self._stopped.is_set():
                    return
                self._look_at(run)
            pause = max(PAUSE_SECONDS, (time.monotonic() - began) / LARGEST_SHARE)

    def _look_at(self, run: str) -> None:
        try:
            findings = self._diagnose(run)
        except NotFound:  # deleted while watched
            self._found.pop(run, None)
            return
        except Exception as error:  # noqa: BLE001 (one run's trouble is not the others')
            structlog.get_logger(__name__).error("diagnosis_failed", run=run, exc_info=error)
            return
        holding = {finding["rule"]: finding for finding in findings}
        known = self._found[run] = {**self._found.get(run, {}), **holding}
        self._found.move_to_end(run)
        while len(self._found) > KEPT_RUNS:
            self._found.popitem(last=False)
        for rule, finding in known.items():
            ended = {} if rule in holding else {"holds": False}
            self._hub.publish({"type": "diagnosis", "run": run, **finding, **ended})
