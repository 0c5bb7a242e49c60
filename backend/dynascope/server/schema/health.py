"""Bodies about the server itself."""

from typing import Literal

from dynascope.server.schema.base import Body


class Health(Body):
    """The process is alive."""

    status: Literal["ok"]


class Readiness(Body):
    """What must stand before the server takes work."""

    status: Literal["ready", "not_ready"]
    checks: dict[str, bool]
