"""Names of columns: what a table may call them, whatever file it comes from."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from dynascope.datasets.uploads.refusal import refused, shown

MOST_COLUMNS = 10_000
LEAST_COLUMNS = 2
LONGEST_NAME = 200


def check_names(names: Sequence[str]) -> None:
    """Raises `RefusedFile` for too few or too many columns, and for names that are empty, long, odd or there twice."""
    if len(names) > MOST_COLUMNS:
        raise refused(
            "too_many_columns",
            f"the file has {len(names):,} columns; allowed: at most {MOST_COLUMNS:,}",
            columns=len(names),
            maximum=MOST_COLUMNS,
        )
    if len(names) < LEAST_COLUMNS:
        raise refused(
            "too_few_columns",
            f"the file has {len(names)} column; needed: a target and at least one feature, separated by comma, "
            "semicolon, tab or |",
            columns=len(names),
        )
    first: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        if name in first:
            raise refused(
                "duplicate_column",
                f"columns {first[name]} and {number} are both called {shown(name)}; allowed: each name once",
                name=name[:LONGEST_NAME],
                first=first[name],
                second=number,
            )
        first[name] = number
        if not 0 < len(name) <= LONGEST_NAME or any(unicodedata.category(one) in ("Cc", "Cs") for one in name):
            raise refused(
                "bad_column_name",
                f"column {number} is called {shown(name)}; allowed: 1 to {LONGEST_NAME} characters, "
                "no control characters",
                column=number,
                name=shown(name),
            )
