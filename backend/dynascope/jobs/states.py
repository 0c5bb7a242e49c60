"""The states of a job, as a table: which moves are legal, and who may make them.

    queued ──> starting ──> running <──> paused
      │           │            │            │
      └───────────┴────────────┴────────────┴──> succeeded | failed | cancelled | lost

Who moves: the *user* asks; the *queue* hands out; the *producer* reports what it does; the *watcher* sees a process
end; the *reaper* finds that an attempt has been silent for too long, or that the server stops.
"""

from __future__ import annotations

from typing import Literal

from dynascope.errors import IllegalMove
from dynascope.store import JobRecord, Status

Actor = Literal["user", "queue", "producer", "watcher", "reaper"]
Action = Literal["cancel", "pause", "resume", "delete"]

ENDED: tuple[Status, ...] = ("succeeded", "failed", "cancelled", "lost")
LIVE: tuple[Status, ...] = ("starting", "running", "paused")
UNFINISHED: tuple[Status, ...] = ("queued", *LIVE)

_PRODUCER_OR_WATCHER: frozenset[Actor] = frozenset({"producer", "watcher"})
_PRODUCER: frozenset[Actor] = frozenset({"producer"})
_REAPER: frozenset[Actor] = frozenset({"reaper"})

MOVES: dict[tuple[Status, Status], frozenset[Actor]] = {
    ("queued", "starting"): frozenset({"queue"}),
    ("queued", "cancelled"): frozenset({"user"}),
    # Its worker never got the job: the server was killed in between. The job waits for its turn again.
    ("starting", "queued"): frozenset({"queue"}),
    ("starting", "running"): _PRODUCER,
    ("starting", "paused"): _PRODUCER,
    ("running", "paused"): _PRODUCER,
    ("paused", "running"): _PRODUCER,
    **{(live, "succeeded"): _PRODUCER for live in LIVE},
    **{(live, "failed"): _PRODUCER_OR_WATCHER for live in LIVE},
    **{(live, "cancelled"): _PRODUCER_OR_WATCHER | _REAPER for live in LIVE},
    **{(live, "lost"): _REAPER for live in LIVE},
}

ACTIONS: dict[Action, tuple[Status, ...]] = {
    "cancel": (*UNFINISHED, "cancelled"),
    "pause": LIVE,
    "resume": LIVE,
    "delete": ENDED,
}
"""In which states the user may do what; where it is done already, doing it again changes nothing."""


def check_move(current: Status, target: Status, actor: Actor) -> None:
    """Raises `IllegalMove`, naming the state and what is allowed, where `actor` may not move a job there."""
    if actor in MOVES.get((current, target), frozenset()):
        return
    allowed = [to for (source, to), actors in MOVES.items() if source == current and actor in actors]
    raise IllegalMove(
        f"a job that is {current} cannot become {target} by its {actor}; allowed: {', '.join(allowed) or 'nothing'}",
        status=current,
        allowed=allowed,
    )


def check_action(job: JobRecord, action: Action) -> None:
    """Raises `IllegalMove`, naming the state and what is allowed, where the user may not do that to a job now."""
    cancelling = job.wish == "cancel" and job.status not in ENDED
    legal = job.status in ACTIONS[action] and not (cancelling and action in ("pause", "resume"))
    if legal:
        return
    allowed = [name for name, states in ACTIONS.items() if job.status in states]
    if cancelling:
        allowed = ["cancel"]
    state = f"{job.status} and being cancelled" if cancelling else job.status
    raise IllegalMove(
        f"job {job.id} is {state}: {action} is not possible; allowed: {', '.join(allowed)}",
        status=job.status,
        allowed=allowed,
    )
