"""Ids and tokens. Of a token only the SHA-256 is stored: 256 random bits need no salt and no slow hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def new_id(kind: str) -> str:
    """An id such as `job_9f2c64d1a07b35e8`: 64 random bits."""
    return f"{kind}_{secrets.token_hex(8)}"


def new_token() -> str:
    """A secret of 256 bits, as 43 characters of base64url."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def is_token(token: str, token_hash: bytes) -> bool:
    """Whether a token is the one of a hash, in constant time."""
    return hmac.compare_digest(hash_token(token), token_hash)
