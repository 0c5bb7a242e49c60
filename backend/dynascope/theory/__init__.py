"""What theory predicts of a run from its spec alone, to be drawn over what was measured. NumPy only."""

from dynascope.spec import RunSpec
from dynascope.theory.mean_field import mean_field
from dynascope.theory.prediction import Curve, Line, Statement, Theory
from dynascope.theory.stability import stability_lines

__all__ = ["Curve", "Line", "Statement", "Theory", "mean_field", "stability_lines", "theory_of"]


def theory_of(spec: RunSpec) -> Theory:
    """All curves and lines for a run; without curves, the reason.

    >>> [curve.metric for curve in theory_of(RunSpec()).curves]
    ['preactivation_rms', 'backprop_gain', 'backprop_rms']
    """
    curves = mean_field(spec)
    lines = stability_lines(spec)
    if isinstance(curves, Statement):
        return Theory((), lines, curves)
    return Theory(curves, lines, None)
