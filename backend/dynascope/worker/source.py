"""What a run starts from, fetched from the server and checked against its spec."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import safetensors.numpy
from safetensors import SafetensorError

from dynascope.errors import TrainingError
from dynascope.sdk.source import fetch_source
from dynascope.worker.assignment import AssignedRun, Assignment


def source_of(assignment: Assignment, run: AssignedRun) -> Mapping[str, np.ndarray[Any, Any]] | None:
    """The weights by the file's names; None for a run that starts from its own initializers.

    Raises `TrainingError` where they are not those that the spec names, `ClientError` where they cannot be had.
    """
    warm = run.spec.warm_start
    if warm is None:
        return None
    data = fetch_source(assignment.sender(), run.id, assignment.lease_seconds, assignment.find_server)
    digest = hashlib.sha256(data).hexdigest()
    if digest != warm.weights:
        raise TrainingError(f"warm_start: the weights of run {warm.run_id} are {digest}; the spec names {warm.weights}")
    try:
        return safetensors.numpy.load(data)
    except SafetensorError as error:
        raise TrainingError(f"warm_start: the weights of run {warm.run_id} cannot be read: {error}") from error
