"""What a kind of document needs, so that a new one is not forgotten in any of these places."""

import importlib
import re

import pytest

import resources
from desktop.controllers.lead import export_subject
from desktop.usecases.lead.documents.kinds import BUILDERS, builder_of, kinds
from desktop.usecases.lead.documents.sheets_flow import SHEETS, sheet_kinds
from desktop.usecases.lead.documents.working_copies import WORKING
from tests.support.sample_documents import SAMPLES
from tests.support.source_tree import ROOT

# A transfer pack is a sealed file of its own format; the document in it is of another kind.
PACKS = {"transfer_pack"}
# Made by commands of their own, not by `sheet make`: they say what nobody may keep.
SHEETS_OF_THEIR_OWN = {"recovery_sheet", "transfer_receipt"}
BUILDING = ROOT / "desktop" / "usecases" / "lead" / "documents"
EXPORTS = ROOT / "exports"


def _codes(folder: str, name: str, table: str = "items") -> list[str]:
    return [item["code"] for item in resources.read_toml(folder, name)[table]]


def test_every_kind_on_the_list_has_what_builds_it() -> None:
    """And nothing builds a document that nobody can ask for."""
    assert set(_codes("vocabularies", "documents.toml")) == set(BUILDERS) | PACKS
    modules = {place.partition(":")[0] for place in BUILDERS.values()}
    with_builders = {
        path.stem
        for path in BUILDING.glob("*.py")
        if "\ndef build(" in path.read_text(encoding="utf-8")
    }
    assert with_builders <= modules
    for code in BUILDERS:
        assert callable(builder_of(code)), code


def test_every_kind_has_a_sample_that_all_readers_try() -> None:
    """One of each goes through every validator and reader, tests/exports/test_every_document.py."""
    tried = {build().kind for build in SAMPLES.values()}
    assert set(BUILDERS) | set(SHEETS) | SHEETS_OF_THEIR_OWN == tried


def test_every_kind_says_what_it_proves() -> None:
    """A statement for each kind, and none for a kind that is no more."""
    said = _codes("vocabularies", "evidence_statement.toml")
    assert sorted(said) == sorted(_codes("vocabularies", "documents.toml"))


def test_every_kind_is_made_by_the_command_line() -> None:
    """The demonstration makes one of each from a real casebook by the use-cases of a command."""
    documents = resources.read_toml("demo", "documents.toml")["documents"]
    assert {one["kind"] for one in documents} == set(BUILDERS)


def test_every_kind_stands_in_a_group_of_the_screen() -> None:
    """A kind of another group would be offered nowhere."""
    groups = {choice.value for choice in export_subject.groups()}
    assert {kind.group for kind in kinds()} == groups


def test_every_kind_that_is_asked_for_says_by_whom() -> None:
    """Who may ask for a paper of the court is data; each of them can be chosen on the screen."""
    askers = {choice.value for choice in export_subject.askers()}
    for kind in kinds():
        assert set(kind.asked_by) <= askers, kind.code


def test_every_sheet_on_the_list_has_what_builds_it() -> None:
    assert [item.code for item in sheet_kinds()] == _codes("vocabularies", "sheets.toml")
    assert {item.code for item in sheet_kinds()} == set(SHEETS)


@pytest.mark.parametrize("kind", WORKING)
def test_every_working_copy_has_what_makes_it(kind: str) -> None:
    """And only kinds that offer one have one."""
    assert "working" in next(one for one in kinds() if one.code == kind).products
    for place in WORKING[kind].values():
        module, _, name = place.partition(":")
        assert callable(getattr(importlib.import_module(f"exports.{module}"), name)), place


def test_every_kind_that_offers_a_working_copy_has_one() -> None:
    assert {kind.code for kind in kinds() if "working" in kind.products} == set(WORKING)


def test_every_question_that_is_asked_is_printed() -> None:
    """What somebody types must be read by what builds the document, or by what it calls."""
    places = {**BUILDERS, **SHEETS}
    unread = []
    for code in _codes("vocabularies", "document_questions.toml"):
        kind, _, name = code.partition(".")
        modules = _with_what_it_imports(places[kind].partition(":")[0])
        if not any(f'"{name}"' in text for text in modules):
            unread.append(code)
    assert unread == []


def _with_what_it_imports(stem: str) -> list[str]:
    """The source of a module beside the builders, and of those it imports from there."""
    text = (BUILDING / f"{stem}.py").read_text(encoding="utf-8")
    beside = [
        path.read_text(encoding="utf-8")
        for path in BUILDING.glob("*.py")
        if f"documents.{path.stem} import" in text or f"documents import {path.stem}" in text
    ]
    return [text, *beside]


def test_what_is_printed_knows_nothing_of_where() -> None:
    """Builders and words give parts; only the engine sets them. So either can change alone."""
    content = {
        path.stem
        for path in EXPORTS.glob("*.py")
        if path.stem.endswith(("_parts", "_values", "_papers")) or path.stem.startswith("sheets_")
    }
    assert len(content) > 12
    assert {name for name in content if "layout" in _reached_from(name)} == set()
    assert "layout" in _reached_from("part_text"), "the control: the engine is found"


def _reached_from(name: str) -> set[str]:
    """The modules of exports that one needs, and those that these need."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        path = EXPORTS / f"{waiting.pop()}.py"
        for module in re.findall(r"^from exports\.(\w+) import", path.read_text("utf-8"), re.M):
            if module not in reached:
                reached.add(module)
                waiting.append(module)
    return reached
