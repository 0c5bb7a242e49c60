"""What can go wrong between a program and the server, as sentences.

DynascopeError
└── ClientError        the server could not be reached, or it refused
    ├── NoServer       nobody answers, or nobody did for too long
    ├── Refused        it answered with an error; `answered`, `answer_code` and `fields` are its own
    └── Fenced         a newer attempt took over this producer's job
"""

from __future__ import annotations

from dynascope.errors import DynascopeError


class ClientError(DynascopeError):
    """The server could not be reached, or it refused."""

    title = "Server not at hand"
    code = "client_error"


class NoServer(ClientError):
    """Nobody answers at the address, or nobody did for the whole lease."""

    code = "no_server"


class Refused(ClientError):
    """The server answered with an error; `answered` is its HTTP status, `answer_code` its stable code, `fields`
    one sentence for each field that is wrong."""

    code = "refused"

    def __init__(self, detail: str, answered: int, answer_code: str = "", fields: tuple[str, ...] = ()) -> None:
        super().__init__(detail)
        self.answered = answered
        self.answer_code = answer_code
        self.fields = fields


class Fenced(ClientError):
    """A newer attempt took over this producer's job; nothing that it posts is taken any more."""

    code = "attempt_fenced"
