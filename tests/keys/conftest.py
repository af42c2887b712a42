"""What the tests of keys share: vectors, cheap password costs, a tree of made-up people."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.keys.passwords import KdfParameters


@pytest.fixture(scope="session")
def vectors() -> Callable[[str], Any]:
    """Our own known answers by name of file."""
    folder = Path(__file__).parent.parent / "data" / "vectors"
    return lambda name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def cheap(random_bytes: Callable[[int], bytes]) -> Callable[[], KdfParameters]:
    """Argon2id at the cost of a test, with a new salt each time."""
    return lambda: KdfParameters(memory_kib=64, time=1, lanes=1, salt=random_bytes(16))
