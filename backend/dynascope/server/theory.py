"""What theory predicts of a stored run."""

from typing import Any

from dynascope.server.views import spec_of
from dynascope.store import RunRecord
from dynascope.theory import Statement, Theory, theory_of

_UNKNOWN = Statement("spec_unknown", "the network and its first weights are not known here")


def theory_body(run: RunRecord) -> dict[str, Any]:
    """Curves and lines; neither for a run whose spec is not ours to know."""
    spec = spec_of(run).spec
    theory = Theory((), (), _UNKNOWN) if spec is None else theory_of(spec)
    return theory.describe()
