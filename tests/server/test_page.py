"""The page and its files."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import Request

from dynascope.server.page import PAGES, Page
from tests.server.conftest import PLAIN, Served, serve


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Served]:
    root = tmp_path / "static"
    (root / "assets").mkdir(parents=True)
    (root / "index.html").write_text("<!doctype html><title>built</title>")
    (root / "assets" / "index-abc123.js").write_text("console.log(1);" * 1000)
    (root / "favicon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("secret")
    (root / "outside.txt").symlink_to(tmp_path / "secret.txt")
    for served in serve(tmp_path / "data"):
        served.app.router.default = Page(root)
        yield served


def test_the_page_is_asked_for_again_and_its_assets_are_kept(built: Served) -> None:
    index = PLAIN.get(built.url)
    assert index.headers["cache-control"] == "no-cache"
    assert index.headers["content-type"].startswith("text/html")
    asset = PLAIN.get(f"{built.url}/assets/index-abc123.js", headers={"Accept-Encoding": "identity"})
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert asset.headers["content-type"].startswith("text/javascript")
    assert "content-encoding" not in asset.headers
    squeezed = PLAIN.get(f"{built.url}/assets/index-abc123.js")
    assert squeezed.headers["content-encoding"] == "gzip"
    assert squeezed.text == asset.text
    assert PLAIN.get(f"{built.url}/favicon.svg").headers["cache-control"] == "no-cache"


def test_an_unchanged_file_is_not_sent_again(built: Served) -> None:
    tag = PLAIN.get(built.url).headers["etag"]
    again = PLAIN.get(built.url, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    (built.data_dir.parent / "static" / "index.html").write_text("<!doctype html><title>new build</title>")
    changed = PLAIN.get(built.url, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert "new build" in changed.text


@pytest.mark.parametrize("path", ["/jobs", "/catalog", "/surfaces/", "/compare?job=job_1", "/index.html"])
def test_addresses_of_the_page_itself(built: Served, path: str) -> None:
    answer = PLAIN.get(built.url + path)
    assert (answer.status_code, "<title>built</title>" in answer.text) == (200, True)


def test_the_page_and_the_server_know_the_same_pages() -> None:
    view = Path(__file__).parents[2] / "frontend" / "src" / "state" / "view.ts"
    listed = re.search(r"PAGES = \[(.*?)\]", view.read_text())
    assert listed is not None
    assert {*re.findall(r'"(\w+)"', listed[1]), ""} == PAGES


@pytest.mark.parametrize("path", ["/any/depth", "/%C3%BC", "/" + "a" * 300, "/a" * 3000])
def test_of_any_other_address_the_page_says_that_there_is_none(built: Served, path: str) -> None:
    answer = PLAIN.get(built.url + path)
    assert (answer.status_code, "<title>built</title>" in answer.text) == (404, True)


@pytest.mark.parametrize(
    "path",
    [
        "/assets/gone.js",
        "/gone.png",
        "/outside.txt",
        "/..%2Fsecret.txt",
        "/%2e%2e/secret.txt",
        "/assets/%00.js",
        f"/{'a' * 300}.js",
        "/api",
        "/api/v2/jobs",
        "/docs/x",
    ],
)
def test_what_is_not_there_is_a_problem(built: Served, path: str) -> None:
    answer = PLAIN.get(built.url + path)
    assert answer.status_code in (401, 404)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text.replace("secret.txt", "")


def test_only_reading_is_possible(built: Served) -> None:
    assert PLAIN.post(built.url).status_code == 404
    assert PLAIN.head(built.url).status_code == 200


def test_without_a_build_it_says_how_to_build(tmp_path: Path) -> None:
    for served in serve(tmp_path / "data"):
        served.app.router.default = Page(tmp_path / "nothing")
        answer = PLAIN.get(served.url)
        assert answer.status_code == 503
        assert "make build" in answer.text
        assert PLAIN.get(f"{served.url}/assets/x.js").status_code == 404


def test_a_file_is_kept_once_however_it_is_addressed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    page, request = Page(tmp_path), Request({"type": "http", "headers": []})
    first = page.answer(request, "index.html")
    again = page.answer(request, "a/../b/../index.html")
    assert again.body is first.body


def test_gzip_is_what_gzip_reads(built: Served) -> None:
    with PLAIN.stream("GET", f"{built.url}/assets/index-abc123.js") as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw).decode().startswith("console.log(1);")
