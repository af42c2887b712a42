"""Reads entries, statements and moves from JSON files, as scripts write them."""

from pathlib import Path
from typing import Any

from desktop.usecases.lead.amendments import Statement
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.decide import NewAction
from desktop.usecases.lead.entries import NewEntry
from desktop.usecases.lead.json_boxes import (
    code_of,
    files_of,
    person_of,
    pupils_of,
    read_json,
    text_of,
    when_of,
    wrong,
)
from storage.records.concern import LinkedPupil


def read_entry(casebook: OpenCasebook, path: Path) -> NewEntry:
    """A new-entry file; ``boxes`` are the further boxes of its kind by their codes, ``next_action``
    is {what, owner, due}, ``files`` are paths beside it.
    """
    data = read_json(path)
    boxes = data.get("boxes") or {}
    if not isinstance(boxes, dict):
        raise wrong(path, "boxes")

    def text(name: str) -> str:
        return text_of(data, name, path)

    return NewEntry(
        kind=code_of("entry_kinds", text("kind")),
        pupils=pupils_of(data, path),
        happened=when_of(data.get("happened"), path, clock=casebook.clock),
        text=text("text"),
        child_words=text("child_words"),
        source=text("source"),
        contact=text("contact"),
        how=code_of("contact_types", text("how")),
        action=text("action"),
        decision=text("decision"),
        reason=text("reason"),
        outcome=text("outcome"),
        concern=text("concern"),
        case=text("case"),
        significant=data.get("significant") is True,
        summary=text("summary"),
        so_what=text("so_what"),
        boxes=tuple((code, text_of(boxes, code, path)) for code in boxes),
        next_action=_action(casebook, data.get("next_action"), path),
        files=files_of(data, path),
    )


def read_statement(path: Path) -> Statement:
    """A statement: target, stated_by, relationship, stated_on (ISO day), words, reason, files."""
    data = read_json(path)
    return Statement(
        target=text_of(data, "target", path),
        stated_by=text_of(data, "stated_by", path),
        relationship=text_of(data, "relationship", path),
        stated_on=text_of(data, "stated_on", path),
        words=text_of(data, "words", path),
        reason=text_of(data, "reason", path),
        files=files_of(data, path),
    )


def read_move(path: Path) -> tuple[str, tuple[LinkedPupil, ...], str]:
    """A move: return its ``target``, whom it is about (``pupils``), and the ``reason``."""
    data = read_json(path)
    return text_of(data, "target", path), pupils_of(data, path), text_of(data, "reason", path)


def _action(casebook: OpenCasebook, value: Any, path: Path) -> NewAction | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise wrong(path, "next_action")
    return NewAction(
        what=text_of(value, "what", path),
        owner=person_of(casebook, text_of(value, "owner", path)),
        due=text_of(value, "due", path),
    )
