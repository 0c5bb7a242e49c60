"""An upload's folder and its name, and how a process that read a file answers the one that asked: nothing of Arrow."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from dynascope.datasets.uploads.about import Format
from dynascope.datasets.uploads.names import LONGEST_NAME
from dynascope.datasets.uploads.refusal import RefusedFile, refused, shown
from dynascope.errors import FieldError

BODY, DATA, ABOUT = "body", "data.parquet", "about.json"
"""The file as it was sent, the table as it is kept, and what is known of it."""

ID_DIGITS = 16

ENDINGS: dict[str, Format] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".npz": "npz",
    ".parquet": "parquet",
    ".pq": "parquet",
}


def check_name(name: str) -> Format:
    """The format that a file's name promises. Raises `RefusedFile`."""
    ending = Path(name).suffix.lower()
    if ending in (".xls", ".xlsx"):
        raise refused("excel", "the file is a workbook of Excel; save the sheet as CSV (UTF-8)")
    controls = any(unicodedata.category(one) in ("Cc", "Cs") for one in name)
    if ending not in ENDINGS or len(name) > LONGEST_NAME or controls:
        allowed = ", ".join(ENDINGS)
        raise refused(
            "bad_file_name", f"the file is called {shown(name)}; allowed: names that end in {allowed}", allowed=allowed
        )
    return ENDINGS[ending]


def answer_of(error: RefusedFile) -> dict[str, Any]:
    """A refusal as the parent process reads it."""
    return {
        "errors": [
            {"path": one.path, "code": one.code, "message": one.message, "params": dict(one.params)}
            for one in error.errors
        ]
    }


def refusal_of(answer: dict[str, Any]) -> RefusedFile:
    """The refusal that an answer tells."""
    return RefusedFile([FieldError(**one) for one in answer["errors"]])
