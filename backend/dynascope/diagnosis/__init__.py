"""Rules over telemetry: pure functions from rows to findings. NumPy only."""

from dynascope.diagnosis.finding import Evidence, Finding, Reader, Remedy
from dynascope.diagnosis.table import RULES, diagnose

__all__ = ["RULES", "Evidence", "Finding", "Reader", "Remedy", "diagnose"]
