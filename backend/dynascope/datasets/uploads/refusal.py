"""What is wrong with a file, in one shape: a stable code, the figures, and the sentence."""

from __future__ import annotations

from typing import Any

from dynascope.errors import FieldError, InvalidRequest

LONGEST_SHOWN = 80


class RefusedFile(InvalidRequest):
    """A file that cannot be taken as a data set."""

    title = "File refused"
    code = "refused_file"


def refused(code: str, sentence: str, **params: Any) -> RefusedFile:
    """The error of a file: `code` is stable, `params` are the figures of the sentence."""
    return RefusedFile([FieldError("file", code, sentence, params)])


def no_rows() -> RefusedFile:
    """The error of a file that has columns and nothing in them."""
    return refused("no_rows", "the file has columns and no rows; needed: at least one row")


def too_large_unpacked(size: int, limit: int) -> RefusedFile:
    """The error of a file that takes too many bytes once it is unpacked."""
    return refused(
        "too_large_unpacked",
        f"the file unpacks to {size:,} bytes; allowed: at most {limit:,}",
        bytes=size,
        maximum=limit,
    )


def shown(text: str) -> str:
    """A text of the file as a sentence names it: quoted, shortened, without control characters."""
    quoted = repr(text) if text.isprintable() else ascii(text)
    return quoted if len(quoted) <= LONGEST_SHOWN else f"{quoted[: LONGEST_SHOWN - 1]}…"
