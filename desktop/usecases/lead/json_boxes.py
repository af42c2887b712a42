"""Reads the boxes of a JSON file as scripts write them: texts, codes, children, times, files."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import people
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


def wrong(path: Path, box: str) -> UserFacingError:
    """Return the refusal of a box that is not as it should be."""
    return UserFacingError(
        "cli.unreadable", file=path.name, problem=f"“{box}” is not as it should be", kind="JSON"
    )


def text_of(data: Mapping[str, Any], name: str, path: Path) -> str:
    """Return a text, empty where it is missing; raises cli.unreadable."""
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or not is_whole(value):
        raise wrong(path, name)
    return value


def code_of(vocabulary: str, word: str) -> str:
    """The code of a word given as code or label, letter case aside; an unknown word is returned as
    it is.
    """
    wanted = word.strip().casefold()
    for item in vocabularies.load(vocabulary).items:
        if wanted in (item.code.casefold(), item.label.casefold()):
            return item.code
    return word


def person_of(casebook: OpenCasebook, word: str) -> str:
    """Return the id of a colleague named by id, account or name; else the words themselves."""
    wanted = word.strip().casefold()
    for person in people.people(casebook.connection, active=True):
        if wanted in (person.id.casefold(), person.account.casefold(), person.name.casefold()):
            return person.id
    return word


def pupils_of(data: Mapping[str, Any], path: Path) -> tuple[LinkedPupil, ...]:
    """Return the children of ``pupils``, ids or {"id", "role"}, or of ``pupil``."""
    value = data.get("pupils", [data["pupil"]] if isinstance(data.get("pupil"), str) else [])
    if not isinstance(value, list):
        raise wrong(path, "pupils")
    result = []
    for item in value:
        entry = {"id": item, "role": "subject"} if isinstance(item, str) else item
        if not isinstance(entry, dict) or not _is_text(entry.get("id")):
            raise wrong(path, "pupils")
        role = entry.get("role") or "subject"
        if role not in PUPIL_ROLES:
            raise wrong(path, "pupils")
        result.append(LinkedPupil(id=entry["id"], role=role))
    return tuple(result)


def when_of(value: Any, path: Path, *, clock: Clock) -> When:
    """Return a time: a value of a record, an ISO day or minute, words as told; now for nothing."""
    if value in (None, "", "now"):
        return When.at_minute(clock().astimezone(SCHOOL_ZONE))
    if isinstance(value, dict):
        return _whole_when(value, path)
    if not _is_text(value):
        raise wrong(path, "happened")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return DateReader(load_calendar()).read(value).when
    if len(value) <= len("2026-11-22"):
        return When.on_day(moment.date(), as_told=value)
    return When.at_minute(
        moment.astimezone(SCHOOL_ZONE) if moment.tzinfo else moment, as_told=value
    )


def ids_of(data: Mapping[str, Any], name: str, path: Path) -> tuple[str, ...]:
    """Return a list of texts, empty where it is missing; raises cli.unreadable."""
    value = data.get(name) or []
    if not isinstance(value, list) or not all(_is_text(one) for one in value):
        raise wrong(path, name)
    return tuple(value)


def files_of(data: Mapping[str, Any], path: Path) -> tuple[tuple[str, bytes], ...]:
    """Return (name, content) of each of ``files``, named beside the JSON file; raises
    cli.unreadable, cli.file_missing.
    """
    return tuple(_file_of(path.parent, name) for name in ids_of(data, "files", path))


def _file_of(folder: Path, name: str) -> tuple[str, bytes]:
    path = folder / name
    try:
        return path.name, path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise UserFacingError("cli.file_missing", file=path.name) from error


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and is_whole(value)


def _whole_when(value: Mapping[str, Any], path: Path) -> When:
    """A time box by box: no box more or less, days and minutes as the record writes them."""
    bounds = [value.get(name) for name in ("earliest", "latest")]
    told = [value.get(name) for name in ("precision", "as_told")]
    try:
        if not all(_is_text(text) for text in (*told, *filter(None, bounds))):
            raise ValueError("not text")
        when = When.from_value(dict(value))
        for bound in filter(None, bounds):
            moment = datetime.fromisoformat(bound).replace(tzinfo=None)
            if bound not in (moment.date().isoformat(), moment.isoformat(timespec="minutes")):
                raise ValueError("not as the record writes it")
    except (KeyError, ValueError, TypeError) as error:
        raise wrong(path, "happened") from error
    return when
