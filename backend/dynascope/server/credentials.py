"""The token that every request carries: 256 bits, made at the first start, kept with mode 0600."""

import os
import secrets
from pathlib import Path

from dynascope.settings import Settings


def load_token(settings: Settings) -> str:
    """The token of the settings, or else the one in the data folder, made there when there is none."""
    if settings.token is not None:
        return settings.token.get_secret_value()
    settings.token_file.parent.mkdir(parents=True, exist_ok=True)
    return _read(settings.token_file) or _make(settings.token_file)


def _read(path: Path) -> str | None:
    try:
        return path.read_text("ascii").strip() or None
    except FileNotFoundError:
        return None


def _make(path: Path) -> str:
    """Write a new token beside `path` and link it into place, so that two starts at once agree on one."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(32) + "\n")
    try:
        if path.exists() and path.stat().st_size == 0:
            draft.replace(path)
        else:
            path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
    token = _read(path)
    if token is None:
        raise OSError(f"the token file {path} is empty; delete it and start again")
    return token
