"""Rules over telemetry: pure functions from rows to findings. NumPy only."""

from dynascope.diagnosis.finding import Evidence, Finding
from dynascope.diagnosis.remedies import Remedy
from dynascope.diagnosis.run import Reader, Run
from dynascope.diagnosis.table import READ, RULES, Rule, diagnose
from dynascope.diagnosis.watch import Watch

__all__ = ["READ", "RULES", "Evidence", "Finding", "Reader", "Remedy", "Rule", "Run", "Watch", "diagnose"]
