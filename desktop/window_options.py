"""The options of the window, read without the command line's parser: start-up pays for
every import.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_WITH_VALUE = ("--home", "--letterbox")
_ALONE = ("--temp-home", "--demo", "--practice")
_COMMAND = ["practice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOptions:
    """Where the home and the letterbox lie (empty: the usual place), and whether it is made up.

    ``practice`` is a made-up school in a home of its own that is thrown away at the end; no other
    option counts then.
    """

    home: str = ""
    letterbox: str = ""
    temp_home: bool = False
    demo: bool = False
    practice: bool = False


def window_options(words: Sequence[str]) -> WindowOptions | None:
    """Return the options, or None when the words are not the window's but a command's."""
    values: dict[str, str] = {}
    alone: set[str] = set()
    if list(words) == _COMMAND:
        return WindowOptions(demo=True, practice=True)
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, given, value = word.partition("=")
        if name in _WITH_VALUE and (given or rest):
            values[name] = value if given else rest.pop(0)
        elif word in _ALONE:
            alone.add(word)
        else:
            return None
    if "--practice" in alone:
        return WindowOptions(demo=True, practice=True)
    return WindowOptions(
        home=values.get("--home", ""),
        letterbox=values.get("--letterbox", ""),
        temp_home="--temp-home" in alone,
        demo="--demo" in alone,
    )
