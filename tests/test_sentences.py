"""Every refusal has its sentence, every sentence its refusal, and both fit together."""

import ast
import string
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.support.source_tree import ROOMS, ROOT, Module, dotted, modules

BASE = "UserFacingError"
NOT_ON_SCREEN = (
    *("fingerprint", "sealed", "hash", "exception", "traceback", "null"),
    *("ledger", "epoch", "merkle", "--against"),
)


@dataclass(frozen=True)
class Raised:
    """One place in the source that makes a UserFacingError with a literal code."""

    code: str
    where: str
    facts: frozenset[str] | None  # None: the facts are not spelt out here


def _entries() -> list[tuple[str, str, dict[str, str]]]:
    """Return (file name, code, sentence) for all of resources/messages."""
    return [
        (path.name, code, entry)
        for path in sorted((ROOT / "resources" / "messages").glob("*.toml"))
        for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
    ]


def _sentences() -> dict[str, dict[str, str]]:
    return {code: entry for _, code, entry in _entries()}


def _error_classes() -> set[str]:
    """Return UserFacingError and every class built on it, however far down."""
    known = {BASE}
    classes = [
        node
        for module in modules(*ROOMS)
        for node in module.nodes()
        if isinstance(node, ast.ClassDef)
    ]
    while True:
        more = {
            node.name
            for node in classes
            if any(dotted(base).split(".")[-1] in known for base in node.bases)
        }
        if more <= known:
            return known
        known |= more


def _raised() -> list[Raised]:
    errors = _error_classes()
    return [found for module in modules(*ROOMS) for found in _raised_in(module, errors)]


def _raised_in(module: Module, errors: set[str]) -> Iterator[Raised]:
    for node in module.nodes():
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in errors:
            yield from _read(module, node)
        if isinstance(node, ast.ClassDef) and node.name in errors:
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__":
                    yield from _read(module, call)


def _read(module: Module, call: ast.Call) -> Iterator[Raised]:
    if not call.args or not isinstance(call.args[0], ast.Constant):
        return
    code = call.args[0].value
    if not isinstance(code, str) or "." not in code:
        return
    names = [word.arg for word in call.keywords]
    facts = None if None in names else frozenset(name for name in names if name)
    yield Raised(code, module.at(call), facts)


def test_a_code_has_one_sentence() -> None:
    """Two sentences for one code: which one people see would be chance."""
    files: dict[str, list[str]] = {}
    for name, code, _ in _entries():
        files.setdefault(code, []).append(name)
    found = [f"{code}: {' and '.join(names)}" for code, names in files.items() if len(names) > 1]
    assert not found, "\n".join(found)


def test_every_refusal_has_a_sentence() -> None:
    """A code without a sentence would reach a person as a code."""
    known = _sentences()
    found = sorted({f"{made.where} {made.code}" for made in _raised() if made.code not in known})
    assert not found, "\n".join(found)


def test_every_sentence_is_used() -> None:
    """A sentence nobody can meet is one that nobody checks."""
    literals = {
        node.value
        for module in modules(*ROOMS)
        for node in module.nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    found = sorted(code for code in _sentences() if code not in literals)
    assert not found, "\n".join(found)


def test_every_placeholder_is_given() -> None:
    """A sentence that asks for a fact nobody passes would fail at the worst moment."""
    known = _sentences()
    found = [
        f"{made.where} {made.code} lacks {sorted(wanted - made.facts)}"
        for made in _raised()
        if made.code in known and made.facts is not None
        for wanted in [_placeholders(known[made.code])]
        if wanted - made.facts
    ]
    assert not found, "\n".join(found)


def _placeholders(entry: dict[str, str]) -> set[str]:
    text = entry["message"] + entry["next_step"]
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("part", ["message", "next_step"])
def test_every_sentence_is_whole_and_plain(part: str) -> None:
    """What happened, then what to do: each a sentence, in the words of a school."""
    found = []
    for code, entry in _sentences().items():
        text = entry[part].strip()
        if set(entry) != {"message", "next_step"} or not text or text[-1] not in ".?":
            found.append(f"{code}: {part} is no whole sentence")
        words = {word.strip(".,;:!?()'\"").lower() for word in text.split()}
        found += [f"{code}: says {word}" for word in NOT_ON_SCREEN if word in words]
    assert not found, "\n".join(found)
