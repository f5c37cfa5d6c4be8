"""The server refuses in words what cannot or must not be served."""

import socket

import pytest

from zhenggai.commands.ground import RefusedError
from zhenggai.commands.serve import is_loopback, need_free


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
