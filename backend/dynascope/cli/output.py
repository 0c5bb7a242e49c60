"""What the command prints: results on standard output, complaints on standard error."""

from __future__ import annotations

import json
import math
from typing import Any

from rich.console import Console
from rich.text import Text

SUCCEEDED, FAILED, REFUSED, DETACHED = 0, 1, 2, 130
"""Exit statuses: done; failed or cancelled; the input is wrong; left by Ctrl-C."""

output = Console(highlight=False)
complaints = Console(stderr=True, highlight=False, soft_wrap=True)

COLOURS = {
    "succeeded": "green",
    "completed": "green",
    "running": "cyan",
    "starting": "cyan",
    "paused": "yellow",
    "diverged": "yellow",
    "failed": "red",
    "lost": "red",
    "cancelled": "magenta",
}


def complain(sentence: str, *lines: str) -> None:
    """A sentence of refusal or failure, and further lines below it."""
    complaints.print(Text.assemble(("dynascope: ", "bold red"), sentence))
    for line in lines:
        complaints.print(Text(f"  {line}"))


def status_text(status: str) -> Text:
    """A status or an outcome in its colour."""
    return Text(status, COLOURS.get(status, ""))


def figure(value: float | None) -> str:
    """A measured number in at most nine characters; a dash where there is none.

    >>> figure(0.0123456), figure(float("nan")), figure(None)
    ('0.01235', 'NaN', '–')
    """
    if value is None:
        return "–"
    if math.isnan(value):
        return "NaN"
    return f"{value:.4g}"


def print_json(value: Any) -> None:
    """JSON for other programs: no colours, no wrapping."""
    output.file.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
