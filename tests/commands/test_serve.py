"""The server refuses in words what cannot or must not be served."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from zhenggai.commands.ground import RefusedError
from zhenggai.commands.serve import is_loopback, need_free, need_writable


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1"])
def test_loopback_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "zhenggai.example"])  # noqa: S104 - named, not bound
def test_anything_else_is_not_loopback(host: str) -> None:
    assert not is_loopback(host)


def test_a_port_in_use_is_refused_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(RefusedError, match="--port"):
            need_free("127.0.0.1", other.getsockname()[1])


def test_a_folder_in_which_nothing_can_be_recorded_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "zhenggai.sqlite3"
    kept.touch()
    need_writable(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, mode: path != kept)
    with pytest.raises(RefusedError, match=kept.name):
        need_writable(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups that Ctrl+C goes to")
def test_ctrl_c_in_a_terminal_ends_the_server(tmp_path: Path) -> None:
    """A terminal sends it to the main process and to the worker alike."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"ZHENGGAI_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "zhenggai", "serve", "--migrate", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert server.stdout
        assert any("Started worker" in line for line in server.stdout)
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(20) == 0
    finally:
        server.kill()
        server.communicate()
