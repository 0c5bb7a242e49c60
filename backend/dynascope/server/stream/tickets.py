"""Tickets that admit one websocket each: browsers cannot send a header with a websocket."""

import secrets
import threading
import time
from datetime import UTC, datetime, timedelta

LIFETIME_SECONDS = 30.0
MOST_TICKETS = 10_000


class Tickets:
    """Issues and redeems tickets; thread-safe."""

    def __init__(self, lifetime: float = LIFETIME_SECONDS) -> None:
        self._lifetime = lifetime
        self._lock = threading.Lock()
        self._expiries: dict[str, float] = {}

    def issue(self) -> tuple[str, datetime]:
        """A new ticket and when it expires (UTC). Beyond 10,000 unused ones the oldest is dropped."""
        ticket = secrets.token_urlsafe(32)
        now = time.monotonic()
        with self._lock:
            for old in [name for name, expiry in self._expiries.items() if expiry <= now]:
                del self._expiries[old]
            if len(self._expiries) >= MOST_TICKETS:
                del self._expiries[next(iter(self._expiries))]
            self._expiries[ticket] = now + self._lifetime
        return ticket, datetime.now(UTC) + timedelta(seconds=self._lifetime)

    def redeem(self, ticket: str) -> bool:
        """Whether the ticket is good; it is used up."""
        with self._lock:
            expiry = self._expiries.pop(ticket, None)
        return expiry is not None and expiry > time.monotonic()
