"""The page: Vite's build with the right caching, `index.html` for addresses that only the page knows.

Files are read and compressed once and kept: there are few, and they change only with a new version.
"""

import asyncio
import gzip
import mimetypes
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from dynascope.server.encoding import accepts_gzip
from dynascope.server.problems import problem

STATIC = Path(__file__).resolve().parent.parent / "static"
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# What the page knows by its path; of any other path it says that there is no such page.
PAGES = frozenset({"", "compare", "surfaces", "catalog", "jobs"})
NOT_PAGES = frozenset({"api", "metrics", "docs", "healthz", "readyz"})

NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Dynascope: the page is not built</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem;color:#1b2430}
code{background:#e4e7ec;padding:.1rem .4rem;border-radius:4px}</style></head>
<body><h1>The page is not built yet</h1>
<p>This server runs, but this checkout holds no built front end. Run <code>make build</code> in the repository's
folder and reload this page.</p>
<p>The REST interface works meanwhile: see <a href="/docs">/docs</a>.</p></body></html>
"""

_COMPRESSIBLE = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/manifest")


@dataclass(frozen=True)
class _File:
    content: bytes
    compressed: bytes | None
    media_type: str
    modified: int


class Page:
    """Serves the files below `root`; an ASGI application for every address that no route took."""

    def __init__(self, root: Path = STATIC) -> None:
        self._root = root.resolve()
        self._files: dict[Path, _File] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "websocket":
            refusal = problem(404, "not_found", f"There is no websocket at {scope['path']}; there is /api/v1/stream.")
            await WebSocket(scope, receive, send).send_denial_response(refusal)
            return
        request = Request(scope)
        path = request.url.path.lstrip("/")
        if request.method not in ("GET", "HEAD") or path.split("/", 1)[0] in NOT_PAGES:
            raise HTTPException(404)
        response = await asyncio.to_thread(self.answer, request, path)
        await response(scope, receive, send)

    def answer(self, request: Request, path: str) -> Response:
        """The file at `path`, or the page itself, as 404 where it has no page there. Raises 404 for a missing file."""
        file = self._file(path) if path else None
        if file is not None:
            caching = FOREVER if path.startswith("assets/") else ASK_AGAIN
            return _respond(request, file, caching)
        if PurePosixPath(path).suffix:
            raise HTTPException(404)
        index = self._file("index.html")
        if index is None:
            return Response(NOT_BUILT, 503, media_type="text/html", headers={"Cache-Control": ASK_AGAIN})
        return _respond(request, index, ASK_AGAIN, 200 if path.strip("/") in PAGES else 404)

    def _file(self, path: str) -> _File | None:
        if "\0" in path:
            return None
        full = (self._root / path).resolve()
        try:
            if not full.is_relative_to(self._root) or not full.is_file():
                return None
        except OSError:  # a name longer than the file system takes
            return None
        modified = full.stat().st_mtime_ns
        known = self._files.get(full)
        if known is None or known.modified != modified:
            known = self._files[full] = _read(full, modified)
        return known


def _read(path: Path, modified: int) -> _File:
    content = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    media_type = "text/javascript" if path.suffix in (".js", ".mjs") else media_type
    squeezed = gzip.compress(content, 6) if media_type.startswith(_COMPRESSIBLE) else None
    return _File(content, squeezed if squeezed and len(squeezed) < len(content) else None, media_type, modified)


def _respond(request: Request, file: _File, caching: str, status: int = 200) -> Response:
    tag = f'"{file.modified:x}-{len(file.content):x}"'
    headers = {"Cache-Control": caching, "ETag": tag, "Vary": "Accept-Encoding"}
    if status == 200 and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if file.compressed is not None and accepts_gzip(request):
        headers["Content-Encoding"] = "gzip"
        return Response(file.compressed, status, media_type=file.media_type, headers=headers)
    return Response(file.content, status, media_type=file.media_type, headers=headers)
