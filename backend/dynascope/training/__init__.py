"""Training in JAX: data sets, models, losses, optimizers, schedules, the step and the loop. Knows no HTTP, no database.

>>> from dynascope.spec import RunSpec
>>> run = open_run(RunSpec.model_validate({"steps": 10}))
>>> while not run.finished:
...     block = run.advance()
>>> run.outcome
'completed'
"""

from dynascope.training.program import configure_cache, program_key
from dynascope.training.run import Outcome, Training, open_run
from dynascope.training.warm import warm

__all__ = ["Outcome", "Training", "configure_cache", "open_run", "program_key", "warm"]
