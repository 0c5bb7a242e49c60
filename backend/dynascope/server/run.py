"""Runs the server: binds, says where it is, serves, ends within ten seconds of SIGTERM."""

import asyncio
import errno
import json
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import quote

import structlog
import uvicorn

from dynascope.errors import DynascopeError
from dynascope.server.app import create_app
from dynascope.server.credentials import load_token
from dynascope.server.logs import configure_logs
from dynascope.server.services import local_url
from dynascope.server.stream.connection import StreamProtocol
from dynascope.settings import Settings

GRACE_SECONDS = 3
KEEP_ALIVE_SECONDS = 75  # a connection that is closed just when it is used again is an error to many clients
BACKLOG = 512
SHORT_TOKEN = 16
LITERAL = "!$'()*+,/:;=?@"  # what stands for itself in the fragment of an address
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class CannotListen(DynascopeError):
    """The address that was asked for cannot be listened on."""

    title = "Cannot listen"
    code = "cannot_listen"


class CannotKeep(DynascopeError):
    """The data folder that was asked for cannot be made or written."""

    title = "Cannot keep data"
    code = "cannot_keep"


class _Server(uvicorn.Server):
    """Uvicorn that leaves the signals to us and says when it listens."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets=sockets)
        self._listening()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Uvicorn's own raises the signal again at its end, before the workers have ended."""
        yield


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises `CannotListen`, `CannotKeep`, and `Conflict` where the data folder is
    in use.
    """
    configure_logs(settings)
    with _bind(settings) as listener:
        _prepare(settings.data_dir)
        asyncio.run(_serve(settings, listener))


async def _serve(settings: Settings, listener: socket.socket) -> None:
    port: int = listener.getsockname()[1]
    app = create_app(settings, port)
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        ws=StreamProtocol,
        ws_per_message_deflate=False,
        ws_max_size=1024 * 1024,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        forwarded_allow_ips="",
        proxy_headers=False,
    )
    url = local_url(settings.host, port)
    server = _Server(config, lambda: _announce(settings, url))
    with _signals(server):
        try:
            async with app.router.lifespan_context(app):
                await server.serve(sockets=[listener])
        finally:
            _withdraw(settings)
    structlog.get_logger(__name__).info("stopped")


def _prepare(data_dir: Path) -> None:
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(data_dir, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotKeep(f"Cannot keep data in {data_dir}: {reason}. Choose another with --data-dir.") from error


def _bind(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise CannotListen(_refusal(settings, error)) from error
    return listener


def _refusal(settings: Settings, error: OSError) -> str:
    where = f"{settings.host} port {settings.port}"
    if isinstance(error, PermissionError):
        return f"Not allowed to listen on {where}; choose a port from 1024 to 65535 with --port."
    if isinstance(error, socket.gaierror):
        return f"{settings.host!r} is not an address of this machine; choose another with --host."
    reason = error.strerror or str(error)
    return f"Cannot listen on {where}: {reason}. Choose another with --port (0 takes a free one)."


def _announce(settings: Settings, url: str) -> None:
    """Print the link, note where the server is, open the browser."""
    content = json.dumps({"url": url, "pid": os.getpid()})
    draft = settings.server_file.with_suffix(f".{os.getpid()}")
    draft.write_text(content, "utf-8")
    draft.replace(settings.server_file)
    token = load_token(settings)
    link = f"{url}/#token={quote(token, safe=LITERAL)}"
    sys.stdout.write(f"Dynascope is ready: {link}\n")
    sys.stdout.flush()
    log = structlog.get_logger(__name__)
    log.info("listening", url=url)
    if len(token) < SHORT_TOKEN:
        log.warning("the token is short enough to be guessed", characters=len(token))
    if settings.open_browser:
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()


def _withdraw(settings: Settings) -> None:
    """Take the note back, unless another server has written its own."""
    try:
        if json.loads(settings.server_file.read_text("utf-8"))["pid"] == os.getpid():
            settings.server_file.unlink()
    except (OSError, ValueError, KeyError):
        pass


@contextmanager
def _signals(server: uvicorn.Server) -> Generator[None]:
    """While it lasts, SIGTERM and Ctrl-C ask the server to end; in another thread than the main one, nothing does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ask(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    before = {one: signal.signal(one, ask) for one in SIGNALS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
