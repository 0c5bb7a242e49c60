"""Where the Chromium of the end-to-end tests is, and how it is started.

`python -m tests.chromium` prints its path, and ends with status 1 where there is none or where what drives it does not
start (a bare Debian lacks libatomic): the Makefile asks.
"""

import os
import shutil
import subprocess
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


def driver_starts() -> bool:
    """Whether Playwright's own program runs on this machine."""
    asked = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    path = find_chromium()
    if path is None or not driver_starts():
        sys.exit(1)
    sys.stdout.write(f"{path}\n")
