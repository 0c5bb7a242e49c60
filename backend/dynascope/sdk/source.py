"""Gets the weights that a run starts from, and outlives the server's restarts as the outbox does."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from urllib.parse import quote

import httpx

from dynascope.sdk.answers import refusal
from dynascope.sdk.errors import NoServer
from dynascope.sdk.outbox import FIRST_RETRY, LONGEST_RETRY, Attempt


def fetch_source(
    attempt: Attempt,
    run_id: str,
    lease_seconds: float = 600.0,
    find_server: Callable[[], str | None] = lambda: None,
) -> bytes:
    """The safetensors file. Raises `Refused` with the server's sentence where there is none, `NoServer` where nobody
    answered for `lease_seconds`."""
    server, started, pause = attempt.server, time.monotonic(), FIRST_RETRY
    headers = {"Authorization": f"Bearer {attempt.token}"}
    timeout = httpx.Timeout(60.0, connect=5.0)
    with httpx.Client(headers=headers, timeout=timeout, trust_env=False) as client:
        while True:
            address = f"{server.rstrip('/')}/api/v1/attempts/{attempt.id}/runs/{quote(run_id, safe='')}/source"
            try:
                response = client.get(address)
                if response.is_success:
                    return response.content
                if response.status_code < 500:
                    raise refusal(response)
                trouble = f"HTTP {response.status_code}"
            except httpx.RequestError as error:
                server = find_server() or server
                trouble = f"{type(error).__name__}: {error}"
            waited = time.monotonic() - started
            if waited > lease_seconds:
                raise NoServer(f"{server} has not handed over what the run starts from for {waited:.0f} s: {trouble}")
            time.sleep(pause * random.uniform(0.5, 1.0))
            pause = min(2 * pause, LONGEST_RETRY)
