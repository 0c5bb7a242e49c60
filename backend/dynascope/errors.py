"""Every error that Dynascope raises on purpose, in one tree.

    DynascopeError                 500  something of ours went wrong
    ├── InvalidRequest             422  parameters of a request that are not allowed
    │   └── SpecError              422  a job that cannot be run as it is written
    ├── UnknownMetric              422  a metric or quantity that a run does not offer
    ├── BadRequest                 400  a request that cannot be read
    ├── Unauthorized               401  no token, or a wrong one
    ├── Forbidden                  403  a host or an origin that is not let in
    ├── NotFound                   404  no such job, run, attempt or artifact
    ├── NotAcceptable              406  a format that is not on offer
    ├── Conflict                   409  a request that does not fit what is stored
    │   ├── IllegalMove            409  a state that does not allow it
    │   └── AttemptFenced          409  a newer attempt took over
    ├── TooLarge                   413  more bytes than are taken
    ├── Unavailable                503  something that is needed does not answer now
    │   ├── DatasetUnavailable     503  a downloaded set that cannot be had, or is not what it should be
    │   └── DiskFull               503  no room left where the data folder is
    ├── UnreadableDatabase         500  a file that is no database of ours
    └── TrainingError              500  a training that cannot be opened or carried on

`status` is the HTTP status; the server turns the tree into problem+json in one place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

MESSAGE_CHARACTERS = 2000
"""The longest message that a run or a job ends with; a longer one is cut in its middle."""


def shortened(message: str, most: int = MESSAGE_CHARACTERS) -> str:
    """A message of at most `most` characters: of a longer one its start and its end, with a mark between them.

    >>> shortened("one two three four", 11)
    'one … four'
    """
    if len(message) <= most:
        return message
    mark = " … "
    half = (most - len(mark)) // 2
    return f"{message[:half].rstrip()}{mark}{message[len(message) - half :].lstrip()}"


@dataclass(frozen=True)
class FieldError:
    """One thing wrong in one field.

    `path` is dotted (`base.optimizer.learning_rate`), `code` is stable and short, `params` hold the
    figures of the sentence (so that a client can say it in its own language), `message` is the
    sentence in English: it names the field, the value and what is allowed.
    """

    path: str
    code: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict[str, Any])


class DynascopeError(Exception):
    """The root of the tree. `detail` is the sentence that the user reads."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"
    code: ClassVar[str] = "internal"

    def __init__(self, detail: str, errors: Sequence[FieldError] = (), **params: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.params: dict[str, Any] = params


class InvalidRequest(DynascopeError):
    """Parameters of a request that are not allowed; `errors` has one entry a field."""

    status = 422
    title = "Invalid request"
    code = "invalid_request"

    def __init__(self, errors: Sequence[FieldError]) -> None:
        if not errors:
            raise ValueError(f"{type(self).__name__} needs at least one FieldError")
        first = errors[0].message
        more = len(errors) - 1
        super().__init__(first if more == 0 else f"{first} (and {more} more)", errors)


class SpecError(InvalidRequest):
    """A job that cannot be run as it is written."""

    title = "Invalid job"
    code = "invalid_spec"


class UnknownMetric(DynascopeError):
    """A metric, or a quantity of a distribution, that a run does not offer."""

    status = 422
    title = "Unknown metric"
    code = "unknown_metric"


class BadRequest(DynascopeError):
    """A request that cannot be read at all."""

    status = 400
    title = "Bad request"
    code = "bad_request"


class Unauthorized(DynascopeError):
    """No token, or a wrong one."""

    status = 401
    title = "Token needed"
    code = "unauthorized"


class Forbidden(DynascopeError):
    """A host or an origin that is not let in."""

    status = 403
    title = "Forbidden"
    code = "forbidden"


class NotFound(DynascopeError):
    """No such job, run, attempt or artifact."""

    status = 404
    title = "Not found"
    code = "not_found"


class NotAcceptable(DynascopeError):
    """A format that is not on offer."""

    status = 406
    title = "Not acceptable"
    code = "not_acceptable"


class Conflict(DynascopeError):
    """A request that does not fit what is stored."""

    status = 409
    title = "Conflict"
    code = "conflict"


class IllegalMove(Conflict):
    """A state that does not allow what was asked."""

    title = "Illegal move"
    code = "illegal_move"


class AttemptFenced(Conflict):
    """A newer attempt took over; this one must stop."""

    title = "Attempt fenced off"
    code = "attempt_fenced"


class TooLarge(DynascopeError):
    """More bytes than are taken."""

    status = 413
    title = "Too large"
    code = "too_large"


class Unavailable(DynascopeError):
    """Something that is needed does not answer now; the same may work later."""

    status = 503
    title = "Not available now"
    code = "unavailable"


class DatasetUnavailable(Unavailable):
    """A downloaded set that cannot be had, or whose files are not what they should be."""

    title = "Data set unavailable"
    code = "dataset_unavailable"


class DiskFull(Unavailable):
    """No room left where the data folder is."""

    title = "Disk full"
    code = "disk_full"


class UnreadableDatabase(DynascopeError):
    """A file that is no database, is damaged, or is of a newer version; the server does not start."""

    title = "Unreadable database"
    code = "unreadable_database"


class TrainingError(DynascopeError):
    """A training that cannot be opened or carried on; it ends its job with the sentence."""

    title = "Training failed"
    code = "training_failed"
