"""Reads decisions and entries from JSON files, as scripts write them."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.decide import Decision, NewAction
from desktop.usecases.lead.entries import NewEntry
from storage.database.repositories import concerns, people
from storage.intake import vocabularies
from storage.intake.vocabularies import load_calendar
from storage.records.concern import PUPIL_ROLES, LinkedPupil
from storage.records.dates_as_told import DateReader
from storage.records.errors import UserFacingError
from storage.records.names import is_whole
from storage.records.times import SCHOOL_ZONE, Clock
from storage.records.when import When


def read_json(path: Path) -> dict[str, Any]:
    """Return the one JSON object of a file; raises cli.file_missing or cli.unreadable."""
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserFacingError("cli.file_missing", file=path.name) from error
    except (ValueError, RecursionError) as error:
        raise UserFacingError(
            "cli.unreadable", file=path.name, problem="not JSON", kind="JSON"
        ) from error
    if not isinstance(value, dict):
        raise UserFacingError(
            "cli.unreadable", file=path.name, problem="not one JSON object", kind="JSON"
        )
    return value


def read_decision(casebook: OpenCasebook, path: Path) -> Decision:
    """A triage file: words may be codes or labels; ``concern`` may be left out when one waits."""
    data = read_json(path)
    actions = data.get("actions") or []
    if not isinstance(actions, list) or not all(isinstance(item, dict) for item in actions):
        raise _wrong(path, "actions")
    return Decision(
        concern=_text(data, "concern", path) or _only_waiting(casebook),
        category=_code("categories", _text(data, "category", path)),
        level=_code("case_levels", _text(data, "level", path)),
        response=_code("responses", _text(data, "response", path)),
        decision=_text(data, "decision", path),
        reason=_text(data, "reason", path),
        actions=tuple(
            NewAction(
                what=_text(item, "what", path),
                owner=_person(casebook, _text(item, "owner", path)),
                due=_text(item, "due", path),
            )
            for item in actions
        ),
        parents_informed=_text(data, "parents_informed", path),
        reply=_text(data, "reply", path),
        significant=data.get("significant") if isinstance(data.get("significant"), bool) else None,
        summary=_text(data, "summary", path),
        outcome=_text(data, "outcome", path),
        pupils=_pupils(data, path) if "pupils" in data else (),
    )


def read_entry(path: Path, *, clock: Clock) -> NewEntry:
    """A new-entry file; ``files`` are paths beside it."""
    data = read_json(path)
    files = data.get("files") or []
    return NewEntry(
        kind=_code("entry_kinds", _text(data, "kind", path)),
        pupils=_pupils(data, path),
        happened=_when(data.get("happened"), path, clock=clock),
        text=_text(data, "text", path),
        significant=data.get("significant") is True,
        files=tuple(_file(path.parent, item) for item in files),
        **{
            name: _text(data, name, path)
            for name in (
                "child_words",
                "source",
                "contact",
                "action",
                "decision",
                "reason",
                "outcome",
                "concern",
            )
        },
    )


def _parents(data: Mapping[str, Any], path: Path) -> ParentsTold:
    """``parents``: {"told": yes, not_yet or no, "when", "by", "account", "why_not"}."""
    value = data.get("parents") or {}
    if not isinstance(value, dict):
        raise _wrong(path, "parents")
    said = {name: _text(value, name, path) for name in ParentsTold.__slots__}
    return ParentsTold(**{**said, "told": _code("parents_informed", said["told"])})


def _wrong(path: Path, box: str) -> UserFacingError:
    return UserFacingError(
        "cli.unreadable", file=path.name, problem=f"“{box}” is not as it should be", kind="JSON"
    )


def _text(data: Mapping[str, Any], name: str, path: Path) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or not is_whole(value):
        raise _wrong(path, name)
    return value


def _code(vocabulary: str, word: str) -> str:
    """The code of a word given as code or label, letter case aside; an unknown word is returned as
    it is.
    """
    wanted = word.strip().casefold()
    for item in vocabularies.load(vocabulary).items:
        if wanted in (item.code.casefold(), item.label.casefold()):
            return item.code
    return word


def _person(casebook: OpenCasebook, word: str) -> str:
    wanted = word.strip().casefold()
    for person in people.people(casebook.connection, active=True):
        if wanted in (person.id.casefold(), person.account.casefold(), person.name.casefold()):
            return person.id
    return word


def _only_waiting(casebook: OpenCasebook) -> str:
    waiting = concerns.ids(casebook.connection, status="waiting")
    if len(waiting) != 1:
        raise UserFacingError("triage.which_concern", count=len(waiting))
    return waiting[0]


def _pupils(data: Mapping[str, Any], path: Path) -> tuple[LinkedPupil, ...]:
    value = data.get("pupils", [data["pupil"]] if isinstance(data.get("pupil"), str) else [])
    if not isinstance(value, list):
        raise _wrong(path, "pupils")
    result = []
    for item in value:
        entry = {"id": item, "role": "subject"} if isinstance(item, str) else item
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise _wrong(path, "pupils")
        role = entry.get("role") or "subject"
        if role not in PUPIL_ROLES:
            raise _wrong(path, "pupils")
        result.append(LinkedPupil(id=entry["id"], role=role))
    return tuple(result)


def _when(value: Any, path: Path, *, clock: Clock) -> When:
    if value in (None, "", "now"):
        return When.at_minute(clock().astimezone(SCHOOL_ZONE))
    if isinstance(value, dict):
        try:
            return When.from_value(value)
        except (KeyError, ValueError) as error:
            raise _wrong(path, "happened") from error
    if not isinstance(value, str):
        raise _wrong(path, "happened")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return DateReader(load_calendar()).read(value).when
    if len(value) <= len("2026-11-22"):
        return When.on_day(moment.date(), as_told=value)
    return When.at_minute(
        moment.astimezone(SCHOOL_ZONE) if moment.tzinfo else moment, as_told=value
    )


def _file(folder: Path, item: Any) -> tuple[str, bytes]:
    path = folder / str(item)
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise UserFacingError("cli.file_missing", file=path.name) from error
