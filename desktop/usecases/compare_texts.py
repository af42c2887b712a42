"""Compares what a document's attached data say with the entries that stand behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.usecases.printed_rows import RowsVerdict, compare_rows
from storage.ledger.extract import ProvedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlace:
    """A printed text by its source: the position of an entry, and the field, or a path into it."""

    entry: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsVerdict:
    """How many printed texts are word for word what their entries say; ``unproved`` are those whose
    entry or field is withheld, ``differing`` those that say something else. ``rows`` is the same of
    the rows of a chronology.
    """

    matching: int
    unproved: tuple[TextPlace, ...]
    differing: tuple[TextPlace, ...]
    rows: RowsVerdict

    @property
    def ok(self) -> bool:
        """Whether nothing says other than its entry."""
        return not self.differing and not self.rows.differing


def compare_document(data: Mapping[str, Any], proved: Sequence[ProvedEntry]) -> TextsVerdict:
    """Compare the attached data of a document (document.json or chronology.json, decoded) with its
    proved entries.

    A text is compared where it names its source; a source that is none counts as differing. Never
    raises for odd data.
    """
    entries = {entry.seq: entry for entry in proved}
    matching = 0
    unproved: list[TextPlace] = []
    differing: list[TextPlace] = []
    rows: list[Any] = []
    for found in _printed(data):
        if _is_row(found):
            rows.append(found)
            continue
        place = _place(found["source"])
        same = _same(found["text"], place, entries)
        if same:
            matching += 1
        else:
            (unproved if same is None else differing).append(place)
    return TextsVerdict(
        matching=matching,
        unproved=tuple(unproved),
        differing=tuple(differing),
        rows=compare_rows(rows, proved),
    )


def _printed(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every sourced text and every row of a chronology, in order, wherever it stands."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Mapping):
            if _is_row(found) or (found.get("source") is not None and "text" in found):
                yield found
            else:
                waiting += reversed(list(found.values()))
        elif isinstance(found, list):
            waiting += reversed(found)


def _is_row(found: Mapping[str, Any]) -> bool:
    return "record" in found and "what_happened" in found


def _place(source: Any) -> TextPlace:
    if isinstance(source, Mapping):
        entry, name = source.get("entry"), source.get("name")
        if type(entry) is int and isinstance(name, str):
            return TextPlace(entry=entry, name=name)
    return TextPlace(entry=-1, name="")


def _same(text: Any, place: TextPlace, entries: Mapping[int, ProvedEntry]) -> bool | None:
    """True or False, or None where the entry does not show the field."""
    if place.entry < 0 or not isinstance(text, str):
        return False
    entry = entries.get(place.entry)
    first, *path = place.name.split(".")
    if entry is None or entry.disposed or first in entry.withheld:
        return None
    if first not in entry.shown:
        return False
    value = entry.shown[first]
    for step in path:
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return False
    return text == _words(value)


def _words(value: Any) -> str | None:
    """A value as it is printed; None for what has no words of its own."""
    if isinstance(value, str):
        return value
    return str(value) if type(value) is int else None
