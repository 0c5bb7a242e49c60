"""Where stored frames meet the clients that watch them.

Nobody is sent anything here. The hub keeps, for each watched run, where its telemetry ends and a few recent frames,
and wakes the clients; each client fetches what follows its own position, from here or from the store. So a slow
client holds no memory but its own next message, and what is stored cannot be skipped or sent twice.
"""

import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from dynascope.server.stream.protocol import size_of
from dynascope.telemetry import Frame

RECENT_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True, order=True)
class Position:
    """Up to and including batch `seq` of `epoch`."""

    epoch: int
    seq: int


class Watcher(Protocol):
    """What the hub needs of a client. Both are called from any thread and return at once."""

    def wake(self) -> None:
        """There may be something new."""
        ...

    def notice(self, frame: Frame) -> None:
        """A status or a finding of a watched run or its job."""
        ...


@dataclass
class _Run:
    head: Position | None = None
    recent: deque[tuple[Frame, int, float]] = field(default_factory=deque[tuple[Frame, int, float]])
    recent_bytes: int = 0
    watchers: set[Watcher] = field(default_factory=set[Watcher])


class Hub:
    """Thread-safe; `publish` is called by whoever stored a frame, in the order of storing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: dict[str, _Run] = {}
        self._jobs: dict[str, set[Watcher]] = {}
        self._watched: dict[Watcher, tuple[frozenset[str], frozenset[str]]] = {}
        self._changed: set[str] = set()

    def publish(self, frame: Mapping[str, Any]) -> None:
        """Tell the watchers of a stored frame. Takes microseconds, whatever the clients do."""
        if frame["type"] == "telemetry":
            self._publish_telemetry(dict(frame))
        else:
            self._publish_notice(dict(frame))

    def _publish_telemetry(self, frame: Frame) -> None:
        with self._lock:
            run = self._runs.get(frame["run"])
            if run is None:
                return
            position = Position(frame["epoch"], frame["seq"])
            if run.head is None or position.epoch != run.head.epoch or position.seq != run.head.seq + 1:
                run.recent.clear()
                run.recent_bytes = 0
            run.head = position
            self._changed.add(frame["run"])
            size = size_of(frame)
            run.recent.append((frame, size, time.monotonic()))
            run.recent_bytes += size
            while run.recent_bytes > RECENT_BYTES:
                run.recent_bytes -= run.recent.popleft()[1]
            watchers = list(run.watchers)
        for watcher in watchers:
            watcher.wake()

    def _publish_notice(self, frame: Frame) -> None:
        with self._lock:
            watchers: set[Watcher] = set()
            if (job := frame.get("job")) is not None:
                watchers |= self._jobs.get(job, set())
            if (name := frame.get("run")) is not None and name in self._runs:
                watchers |= self._runs[name].watchers
        for watcher in watchers:
            watcher.notice(frame)

    def watch(self, watcher: Watcher, runs: Iterable[str], jobs: Iterable[str]) -> None:
        """Replace what `watcher` watches. From here on, nothing stored of `runs` escapes it."""
        with self._lock:
            self._forget(watcher)
            watched = frozenset(runs), frozenset(jobs)
            self._watched[watcher] = watched
            for name in watched[0]:
                self._runs.setdefault(name, _Run()).watchers.add(watcher)
                self._changed.add(name)
            for name in watched[1]:
                self._jobs.setdefault(name, set()).add(watcher)

    def leave(self, watcher: Watcher) -> None:
        """`watcher` is gone."""
        with self._lock:
            self._forget(watcher)

    def _forget(self, watcher: Watcher) -> None:
        runs, jobs = self._watched.pop(watcher, (frozenset[str](), frozenset[str]()))
        for name in runs:
            self._runs[name].watchers.discard(watcher)
            if not self._runs[name].watchers:
                del self._runs[name]
        for name in jobs:
            self._jobs[name].discard(watcher)
            if not self._jobs[name]:
                del self._jobs[name]

    def take_changed(self) -> frozenset[str]:
        """The watched runs with new rows, or a new watcher, since this was asked before."""
        with self._lock:
            changed, self._changed = self._changed, set()
            return frozenset(changed & self._runs.keys())

    def head(self, run: str) -> Position | None:
        """Where the run's telemetry ends, or None where nothing was published since it is watched."""
        with self._lock:
            watched = self._runs.get(run)
            return watched.head if watched else None

    def recent(self, run: str, after: Position) -> list[tuple[Frame, float]] | None:
        """The frames that follow `after` without a gap, with the times of their publication; None: ask the store."""
        with self._lock:
            watched = self._runs.get(run)
            if watched is None or not watched.recent:
                return None
            first = watched.recent[0][0]
            if first["epoch"] != after.epoch or first["seq"] > after.seq + 1:
                return None
            return [(frame, at) for frame, _, at in watched.recent if frame["seq"] > after.seq]
