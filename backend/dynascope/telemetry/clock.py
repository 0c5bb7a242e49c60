"""A run's clock: seconds of training at some of its steps, the time of compiling and of pauses apart.

It is recorded, stored and sent as metrics are, but it is none: metrics are a pure function of the run's spec, and how
long that took is not. So no run has it on offer; it is read and watched by its name. A producer need not post it.
"""

CLOCK = "train_seconds"
CLOCK_UNIT = "s"
