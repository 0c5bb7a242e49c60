"""`python -m dynascope.worker.calculator`: answers requests for trajectories, one line in, one line out, until its
input ends.

A line in is a `TrajectoryRequest` as JSON, a line out the answer's JSON, or `{"failed": …}` with the reason where a
request could not be answered, which ends nothing. It says `ready` first. Its standard error carries what Python and JAX
have to say.
"""

from __future__ import annotations

import json
import sys
import traceback
from typing import IO

from dynascope.telemetry import name_non_finite


def serve(requests: IO[str], answers: IO[str]) -> None:
    """Answers until `requests` ends."""
    from dynascope.spec.trajectories import TrajectoryRequest
    from dynascope.training.surfaces.trajectories import trajectories

    answers.write("ready\n")
    answers.flush()
    for line in requests:
        try:
            answer = name_non_finite(trajectories(TrajectoryRequest.model_validate_json(line)))
        except Exception as error:  # noqa: BLE001 (one request must not end what is kept warm for all)
            traceback.print_exc()
            answer = {"failed": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer, allow_nan=False, separators=(",", ":")) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
