"""Loads the pick lists and calendars of resources/vocabularies: dated data files, never code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import resources
from storage.records.school_calendar import KnownEvent, SchoolCalendar, Term

_FOLDER = "vocabularies"
_OWN_KEYS = frozenset({"code", "label", "definition", "parent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One choice: a stable code, the words shown, one line that says what it means, and the code it
    stands under.

    ``extra`` holds what else the file says of it (scores, colours, days, end dates).
    """

    code: str
    label: str
    definition: str = ""
    parent: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A pick list with its edition, the ISO day it is in force from, and its source."""

    name: str
    title: str
    edition: str
    in_force: str
    source: str
    items: tuple[Item, ...]

    @property
    def reference(self) -> str:
        """What a record keeps to say which edition it was made under: ``categories 2025-09``."""
        return f"{self.name} {self.edition}"

    def item(self, code: str) -> Item | None:
        """Return the item of a code; None for a code that this edition does not have."""
        return next((item for item in self.items if item.code == code), None)

    def label(self, code: str) -> str:
        """Return the words for a code; the code itself when this edition does not have it."""
        found = self.item(code)
        return found.label if found else code

    def top(self) -> tuple[Item, ...]:
        """Return the items of the first tier, in the order of the file."""
        return self.children("")

    def children(self, code: str) -> tuple[Item, ...]:
        """Return the items that stand under a code."""
        return tuple(item for item in self.items if item.parent == code)

    def for_choices(self) -> tuple[tuple[str, str], ...]:
        """Return (code, words) of all items; a second-tier item says what it stands under."""
        return tuple(
            (item.code, f"{self.label(item.parent)}: {item.label}" if item.parent else item.label)
            for item in self.items
        )


@cache
def load(name: str) -> Vocabulary:
    """Return the vocabulary ``name`` (its file without ``.toml``); raises FileNotFoundError."""
    data = resources.read_toml(_FOLDER, f"{name}.toml")
    return Vocabulary(
        name=name,
        title=data["title"],
        edition=data["edition"],
        in_force=data["in_force"],
        source=data["source"],
        items=tuple(_item(entry) for entry in data["items"]),
    )


def load_calendar() -> SchoolCalendar:
    """Return the usual school terms and the public events that dates as told may lean on."""
    terms = resources.read_toml(_FOLDER, "school_terms.toml")["terms"]
    events = resources.read_toml(_FOLDER, "known_events.toml")["events"]
    return SchoolCalendar(
        terms=tuple(Term(**term) for term in terms),
        events=tuple(
            KnownEvent(
                words=tuple(event["words"]),
                day=_day(event["day"]),
                label=event["label"],
                period_words=tuple(event.get("period_words", ())),
            )
            for event in events
        ),
    )


def load_words(name: str) -> dict[str, Any]:
    """Return a word list (column synonyms, spellings) as the plain table it is; raises
    FileNotFoundError.
    """
    return resources.read_toml(_FOLDER, f"{name}.toml")


def _item(entry: Mapping[str, Any]) -> Item:
    return Item(
        code=entry["code"],
        label=entry["label"],
        definition=entry.get("definition", ""),
        parent=entry.get("parent", ""),
        extra={key: value for key, value in entry.items() if key not in _OWN_KEYS},
    )


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise TypeError("a day of a vocabulary is written without quotes")
    return value
