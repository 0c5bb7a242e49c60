"""Jobs and runs: states, queue, attempts, executors. Imports no jax."""

from dynascope.jobs.calculator import Calculator
from dynascope.jobs.executor import AssignedRun, Assignment, Executor, Exit, ProcessHandle
from dynascope.jobs.landscape_thread import LandscapeSettings
from dynascope.jobs.landscapes import Landscapes
from dynascope.jobs.local import LocalExecutor
from dynascope.jobs.records import DryRun, Estimate, JobSettings, LocalSettings, OpenedRun
from dynascope.jobs.service import JobService

__all__ = [
    "AssignedRun",
    "Assignment",
    "Calculator",
    "DryRun",
    "Estimate",
    "Executor",
    "Exit",
    "JobService",
    "JobSettings",
    "LandscapeSettings",
    "Landscapes",
    "LocalExecutor",
    "LocalSettings",
    "OpenedRun",
    "ProcessHandle",
]
