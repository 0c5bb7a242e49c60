"""The table of metrics: what each name means, in what unit, on which axes, how often.

Names and meanings are binding.
"""

from dynascope.telemetry.metrics.curvature import CURVATURE
from dynascope.telemetry.metrics.gradients import GRADIENTS
from dynascope.telemetry.metrics.metric import Cadence, Metric
from dynascope.telemetry.metrics.normalization import NORMALIZATION
from dynascope.telemetry.metrics.outputs import LINE_GRID, OUTPUTS, PLANE_GRID
from dynascope.telemetry.metrics.progress import PROGRESS
from dynascope.telemetry.metrics.signal import SIGNAL

METRICS = {metric.name: metric for metric in (*PROGRESS, *GRADIENTS, *SIGNAL, *NORMALIZATION, *CURVATURE, *OUTPUTS)}

# Of row N, which closes the series, there is no update: these end at N - 1.
UPDATE_METRICS = frozenset({"update_norm", "update_ratio", "update_norm/global", "gradient_alignment"})

__all__ = ["LINE_GRID", "METRICS", "PLANE_GRID", "UPDATE_METRICS", "Cadence", "Metric"]
