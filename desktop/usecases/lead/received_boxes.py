"""What an entry of another school says in its further boxes, each with the name of its box."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from storage.intake import vocabularies
from storage.records import times
from storage.records.searched_boxes import boxes

# Entries of a child's file that make no row of a chronology where they come from.
BESIDE = (
    *("front_sheet.noted", "relation.set", "relation.ended", "professional.noted"),
    *("professional.changed", "meeting.planned", "meeting.dropped", "attendance.taken"),
)
_DAYS = {
    "on": "On",
    "since": "Since",
    "until": "Until",
    "date_of_birth": "Date of birth",
    "review_date": "To be looked at again",
    "next_review": "Next date",
    "next_chase": "To be asked again",
    "next_date": "Next meeting",
    "due": "Due",
}
_CHOSEN = {"level": ("Level", "case_levels"), "urgency": ("How urgent", "referral_urgency")}
_KINDS = {"meeting.planned": "meeting_kinds", "professional.noted": "professional_kinds"}
_FLAGS = {"lives_with": "Lives with the child", "parental_responsibility": "Has responsibility"}
_COUNTS = {
    "possible": "Sessions possible",
    "missed": "Missed",
    "unauthorised": "Unauthorised",
    "late": "Late",
}
_NOT_SAID = ("happened", "files", "pupils", "vocabulary", "boxes")


def further_boxes(
    shown: Mapping[str, Any], *, without: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Yield (name of the box, what stands in it) of an entry, but for the boxes ``without``."""
    said = {name: value for name, value in shown.items() if name not in (*_NOT_SAID, *without)}
    labels = vocabularies.load("record_fields")
    for name, words in boxes(said):
        yield labels.label(name), words
    for name, (label, vocabulary) in _CHOSEN.items():
        if isinstance(said.get(name), str) and said[name]:
            yield label, vocabularies.load(vocabulary).label(said[name])
    for name, label in _DAYS.items():
        if isinstance(said.get(name), str) and said[name]:
            yield label, _day(said[name])
    for name, label in _FLAGS.items():
        if isinstance(said.get(name), bool):
            yield label, "yes" if said[name] else "no"
    for name, label in _COUNTS.items():
        if isinstance(said.get(name), int):
            yield label, str(said[name])


def said_beside(type_: str, shown: Mapping[str, Any]) -> str:
    """Return everything that an entry of BESIDE says, as one text."""
    heading = vocabularies.load("ledger_types").label(type_)
    lines = [f"{heading[:1].upper()}{heading[1:]}"]
    kind, kinds = shown.get("kind"), _KINDS.get(type_)
    if isinstance(kind, str) and kind and kinds:
        lines.append(vocabularies.load(kinds).label(kind))
    named = shown.get("boxes")
    if isinstance(named, Mapping):
        labels = vocabularies.load("front_sheet_boxes")
        lines += [f"{labels.label(str(box))}: {text}" for box, text in sorted(named.items())]
    lines += [f"{label}: {words}" for label, words in further_boxes(shown)]
    return "\n".join(lines)


def _day(iso: str) -> str:
    try:
        return times.long_date(date.fromisoformat(iso))
    except ValueError:
        return iso
