"""A worker process: gets warm, says `ready`, waits for one assignment, trains it, and ends.

Its standard output carries the word `ready` alone, its standard error the structured log. Where the standard
input ends before an assignment came, the process that started it is gone, and it ends too. With an assignment
it outlives the server: it goes on training and posts once the server is back, for `lease_seconds`.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
from typing import TYPE_CHECKING

import structlog

from dynascope.sdk.errors import ClientError
from dynascope.sdk.outbox import Outbox
from dynascope.worker.control import Control
from dynascope.worker.termination import Termination

if TYPE_CHECKING:
    from dynascope.worker.assignment import Assignment

WARM = ("dynascope.training", "dynascope.worker.train")

TERMINATION_SECONDS = 2.5
"""How long a worker that got SIGTERM tries to post what is left."""


def main(termination: Termination) -> int:
    """Runs one worker. Returns the exit status: 0 succeeded or cancelled, 1 failed, 2 no readable assignment,
    3 given up.
    """
    _log_to_stderr()
    log = structlog.get_logger("dynascope.worker")
    _warm_up()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line.strip():
        return 0
    from dynascope.worker.assignment import Assignment

    try:
        assignment = Assignment.model_validate_json(line)
    except ValueError as error:
        log.error("the assignment cannot be read", problem=str(error))
        return 2
    from dynascope.training import configure_cache, configure_datasets

    configure_cache(assignment.cache_dir)
    configure_datasets(assignment.datasets_dir)
    return _work(assignment, termination)


def _work(assignment: Assignment, termination: Termination) -> int:
    from dynascope.worker.train import JobTraining

    log = structlog.get_logger("dynascope.worker").bind(job=assignment.job_id, attempt=assignment.attempt.id)
    changed = threading.Condition()
    control = Control(changed)

    def give_up(error: ClientError) -> None:
        log.error("the server takes nothing more", problem=error.detail)
        control.stop("given up")

    outbox = Outbox(
        assignment.sender(),
        control.obey,
        give_up,
        lease_seconds=assignment.lease_seconds,
        find_server=assignment.find_server,
    )
    termination.handle(lambda: control.stop("terminated"))
    outbox.start()
    training = JobTraining(assignment, outbox, control, changed)
    status = training.run()
    terminated = control.reason == "terminated"
    delivered = outbox.close(TERMINATION_SECONDS if terminated else assignment.lease_seconds)
    log.info("end", status=status, delivered=delivered)
    if terminated:
        termination.die()
    code = {"succeeded": 0, "cancelled": 0, "failed": 1}.get(status or "", 3) if delivered else 3
    if training.busy:
        os._exit(code)  # a regular exit would wait for a compilation that nobody wants any more
    return code


def _warm_up() -> None:
    """Imports what a training needs and starts the backend, so that an assignment finds it there."""
    for name in WARM:
        importlib.import_module(name)
    from dynascope.training import warm

    warm()


def _log_to_stderr() -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
