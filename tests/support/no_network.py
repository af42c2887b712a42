"""Refuses every network socket of this process; local channels between processes may pass."""

import sys
from typing import Any

_WATCHED = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"}
_attempts: list[str] = []


def forbid() -> None:
    """Refuse and remember from now on until the process ends; audit hooks cannot be removed."""
    sys.addaudithook(_watch)


def attempts() -> list[str]:
    """Return the attempts so far and forget them."""
    found, _attempts[:] = list(_attempts), []
    return found


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _WATCHED:
        return
    if event != "socket.getaddrinfo" and isinstance(arguments[1], str | bytes):
        return  # a path: a local socket
    _attempts.append(f"{event} {arguments[-1]!r}")
    raise RuntimeError(f"the network is out of bounds: {event}")
