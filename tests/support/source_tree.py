"""Reads the project's own source for the house rules: files, syntax trees, tracked names."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("desktop", "ui", "storage", "exports", "resources")
_NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__"}


@dataclass(frozen=True)
class Module:
    """One Python file of the project."""

    path: Path

    @property
    def name(self) -> str:
        """The path from the top of the tree, with slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def room(self) -> str:
        """The top-level folder."""
        return self.name.split("/")[0]

    @cached_property
    def text(self) -> str:
        """The source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def lines(self) -> list[str]:
        """The source, line by line."""
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, filename=self.name)

    def at(self, node: ast.AST) -> str:
        """Say where a node stands."""
        return f"{self.name}:{getattr(node, 'lineno', 0)}"

    def nodes(self) -> Iterator[ast.AST]:
        """Walk through the whole tree."""
        return ast.walk(self.tree)


def modules(*rooms: str) -> list[Module]:
    """Return the modules of these top-level folders."""
    return [
        Module(path)
        for room in rooms
        for path in sorted((ROOT / room).rglob("*.py"))
        if not _NOT_OURS & set(path.parts)
    ]


def tracked_files() -> list[Path]:
    """Return the files that git keeps (or, outside a repository, those that lie in the tree)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0 and listed.stdout:
        named = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        named = [path for path in ROOT.rglob("*") if not _NOT_OURS & set(path.parts)]
    return [path for path in named if path.is_file()]


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` for a chain of names, or "" for any other expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else f".{node.attr}"
    return ""
