"""Keeps pyHanko's HTTP client out of the process: a stand-in takes aiohttp's place.

pyHanko imports aiohttp for time-stamp servers and remote signers. Holdfast has no network, so the
real package is never loaded (and builds leave it out). Call ``keep_out()`` before pyHanko is
imported for the first time.
"""

import sys
from types import ModuleType

_NAMES = ("aiohttp",)


class _StandIn(ModuleType):
    """A module whose every name is a class that does nothing; enough for type annotations."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Exception,), {})


def keep_out() -> None:
    """Put the stand-in in place; raises ImportError if the real package is already loaded."""
    for name in _NAMES:
        loaded = sys.modules.setdefault(name, _StandIn(name))
        if not isinstance(loaded, _StandIn):
            raise ImportError(f"{name} was loaded before it could be kept out")
