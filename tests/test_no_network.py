"""The guard that every test runs under: a network socket is refused, a local channel is not."""

import socket
from pathlib import Path

import pytest

from tests.support import no_network


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_network_socket_is_refused(family: socket.AddressFamily) -> None:
    """Neither calling out nor listening gets through."""
    host = "::1" if family == socket.AF_INET6 else "127.0.0.1"
    with socket.socket(family) as one:
        with pytest.raises(RuntimeError, match="out of bounds"):
            one.connect((host, 9))
        with pytest.raises(RuntimeError, match="out of bounds"):
            one.bind((host, 0))
    assert len(no_network.attempts()) == 2


def test_looking_up_a_name_is_refused() -> None:
    """A look-up already tells somebody outside."""
    with pytest.raises(RuntimeError, match="out of bounds"):
        socket.getaddrinfo("example.invalid", 443)
    assert len(no_network.attempts()) == 1


def test_a_local_channel_may_pass(tmp_path: Path) -> None:
    """The start process talks to the casebook process by a path on this computer."""
    if hasattr(socket, "AF_UNIX"):
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(tmp_path / "channel"))
    assert no_network.attempts() == []
