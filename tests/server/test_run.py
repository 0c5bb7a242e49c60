"""The server as a process: its start, its link, its end."""

import os
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from dynascope.errors import UnreadableDatabase
from dynascope.server.credentials import load_token
from dynascope.server.run import CannotKeep, CannotListen, serve
from dynascope.server.services import local_url
from dynascope.settings import load_settings
from tests.running import RunningServer
from tests.server.conftest import PLAIN

NEVER = ("jax", "jaxlib", "flax", "optax", "sklearn", "scipy", "pyarrow", "matplotlib", "pandas")


def test_the_server_imports_nothing_that_trains(tmp_path: Path) -> None:
    code = f"""
import asyncio, sys
from dynascope.server.run import serve
from dynascope.server.app import create_app
from dynascope.settings import load_settings

class Nobody:
    def __getattr__(self, name):
        return lambda *arguments: None

async def main():
    app = create_app(load_settings(environment={{}}, data_dir={str(tmp_path)!r}), 8000, Nobody())
    async with app.router.lifespan_context(app):
        pass

asyncio.run(main())
print(sorted({{name.split(".")[0] for name in sys.modules}} & set({NEVER!r})))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen, match=rf"Cannot listen on 127.0.0.1 port {port}: .*in use.*--port"):
            serve(load_settings(environment={}, data_dir=tmp_path, port=port, open_browser=False))


def test_an_address_that_is_not_ours_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotListen, match=r"192\.0\.2\.1"):
        serve(load_settings(environment={}, data_dir=tmp_path, host="192.0.2.1", port=0, open_browser=False))


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotKeep, match=r"Cannot keep data in .*file/data: Not a directory.*--data-dir"):
        serve(load_settings(environment={}, data_dir=tmp_path / "file" / "data", port=0, open_browser=False))


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "dynascope.sqlite3").write_text("garbage\n")
    with pytest.raises(UnreadableDatabase, match=r"the database .*/dynascope.sqlite3 cannot be read: .*--data-dir"):
        serve(load_settings(environment={}, data_dir=tmp_path, port=0, open_browser=False))


def test_the_token_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    settings = load_settings(environment={}, data_dir=tmp_path / "data")
    tokens: list[str] = []
    threads = [threading.Thread(target=lambda: tokens.append(load_token(settings))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(tokens)) == 1
    assert len(tokens[0]) >= 43
    assert settings.token_file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in settings.data_dir.iterdir()] == ["token"]
    settings.token_file.write_text("")
    assert load_token(settings) == settings.token_file.read_text().strip() != tokens[0]
    given = load_settings(environment={}, data_dir=tmp_path / "other", token="x" * 20)
    assert load_token(given) == "x" * 20
    assert not given.token_file.exists()


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:1"),
        ("0.0.0.0", "http://127.0.0.1:1"),
        ("::", "http://[::1]:1"),
        ("::1", "http://[::1]:1"),
        ("host.example", "http://host.example:1"),
    ],
)
def test_where_this_machine_reaches_it(host: str, url: str) -> None:
    assert local_url(host, 1) == url


def test_a_token_of_any_characters_is_printed_so_that_the_link_holds_it(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data", token="s+%&=x")
    server.start()
    try:
        printed = server.log.read_text()
        assert f"{server.url}/#token=s+%25%26=x\n" in printed
        assert "short enough to be guessed" in printed
        with server.client() as client:
            assert client.get("/jobs").status_code == 200
    finally:
        server.stop()


def test_from_start_to_end(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data")
    server.start()
    try:
        printed = server.log.read_text()
        assert re.search(rf"http://127\.0\.0\.1:{server.port}/#token={server.token}\n", printed)
        headers = {"Authorization": f"Bearer {server.token}"}
        ticket = PLAIN.post(f"{server.url}/api/v1/stream/tickets", headers=headers).json()["ticket"]
        with connect(f"ws://127.0.0.1:{server.port}/api/v1/stream?ticket={ticket}", proxy=None) as stream:
            stream.ping().wait(60)
            second = subprocess.run(
                [sys.executable, "-m", "dynascope", "serve", "--port", "0", "--no-open", "--data-dir", server.data_dir],
                check=False,
                capture_output=True,
                text=True,
                timeout=120,
                env={**os.environ, "DYNASCOPE_TOKEN": server.token},
            )
            assert second.returncode != 0
            assert "Traceback" not in second.stderr
            assert str(server.data_dir) in second.stderr
            assert server.stop() == 0
            with pytest.raises(ConnectionClosed) as closed:
                stream.recv(timeout=60)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1012
        assert not (server.data_dir / "server.json").exists()
        assert ticket not in server.log.read_text()
    finally:
        if server.process is not None and server.process.poll() is None:
            server.kill()
