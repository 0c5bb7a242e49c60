"""What a worker says about one run, slice by slice."""

import json
from typing import Any, cast

import numpy as np

from dynascope.sdk.outbox import Outbox
from dynascope.spec import RunSpec
from dynascope.telemetry import CLOCK, Block, merge
from dynascope.training import open_run
from dynascope.worker.assignment import AssignedRun
from dynascope.worker.report import RunReport

SMALL = {"dataset": "xor", "model": {"hidden_sizes": [3]}, "steps": 10**6}


class Kept:
    """An outbox that keeps what is posted."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.statuses: list[dict[str, Any]] = []

    def telemetry(self, run: str, block: Block) -> bool:
        self.blocks.append(block)
        return True

    def status(self, frame: dict[str, Any]) -> bool:
        self.statuses.append(frame)
        return True


def test_the_clock_begins_with_row_0_and_shows_the_seconds_of_training_at_the_end_of_each_slice() -> None:
    spec = RunSpec.model_validate_json(json.dumps({**SMALL, "seed": 0}))
    outbox = Kept()
    report = RunReport(AssignedRun(id="run_a", spec=spec), "job_a", cast("Outbox", outbox))
    training = open_run(spec)
    ends: list[int] = []
    for seconds in (0.25, 2.0, 0.5):
        block = training.advance()
        report.rows(training, block, seconds)
        ends.append(training.step)
    report.rows(training, Block(), 0.125)
    clock = merge(outbox.blocks).series[CLOCK]
    assert clock.steps.tolist() == ends
    np.testing.assert_array_equal(clock.values, [0.0, 2.25, 2.75])
    report.status("running")
    assert outbox.statuses[-1]["timing"]["train_seconds"] == 2.875, "what has no row is told with the status"


def test_the_clock_takes_nothing_from_the_rows() -> None:
    spec = RunSpec.model_validate_json(json.dumps({**SMALL, "seed": 0}))
    outbox = Kept()
    training = open_run(spec)
    block = training.advance()
    RunReport(AssignedRun(id="run_a", spec=spec), "job_a", cast("Outbox", outbox)).rows(training, block, 0.1)
    (posted,) = outbox.blocks
    assert {name: one for name, one in posted.series.items() if name != CLOCK} == block.series
    assert posted.distributions == block.distributions
