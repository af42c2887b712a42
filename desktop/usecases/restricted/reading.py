"""Turns what lies in the reader's store into letters as people read them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

from desktop.usecases.restricted.letters import slip_of
from desktop.usecases.restricted.room import Room
from storage.intake import vocabularies
from storage.letterbox.restricted_entry import Entry
from storage.letterbox.slip import OpenedSlip
from storage.records.body_map import BodyMap
from storage.records.concern import check_signed_fields
from storage.records.errors import UserFacingError
from storage.records.mark_words import map_lines
from storage.records.restricted import (
    AdultPattern,
    FileRow,
    Kept,
    LetterPart,
    LetterRow,
    RestrictedLetter,
)
from storage.records.when import When

_FIRST_WORDS = 140
_ABOUT = {"head": "The head teacher", "dsl": "A DSL", "chair": "The chair of governors"}
# Also the order in which they are shown.
_LABELS = {
    "text": "Words",
    "kind": "What it is",
    "adult": "Adult",
    "thresholds": "The adult has",
    "lado_called": "LADO called",
    "lado_name": "Spoke to",
    "lado_advice": "The LADO's advice",
    "outcome": "Outcome",
    "reason": "Reason",
    "action": "What is done",
    "what": "What",
    "files": "Files",
}
_WORDS = {"kind": "adult_concerns", "thresholds": "adult_thresholds", "outcome": "adult_outcomes"}


def letter_rows(room: Room) -> tuple[LetterRow, ...]:
    """Return every letter, newest first."""
    entries = room.store.entries()
    rows = [_row(room, entry, entries) for entry in entries if entry.kind == "letter"]
    return tuple(sorted(rows, key=lambda row: row.number, reverse=True))


def read_letter(room: Room, number: int) -> RestrictedLetter:
    """Return one letter with what was kept beside it; raises restricted.not_a_letter."""
    entries = room.store.entries()
    entry = next((e for e in entries if e.number == number and e.kind == "letter"), None)
    if entry is None:
        raise UserFacingError("restricted.not_a_letter", number=number)
    row = _row(room, entry, entries)
    slip = _slip(room, entry)
    return RestrictedLetter(
        row=row,
        parts=letter_parts(slip) if slip and row.readable else (),
        files=tuple(
            FileRow(place=place, name=each.name, size=len(each.content))
            for place, each in enumerate(slip.attachments if slip else ())
        ),
        kept=tuple(kept_of(entries, number)),
        signed=slip is not None and slip.signature_ok,
        name_checked=bool(slip and row.readable and slip.content.get("pin_checked") is True),
        digest=str(entry.fields["digest"]),
    )


def file_of(room: Room, number: int, place: int) -> tuple[str, bytes]:
    """Return name and bytes of a file that came with a letter; raises restricted.not_a_letter."""
    for entry in room.store.entries():
        if entry.number == number and entry.kind == "letter":
            slip = _slip(room, entry)
            if slip is not None and place < len(slip.attachments):
                return slip.attachments[place].name, slip.attachments[place].content
    raise UserFacingError("restricted.not_a_letter", number=number)


def kept_of(entries: Sequence[Entry], letter: int) -> Iterator[Kept]:
    """Yield what was added to a letter, oldest first; a correction stands beside what it
    corrects.
    """
    own = {entry.number for entry in entries if entry.fields.get("letter") == letter}
    for entry in entries:
        target = entry.fields.get("target")
        if entry.number in own or target in own or (target == letter):
            yield Kept(
                number=entry.number,
                at=entry.at,
                kind=entry.kind,
                lines=tuple(_lines(entry)),
                corrects=int(target or 0),
            )


def patterns(room: Room) -> tuple[AdultPattern, ...]:
    """Return every named adult with all that was kept about them, the most first."""
    entries = room.store.entries()
    found: dict[str, tuple[str, list[tuple[str, str, int]]]] = {}
    for row in sorted(letter_rows(room), key=lambda row: row.number):
        if not row.adult:
            continue
        same = " ".join(row.adult.casefold().split())
        items = found.setdefault(same, (row.adult, []))[1]
        items.append((row.received_at, "Letter", row.number))
        for kept in kept_of(entries, row.number):
            if kept.kind in ("note", "decision"):
                words = dict(kept.lines)
                items.append((kept.at, words.get("What it is", "Note"), kept.number))
    listed = [AdultPattern(adult=name, items=tuple(items)) for name, items in found.values()]
    return tuple(sorted(listed, key=lambda each: (-len(each.items), each.adult)))


def _row(room: Room, entry: Entry, entries: Sequence[Entry]) -> LetterRow:
    slip = _slip(room, entry)
    fields = _fields(slip)
    decided = [
        other
        for other in entries
        if other.kind == "decision" and other.fields.get("letter") == entry.number
    ]
    last: Mapping[str, Any] = decided[-1].fields if decided else {}
    return LetterRow(
        number=entry.number,
        concern=int(entry.fields["concern"]),
        received_at=entry.at,
        written_at=str(fields.get("written_at", "")),
        reporter=str(slip.content.get("reporter_name", "")) if slip and fields else "",
        adult=str(last.get("adult") or _adult(fields)),
        first_words=shorten(
            str(fields.get("what_happened", "")), width=_FIRST_WORDS, placeholder=" …"
        ),
        kind=_label("kind", last.get("kind", "")),
        outcome=_label("outcome", last.get("outcome", "")),
        replied=any(
            other.kind == "reply" and other.fields.get("letter") == entry.number
            for other in entries
        ),
        readable=bool(fields),
        follows=_follows(entry, fields, entries),
    )


def _follows(entry: Entry, fields: Mapping[str, Any], entries: Sequence[Entry]) -> int:
    wanted = str(fields.get("follow_up_to", "")).strip()
    if not wanted:
        return 0
    for other in entries:
        if (
            other.kind == "letter"
            and other.number != entry.number
            and str(other.fields["concern"]) == wanted
            and other.fields["workstation"] == entry.fields["workstation"]
        ):
            return other.number
    return 0


def _slip(room: Room, entry: Entry) -> OpenedSlip | None:
    try:
        return slip_of(room, entry)
    except UserFacingError:
        return None


def _fields(slip: OpenedSlip | None) -> Mapping[str, Any]:
    """The boxes of a letter that this program made; empty for anything else."""
    if slip is None or not isinstance(slip.content.get("fields"), Mapping):
        return {}
    fields: Mapping[str, Any] = slip.content["fields"]
    try:
        check_signed_fields(fields)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return {}
    return fields if isinstance(slip.content.get("reporter_name"), str) else {}


def _adult(fields: Mapping[str, Any]) -> str:
    if fields.get("about_whom"):
        return str(fields["about_whom"])
    post = "head" if fields.get("about_head") else str(fields.get("about_post", ""))
    return _ABOUT.get(post, "")


def letter_parts(slip: OpenedSlip) -> tuple[LetterPart, ...]:
    """Return every box of a letter that says something; none of what this program did not make."""
    return tuple(_parts(slip)) if _fields(slip) else ()


def _parts(slip: OpenedSlip) -> Iterator[LetterPart]:
    fields = _fields(slip)
    names = slip.content.get("names")
    known = names if isinstance(names, Mapping) else {}
    for item in vocabularies.load("restricted_boxes").items:
        text = _text_of(item.code, fields, known)
        if text:
            yield LetterPart(label=item.label, text=text, quote=item.code == "child_words")


def _text_of(code: str, fields: Mapping[str, Any], names: Mapping[str, Any]) -> str:
    if code == "about_whom":
        return _adult(fields)
    if code == "happened":
        return _when(When.from_value(fields["happened"]))
    if code in _LISTED:
        return _LISTED[code](str(fields[code]))
    if code == "place":
        kind = vocabularies.load("location_types").label(fields["place_kind"])
        return ", ".join(part for part in (fields["place"], kind) if part)
    if code == "pupils":
        roles = vocabularies.load("pupil_roles")
        return "\n".join(
            f"{_name(names, each['id'])} ({roles.label(each['role'])})" for each in fields["pupils"]
        )
    if code == "body_maps":
        maps = [BodyMap.from_value(value) for value in fields["body_maps"]]
        return "\n".join(line for each in maps for line in _map_lines(each, names))
    if code == "paper":
        return _paper(fields.get("paper"))
    return str(fields.get(code, ""))


def _when(when: When) -> str:
    """The time as it was read, and as it was told where that says more."""
    words = when.for_people()
    return words if not when.as_told or when.as_told in words else f"{words} ({when.as_told})"


def _source(code: str) -> str:
    return vocabularies.load("sources").label(code) if code else ""


def _told(code: str) -> str:
    return {"yes": "Yes", "no": "No"}.get(code, code)


# Boxes that hold a code, in the words that were chosen.
_LISTED: Mapping[str, Callable[[str], str]] = {"source": _source, "told_dsl": _told}


def _name(names: Mapping[str, Any], identifier: str) -> str:
    return str(names.get(identifier, "")) or "A child whose name is not in this letter"


def _paper(value: Any) -> str:
    if not value:
        return ""
    when = _when(When.from_value(value["written"]))
    form = f"form {value['form']}, " if value["form"] else ""
    kept = f"; the sheet lies: {value['kept']}" if value["kept"] else ""
    return f"{form}written {when}{kept}"


def _map_lines(body_map: BodyMap, names: Mapping[str, Any]) -> tuple[str, ...]:
    return map_lines(body_map, whose=_name(names, body_map.pupil) if body_map.pupil else "")


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, label in _LABELS.items():
        value = entry.fields.get(name)
        if value:
            listed = value if isinstance(value, list) else [value]
            yield label, "; ".join(_label(name, str(each)) for each in listed)


def _label(name: str, code: str) -> str:
    return vocabularies.load(_WORDS[name]).label(code) if name in _WORDS and code else code
