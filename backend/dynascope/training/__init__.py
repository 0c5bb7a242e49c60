"""Training in JAX: data sets, models, losses, optimizers, schedules, the step and the loop. Knows no HTTP, no database.

>>> from dynascope.spec import RunSpec
>>> run = open_run(RunSpec.model_validate({"steps": 10}))
>>> while not run.finished:
...     block = run.advance()
>>> run.outcome
'completed'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dynascope.training.datasets import configure_datasets
    from dynascope.training.program import configure_cache, program_key
    from dynascope.training.run import Outcome, Training, open_run
    from dynascope.training.warming import warm

__all__ = ["Outcome", "Training", "configure_cache", "configure_datasets", "open_run", "program_key", "warm"]

# Imported when first asked for: who needs the update rules alone does not wait for the data sets' libraries.
_HOME = {
    "configure_cache": "program",
    "configure_datasets": "datasets",
    "program_key": "program",
    "Outcome": "run",
    "Training": "run",
    "open_run": "run",
    "warm": "warming",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
