"""Rules over telemetry: pure functions from rows to findings. NumPy only."""

from dynascope.diagnosis.finding import Evidence, Finding, Reader, Remedy
from dynascope.diagnosis.table import METRICS_READ, RULES, diagnose

__all__ = ["METRICS_READ", "RULES", "Evidence", "Finding", "Reader", "Remedy", "diagnose"]
