"""Runs carried through to the end."""

from dataclasses import dataclass
from typing import Any

from dynascope.spec import RunSpec
from dynascope.telemetry import Block, merge
from dynascope.training import Training, open_run


@dataclass(frozen=True)
class Finished:
    """A run and all that it measured."""

    run: Training
    block: Block

    def values(self, metric: str) -> Any:
        """All rows of a metric."""
        return self.block.series[metric].values

    def steps(self, metric: str) -> list[int]:
        """The steps of a metric's rows."""
        return self.block.series[metric].steps.tolist()


def spec_of(**base: Any) -> RunSpec:
    """A spec from the fields that matter."""
    return RunSpec.model_validate(base)


def finish(seconds: float = 0.2, **base: Any) -> Finished:
    """Trains a spec to its end."""
    run = open_run(spec_of(**base))
    blocks: list[Block] = []
    while not run.finished:
        blocks.append(run.advance(seconds))
    return Finished(run, merge(blocks))
