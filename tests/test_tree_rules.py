"""Rules for the files of the tree: where they lie and what may not stand in them."""

import hashlib
import re
from pathlib import Path

from tests.support.source_tree import ROOMS, ROOT, modules, tracked_files

TOP_LEVEL = {
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "desktop",
    "exports",
    "packaging",
    "pyproject.toml",
    "resources",
    "storage",
    "tests",
    "ui",
}
OPTIONAL = {"CHANGELOG.md"}

REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|deb\.debian\.org|registry\.npmjs|index-url[ =]+[a-z]",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?:^|[^A-Za-z0-9_.])/(?:work|root|tmp/bash_jobs)/", re.MULTILINE)
HELPERS = re.compile(r"sub[-]?agent", re.IGNORECASE)


def _texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            found.append((path.relative_to(ROOT).as_posix(), data.decode("utf-8", "replace")))
    return found


def test_the_top_level_is_the_one_agreed() -> None:
    """Everybody finds everything: the rooms are fixed, only dot files may be added."""
    found = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    visible = {name for name in found if not name.startswith(".")}
    assert visible - TOP_LEVEL == set()
    assert TOP_LEVEL - OPTIONAL - visible == set()


def test_no_file_names_a_registry_or_a_machine() -> None:
    """A clone works from any mirror and in any folder."""
    found = [
        f"{name}: {match.group(0).strip()}"
        for name, text in _texts()
        for pattern in (REGISTRY, MACHINE, HELPERS)
        for match in pattern.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_test_data_never_ships() -> None:
    """Files of others are for tests; a copy under resources/ would be shown to users."""
    shared = ROOT / "tests" / "data" / "shared"
    known = {_digest(path) for path in shared.rglob("*") if path.is_file() and path.stat().st_size}
    found = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.stat().st_size and _digest(path) in known
    ]
    assert not found, "\n".join(found)


def test_the_program_never_reads_test_data() -> None:
    """What runs at a school has no tests folder."""
    found = [module.name for module in modules(*ROOMS) if "tests/data" in module.text]
    assert not found, "\n".join(found)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
