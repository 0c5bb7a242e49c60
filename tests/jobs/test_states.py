"""The table of states, exhaustively."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest

from dynascope.errors import IllegalMove
from dynascope.jobs.states import ACTIONS, ENDED, MOVES, Action, Actor, check_action, check_move
from dynascope.store import JobRecord, Status

STATUSES: tuple[Status, ...] = get_args(Status)
ACTORS: tuple[Actor, ...] = get_args(Actor)

JOB = JobRecord(
    id="job_a",
    name=None,
    status="queued",
    wish="run",
    wish_at=None,
    origin="local",
    request=None,
    error=None,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    started_at=None,
    ended_at=None,
    run_count=1,
)

ALL_MOVES = list(itertools.product(STATUSES, STATUSES, ACTORS))
LEGAL = [move for move in ALL_MOVES if move[2] in MOVES.get(move[:2], ())]
ILLEGAL = [move for move in ALL_MOVES if move not in LEGAL]


@pytest.mark.parametrize(("current", "target", "actor"), LEGAL)
def test_legal_moves_pass(current: Status, target: Status, actor: Actor) -> None:
    check_move(current, target, actor)


@pytest.mark.parametrize(("current", "target", "actor"), ILLEGAL)
def test_illegal_moves_name_the_state_and_what_is_allowed(current: Status, target: Status, actor: Actor) -> None:
    with pytest.raises(IllegalMove, match=f"{current} cannot become {target} by its {actor}; allowed: ") as caught:
        check_move(current, target, actor)
    assert caught.value.status == 409
    for name in caught.value.params["allowed"]:
        check_move(current, name, actor)


def test_what_has_ended_never_moves() -> None:
    assert not [move for move in MOVES if move[0] in ENDED]


def test_every_state_can_be_reached_and_left() -> None:
    assert {target for _, target in MOVES} == set(STATUSES)
    assert {source for source, _ in MOVES} == set(STATUSES) - set(ENDED)


@pytest.mark.parametrize("action", get_args(Action))
@pytest.mark.parametrize("status", STATUSES)
def test_what_the_user_may_do_in_which_state(action: Action, status: Status) -> None:
    job = replace(JOB, status=status)
    if status in ACTIONS[action]:
        check_action(job, action)
    else:
        with pytest.raises(IllegalMove, match=f"is {status}: {action} is not possible; allowed: ") as caught:
            check_action(job, action)
        for allowed in caught.value.params["allowed"]:
            check_action(job, allowed)


@pytest.mark.parametrize("action", ["pause", "resume"])
def test_a_job_that_is_being_cancelled_can_only_be_cancelled(action: Action) -> None:
    job = replace(JOB, status="running", wish="cancel")
    with pytest.raises(IllegalMove, match=f"running and being cancelled: {action} is not possible; allowed: cancel"):
        check_action(job, action)
    check_action(job, "cancel")
