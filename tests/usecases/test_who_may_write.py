"""Whatever writes into the casebook asks first whether this person may: read from the sources, so
that the next use-case cannot forget it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import desktop.usecases.lead
from storage.records.events import EVENT_TYPES

_FOLDER = Path(desktop.usecases.lead.__file__).parent
# Areas of this file of types: what a lead writes into a child's file.
_OF_A_FILE = frozenset(
    name
    for name in EVENT_TYPES
    if name.partition(".")[0]
    in (
        *("case", "referral", "disagreement", "plan", "meeting", "entry", "paper", "volume"),
        *("risk", "significance", "amendment", "status", "front_sheet", "relation"),
        *("professional", "attendance", "action", "record", "events", "triage", "concern"),
    )
) - {"concern.received"}  # came sealed from a colleague
_ASKS = ("require", "require_record", "_require", "require_fresh_code")


def _functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def _calls(node: ast.AST) -> set[str]:
    found = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            name = call.func
            found.add(name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", ""))
    return found


def _appends(node: ast.AST) -> bool:
    """Whether it appends to the casebook, in one transaction or in one that it has begun."""
    return any(
        isinstance(each, ast.Attribute)
        and each.attr == "append"
        and isinstance(each.value, ast.Name)
        and each.value.id in ("casebook", "work")
        for each in ast.walk(node)
    )


def _types(node: ast.AST) -> set[str]:
    return {
        str(each.value)
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and each.value in _OF_A_FILE
    }


def _below(name: str, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """The functions of a module that one of them calls, itself included."""
    seen, waiting = set(), [name]
    while waiting:
        here = waiting.pop()
        if here in functions and here not in seen:
            seen.add(here)
            waiting += _calls(functions[here])
    return seen


def silent_writers(source: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield (public function, types) for what writes into a file and asks nobody."""
    functions = _functions(ast.parse(source))
    for name in functions:
        reached = _below(name, functions)
        calls = set().union(*(_calls(functions[each]) for each in reached))
        types = set().union(*(_types(functions[each]) for each in reached))
        writes = types and any(_appends(functions[each]) for each in reached)
        if writes and not name.startswith("_") and not calls & set(_ASKS):
            yield name, frozenset(types)


def test_everything_that_writes_asks_first() -> None:
    found = {
        (path.name, name, tuple(sorted(types)))
        for path in sorted(_FOLDER.rglob("*.py"))
        for name, types in silent_writers(path.read_text())
    }
    assert found == set()


def test_a_writer_that_asks_nobody_is_found() -> None:
    source = """
def close_it(casebook):
    _close(casebook)

def _close(casebook):
    casebook.append(Event(type="case.closed", fields={}))

def asks(casebook):
    permissions.require(casebook.person.role, permissions.RECORD)
    _close(casebook)
"""
    assert [name for name, _types in silent_writers(source)] == ["close_it"]


def test_the_search_sees_what_is_written() -> None:
    sources = [ast.parse(path.read_text()) for path in _FOLDER.rglob("*.py")]
    written = set().union(*map(_types, sources))
    for type_ in ("case.merged", "referral.noted", "plan.ended", "relation.set", "risk.signed"):
        assert type_ in written
