"""Where the Chromium of the end-to-end tests is, and how it is started.

`python -m tests.chromium` prints its path, and ends with status 1 where there is none: the Makefile asks.
"""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The path of a Chromium: `CHROMIUM` where it is set, else the first of the usual names."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    path = find_chromium()
    if path is None:
        sys.exit(1)
    sys.stdout.write(f"{path}\n")
