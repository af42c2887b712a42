"""Rows of a log that another system kept of all children: what each says, and by what it is known
again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from storage.records.names import fold
from storage.records.when import When

MIGRATED = "migrated"
NOT_ORIGINAL = "Migrated, not original"
# What a row says; a second copy of it says the same of the same children.
_SAID = (
    *("pupils", "text", "child_words", "action", "outcome", "written_by", "written_on"),
    *("category", "level", "context", "system"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChild:
    """A child as a row names it. ``date_of_birth`` is an ISO day, empty where it cannot be read;
    ``born_as_told`` the words of the file.
    """

    name: str = ""
    forename: str = ""
    surname: str = ""
    upn: str = ""
    date_of_birth: str = ""
    born_as_told: str = ""
    class_name: str = ""

    @property
    def full_name(self) -> str:
        """The name as the file writes it."""
        return self.name or " ".join(part for part in (self.forename, self.surname) if part)

    @property
    def words(self) -> str:
        """Everything the file says of who it is, for people to read."""
        if not (self.full_name or self.upn):
            return ""
        parts = (self.full_name, self.class_name, self.born_as_told, self.upn)
        return " · ".join(part for part in parts if part)

    @property
    def key(self) -> str:
        """What names this child of the file when somebody has said who it is; holds no name."""
        born = self.date_of_birth or self.born_as_told
        told = "\x1f".join((fold(self.full_name), self.upn, born))
        return sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedChild:
    """Another child whom a row names, with a code of pupil_roles."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One row as it was: ``row`` counts the rows from 1, ``line`` is the line of the file.
    ``category``, ``level`` and ``status`` are the words of the other system; ``context`` has what
    stood in columns without a box of ours, under their headings.
    """

    line: int
    row: int
    child: ToldChild
    linked: tuple[LinkedChild, ...]
    happened: When
    undecided: str
    text: str
    child_words: str
    action: str
    outcome: str
    written_by: str
    written_on: str
    category: str
    level: str
    status: str
    context: str

    def to_fields(self, *, system: str, pupils: list[Any], file: str) -> dict[str, Any]:
        """Return the fields of ``entry.transcribed`` but for the id."""
        there = (("category", self.category), ("level", self.level), ("status", self.status))
        said = "".join(f"; {name} there “{words}”" for name, words in there if words)
        told = {
            "child_words": self.child_words,
            "action": self.action,
            "outcome": self.outcome,
            "written_by": self.written_by,
            "written_on": self.written_on,
            "category": self.category,
            "level": self.level,
            "context": self.context,
            "undecided": self.undecided,
            "source": self._source(),
        }
        return {
            "source_file": file,
            "row": self.row,
            "pupils": pupils,
            "happened": self.happened.to_value(),
            "text": self.text,
            "system": system,
            "source_ref": f"{NOT_ORIGINAL}: {system}, row {self.row}{said}",
            **{name: words for name, words in told.items() if words},
        }

    def _source(self) -> str:
        written = f"written {self.written_on}" if self.written_on else ""
        return ", ".join(part for part in (self.written_by, written) if part)


def row_digest(fields: Mapping[str, Any]) -> bytes:
    """Return what a migrated row is known by when it comes again in another file: a hash of what it
    says and of whom, wherever it stands there.
    """
    said = {name: fields[name] for name in _SAID if fields.get(name)}
    said["happened"] = fields["happened"]["as_told"]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
