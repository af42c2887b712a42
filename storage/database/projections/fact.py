"""One ledger entry on its way into the read tables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage.records import times
from storage.records.concern import ROLES_IN_FILE
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """An entry with its values, the person who signed it, and when.

    ``author`` is the name at that time, ``author_id`` the person's id (empty when the key belongs
    to nobody known).
    """

    ledger: bytes
    seq: int
    type: str
    at: str
    author: str
    author_id: str
    fields: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a field as text; empty when it is absent or null."""
        value = self.fields.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> int:
        """Return a field as 0 or 1."""
        return int(bool(self.fields.get(name)))

    @property
    def at_school(self) -> When:
        """The moment of recording in the school's own time."""
        return When.at_minute(times.from_text(self.at).astimezone(times.SCHOOL_ZONE))

    @property
    def file_names(self) -> str:
        """The claimed names of the files, as JSON."""
        return as_json([file["name"] for file in self.fields.get("files") or ()])


def day_words(iso: str) -> str:
    """Return an ISO day as people read it; anything else as it stands."""
    try:
        return times.short_date(date.fromisoformat(iso))
    except ValueError:
        return iso


def as_json(value: Any) -> str:
    """Return a value as the read tables keep it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def links(value: Any) -> list[tuple[str, str]]:
    """Return (pupil id, role) of a ``pupils`` field: ids alone are subjects."""
    pairs = []
    for item in value or ():
        pair = (item, "subject") if isinstance(item, str) else (item["id"], item["role"])
        if pair not in pairs:
            pairs.append(pair)
    return pairs


def in_file(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs that bring a row into a child's own file, each child once."""
    files: dict[str, str] = {}
    for pupil, role in pairs:
        if role in ROLES_IN_FILE:
            files.setdefault(pupil, role)
    return list(files.items())
