"""Loads pyHanko without its network part and runs it without an event loop.

pyHanko imports an HTTP client for time stamps and revocation lists, which this program never
asks for. A stand-in without any function takes its place. Its coroutines
only compute; they run in a loop that has nothing to listen to, where an ordinary event loop would
open a pair of sockets.
"""

import asyncio
import importlib
from collections.abc import Coroutine
from typing import Any, TypeVar

from exports.no_http import keep_out

_Result = TypeVar("_Result")


def load(name: str) -> Any:
    """Import a module of pyHanko (two seconds the first time) and return it.

    The stand-in stays: pyHanko imports parts of itself only when they are used.
    """
    keep_out()
    return importlib.import_module(name)


class _NoEvents:
    """A selector without anything to select from."""

    @staticmethod
    def select(timeout: float | None) -> list[object]:
        """Return at once; waiting without end would mean waiting for the outside."""
        if timeout is None:
            raise RuntimeError("signing waited for something outside this program")
        return []

    def close(self) -> None:
        """Close nothing."""


class _ClosedLoop(asyncio.BaseEventLoop):
    """Steps tasks until they are done; opens no socket and no pipe."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _NoEvents()

    def _process_events(self, _events: object) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody calls from another thread."""


def finish(coroutine: Coroutine[Any, Any, _Result]) -> _Result:
    """Run a coroutine that only computes; raises RuntimeError should it wait for anything."""
    loop = _ClosedLoop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.close()
