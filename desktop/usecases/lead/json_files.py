"""Reads decisions from JSON files, as scripts write them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.decide import Decision, NewAction
from desktop.usecases.lead.json_boxes import (
    code_of,
    person_of,
    pupils_of,
    read_json,
    text_of,
    wrong,
)
from storage.database.repositories import concerns
from storage.records.casework import ParentsTold
from storage.records.errors import UserFacingError


def read_decision(casebook: OpenCasebook, path: Path) -> Decision:
    """A triage file: words may be codes or labels; ``concern`` may be left out when one waits."""
    data = read_json(path)
    actions = data.get("actions") or []
    if not isinstance(actions, list) or not all(isinstance(item, dict) for item in actions):
        raise wrong(path, "actions")
    return Decision(
        concern=text_of(data, "concern", path) or _only_waiting(casebook),
        category=code_of("categories", text_of(data, "category", path)),
        level=code_of("case_levels", text_of(data, "level", path)),
        response=code_of("responses", text_of(data, "response", path)),
        decision=text_of(data, "decision", path),
        reason=text_of(data, "reason", path),
        actions=tuple(
            NewAction(
                what=text_of(item, "what", path),
                owner=person_of(casebook, text_of(item, "owner", path)),
                due=text_of(item, "due", path),
            )
            for item in actions
        ),
        parents_informed=text_of(data, "parents_informed", path),
        reply=text_of(data, "reply", path),
        significant=data.get("significant") if isinstance(data.get("significant"), bool) else None,
        summary=text_of(data, "summary", path),
        outcome=text_of(data, "outcome", path),
        pupils=pupils_of(data, path) if "pupils" in data else (),
        parents=_parents(data, path),
        owner=person_of(casebook, text_of(data, "owner", path)) if data.get("owner") else "",
        next_review=text_of(data, "next_review", path),
        case=text_of(data, "case", path),
        so_what=text_of(data, "so_what", path),
    )


def _parents(data: Mapping[str, Any], path: Path) -> ParentsTold:
    """``parents``: {"told": yes, not_yet or no, "when", "by", "account", "why_not"}."""
    value = data.get("parents") or {}
    if not isinstance(value, dict):
        raise wrong(path, "parents")
    said = {name: text_of(value, name, path) for name in ParentsTold.__slots__}
    return ParentsTold(**{**said, "told": code_of("parents_informed", said["told"])})


def _only_waiting(casebook: OpenCasebook) -> str:
    waiting = concerns.ids(casebook.connection, status="waiting")
    if len(waiting) != 1:
        raise UserFacingError("triage.which_concern", count=len(waiting))
    return waiting[0]
