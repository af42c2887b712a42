"""Reads cases, changes of cases and closings from JSON files, as scripts write them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.usecases.lead.case_closing import NewClosing, Settled
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.json_boxes import (
    code_of,
    ids_of,
    person_of,
    read_json,
    text_of,
    wrong,
)
from storage.records.cases import ANYONE

_HOW = ("done", "dropped", "stays")


def read_new_case(casebook: OpenCasebook, path: Path) -> dict[str, Any]:
    """Return what open_case takes: pupils (ids), title, owner, level, sought, next_review,
    concerns, reason.
    """
    data = read_json(path)
    fields = {
        name: text_of(data, name, path) for name in ("title", "sought", "next_review", "reason")
    }
    return {
        **fields,
        "pupils": ids_of(data, "pupils", path),
        "began_with": ids_of(data, "concerns", path),
        "owner": _person(casebook, data, "owner", path),
        "level": code_of("case_levels", text_of(data, "level", path)),
    }


def read_case_change(casebook: OpenCasebook, path: Path) -> dict[str, Any]:
    """Return what change_case takes; a box that is not in the file stays as it is."""
    data = read_json(path)
    changes: dict[str, Any] = {
        name: text_of(data, name, path)
        for name in ("title", "sought", "next_review")
        if name in data
    }
    if "owner" in data:
        changes["owner"] = _person(casebook, data, "owner", path)
    if "level" in data:
        changes["level"] = code_of("case_levels", text_of(data, "level", path))
    if "pupils" in data:
        changes["pupils"] = ids_of(data, "pupils", path)
    return {
        "case_id": text_of(data, "case", path),
        "reason": text_of(data, "reason", path),
        **changes,
    }


def read_closing(casebook: OpenCasebook, path: Path) -> NewClosing:
    """Return a closing: ``actions`` are {"id", "how": done, dropped or stays, "words", "owner"},
    ``going_on`` is a list of words.
    """
    data = read_json(path)
    actions = data.get("actions") or []
    if not isinstance(actions, list) or not all(isinstance(item, dict) for item in actions):
        raise wrong(path, "actions")
    second = text_of(data, "second", path)
    texts = (
        *("case", "reason", "done", "decided", "reached", "reached_why", "child_words"),
        "next_review",
    )
    return NewClosing(
        **{name: text_of(data, name, path) for name in texts},
        outcome=code_of("outcomes", text_of(data, "outcome", path)),
        second=second if second == ANYONE else _person(casebook, data, "second", path),
        settled=tuple(_settled(casebook, item, path) for item in actions),
        going_on=ids_of(data, "going_on", path),
    )


def _settled(casebook: OpenCasebook, item: Mapping[str, Any], path: Path) -> Settled:
    how = text_of(item, "how", path)
    if how not in _HOW:
        raise wrong(path, "how")
    return Settled(
        action=text_of(item, "id", path),
        how=how,
        words=text_of(item, "words", path),
        owner=_person(casebook, item, "owner", path),
    )


def _person(casebook: OpenCasebook, data: Mapping[str, Any], name: str, path: Path) -> str:
    word = text_of(data, name, path)
    return person_of(casebook, word) if word else ""
