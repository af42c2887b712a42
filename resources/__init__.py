"""Finds the data files that travel with the program, in the tree, in a wheel and in a
frozen build.
"""

import json
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def find(*parts: str) -> Traversable:
    """Return the resource under resources/ named by its path parts, e.g. ``find("fonts",
    "A.ttf")``.
    """
    return files(__name__).joinpath(*parts)


def read_bytes(*parts: str) -> bytes:
    """Return the bytes of a resource; raises FileNotFoundError when it does not exist."""
    return find(*parts).read_bytes()


def read_text(*parts: str) -> str:
    """Return a resource as text; every text resource is UTF-8."""
    return find(*parts).read_text(encoding="utf-8")


def read_toml(*parts: str) -> dict[str, Any]:
    """Return a TOML resource as a dict."""
    return tomllib.loads(read_text(*parts))


def read_json(*parts: str) -> Any:
    """Return a JSON resource as the value it holds."""
    return json.loads(read_text(*parts))


def version() -> str:
    """Return the program's version; this file is the one place that states it."""
    return read_text("version.txt").strip()
