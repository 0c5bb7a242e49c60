"""Jobs and runs: states, queue, attempts, executors. Imports no jax."""

from dynascope.jobs.executor import Assignment, Executor, Exit, ProcessHandle
from dynascope.jobs.records import DryRun, Estimate, JobSettings, LocalSettings, OpenedRun
from dynascope.jobs.service import JobService

__all__ = [
    "Assignment",
    "DryRun",
    "Estimate",
    "Executor",
    "Exit",
    "JobService",
    "JobSettings",
    "LocalSettings",
    "OpenedRun",
    "ProcessHandle",
]
