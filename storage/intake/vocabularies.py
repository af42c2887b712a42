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

    def offered(self, on: str) -> bool:
        """Whether a list offers it on an ISO day: ``begins`` is its first day, ``ended`` the first
        on which it is no longer used.
        """
        begun = str(self.extra.get("begins", "")) <= on
        return begun and not self.has_ended(on)

    def has_ended(self, on: str) -> bool:
        """Whether it is no longer used on an ISO day."""
        ended = str(self.extra.get("ended", ""))
        return bool(ended) and ended <= on

    def label_in(self, edition: str) -> str:
        """Return the words that an edition had for it: ``was`` holds earlier words, each with the
        last edition that had them; without an edition they are today's.
        """
        earlier = [
            each for each in self.extra.get("was", ()) if edition and edition <= each["until"]
        ]
        return str(min(earlier, key=lambda each: each["until"])["label"]) if earlier else self.label


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

    def offered(self, on: str) -> tuple[Item, ...]:
        """Return what a list offers on an ISO day; a part is not offered without its whole."""
        return tuple(
            item
            for item in self.items
            if item.offered(on) and ((whole := self.item(item.parent)) is None or whole.offered(on))
        )

    def now(self, code: str, *, on: str) -> tuple[Item, ...]:
        """Return what a code stands for on an ISO day: itself, or what came in its place, however
        often the names changed; nothing for a code that ended without a successor.
        """
        found: dict[str, Item] = {}
        ahead, seen = [code], set()
        while ahead:
            item = self.item(ahead.pop(0))
            if item is None or item.code in seen:
                continue
            seen.add(item.code)
            if item.has_ended(on):
                ahead.extend(item.extra.get("replaced_by", ()))
            else:
                found[item.code] = item
        return tuple(found.values())

    def full_label(self, code: str, *, edition: str = "") -> str:
        """Return the words for a code in an edition; a part says what it belongs to."""
        item = self.item(code)
        if item is None:
            return code
        own = item.label_in(edition)
        return f"{self.full_label(item.parent, edition=edition)}: {own}" if item.parent else own

    def as_decided(self, code: str, *, reference: str, on: str) -> str:
        """Return the words a code had in the edition that a record names (``reference``), and
        beside them today's where they differ: "Peer-on-peer abuse (now: Child-on-child)".
        """
        then = self.full_label(code, edition=edition_in(reference, self.name))
        today = [self.full_label(item.code) for item in self.now(code, on=on)]
        if not today or today == [then]:
            return then
        return f"{then} (now: {', '.join(today)})"


def edition_in(reference: str, name: str) -> str:
    """Return the edition of one list out of what a record keeps: ``categories 2025-09``, or several
    of these with semicolons between; empty when the list is not named.
    """
    for part in reference.split(";"):
        list_name, _, edition = part.strip().rpartition(" ")
        if list_name == name:
            return edition
    return ""


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
