"""Turns the proved entries of another school into rows for this casebook: the words, dates and
authors as they were, each marked as received.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.correction_words import stated_words
from desktop.usecases.lead.received_boxes import BESIDE, further_boxes, said_beside
from desktop.usecases.pack_contents import PackContents, PackRow, StoredInPack
from desktop.usecases.report import long_day
from desktop.usecases.source_words import source_words
from storage.intake import vocabularies
from storage.ledger.extract import ProvedEntry
from storage.records import row_types, times
from storage.records.errors import UserFacingError
from storage.records.risk_assessment import TEXTS as RISK_TEXTS
from storage.records.when import When

NOT_ORIGINAL = "Received from another school; not original here."
_LONGEST = 200_000
_BOUND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedRow:
    """A row to be taken: ``fields`` are those of an ``entry.transcribed`` entry but for its id, the
    children and the file it came in; ``files`` came with it.
    """

    key: str
    kind: str
    happened: When
    text: str
    author: str
    fields: Mapping[str, Any]
    files: tuple[StoredInPack, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What an entry says, in the fields of a copied row."""

    text: str
    child_words: str = ""
    source: str = ""
    action: str = ""
    decision: str = ""
    outcome: str = ""
    more: tuple[tuple[str, str], ...] = field(default=())


def received_rows(
    contents: PackContents, proved: Mapping[int, ProvedEntry], *, key_id: str
) -> tuple[ReceivedRow, ...]:
    """Return the rows in the sender's order, then corrections.

    What an entry withholds or a disposal destroyed is said in its place, nothing is left out.
    Raises pack.damaged for entries that no casebook of ours could have made.
    """
    try:
        return _rows(contents, proved, key_id)
    except (KeyError, ValueError, TypeError, AttributeError):
        raise UserFacingError("pack.damaged") from None


def _rows(
    contents: PackContents, proved: Mapping[int, ProvedEntry], key_id: str
) -> tuple[ReceivedRow, ...]:
    files: dict[str, list[StoredInPack]] = {}
    for stored in contents.stored:
        if stored.content is not None:
            files.setdefault(stored.record, []).append(stored)
    rows = [
        _row(contents, entry, proved[entry.seq], key_id, tuple(files.get(entry.id, ())))
        for entry in contents.rows
    ]
    beside = _beside(contents, proved.values(), key_id)
    return (*rows, *_corrections(contents, proved.values(), key_id), *beside)


def _row(
    contents: PackContents,
    row: PackRow,
    entry: ProvedEntry,
    key_id: str,
    files: tuple[StoredInPack, ...],
) -> ReceivedRow:
    said = _SAY.get(entry.type, _unknown)(entry.shown) if not entry.disposed else _destroyed()
    return _received(
        contents,
        said,
        key=row.id,
        entry=entry,
        author=row.author,
        key_id=key_id,
        significant=row.significant,
        files=files,
    )


def _corrections(
    contents: PackContents, entries: Iterable[ProvedEntry], key_id: str
) -> Iterator[ReceivedRow]:
    """A correction becomes a row of its own: the row it corrects stays as it was written."""
    labels = vocabularies.load("amendment_fields")
    for entry in entries:
        if entry.type != "amendment.added" or entry.disposed:
            continue
        about = labels.label(_text(entry.shown, "field"))
        target, words = _text(entry.shown, "target"), _text(entry.shown, "correction")
        names = ("stated_by", "relationship", "stated_on")
        whose = stated_words(*(_text(entry.shown, name) for name in names))
        said = _Said(
            text=f"{about} with {target}, {whose}: “{words}”"
            if whose
            else f"Correction of {target} ({about}): {words}",
            more=(("Reason", _text(entry.shown, "reason")),),
        )
        yield _received(
            contents,
            said,
            key=f"correction.{entry.seq}",
            entry=entry,
            author="",
            key_id=key_id,
        )


def _beside(
    contents: PackContents, entries: Iterable[ProvedEntry], key_id: str
) -> Iterator[ReceivedRow]:
    """What stood beside the chronology there (people around the child, the front sheet, sessions
    missed) becomes rows here: whoever takes the file in says it anew where it still holds.
    """
    for entry in entries:
        if entry.type in BESIDE and not entry.disposed:
            said = _Said(text=said_beside(entry.type, entry.shown))
            key = f"{entry.type}.{entry.seq}"
            yield _received(contents, said, key=key, entry=entry, author="", key_id=key_id)


def _received(
    contents: PackContents,
    said: _Said,
    *,
    key: str,
    entry: ProvedEntry,
    author: str,
    key_id: str,
    significant: bool = False,
    files: tuple[StoredInPack, ...] = (),
) -> ReceivedRow:
    when = _happened(entry)
    school = contents.school_name
    by = f"{author}, {school}" if author else school
    more = [f"{label}: {text}" for label, text in said.more if text]
    fields: dict[str, Any] = {
        "row": str(entry.seq),
        "happened": when.to_value(),
        "text": _short(said.text),
        "significant": significant,
        "source": "; ".join(
            part for part in (f"{by}, recorded {long_day(entry.at)}", said.source) if part
        ),
        "source_ref": f"{NOT_ORIGINAL} {school}, URN {contents.school_urn}, key {key_id}, transfer"
        f" {contents.export_id}: record {key}, entry {entry.seq}",
        "context": _short(" · ".join((NOT_ORIGINAL, *more))),
    }
    for name in ("child_words", "action", "decision", "outcome"):
        if getattr(said, name):
            fields[name] = _short(getattr(said, name))
    return ReceivedRow(
        key=key,
        kind=entry.type,
        happened=when,
        text=fields["text"],
        author=author,
        fields=fields,
        files=files,
    )


def _happened(entry: ProvedEntry) -> When:
    """When it happened as it was told there; a time of another shape is not known here."""
    value = entry.shown.get("happened")
    if value is None:
        local = times.from_text(entry.at).astimezone(times.SCHOOL_ZONE)
        return When.at_minute(local)
    try:
        when = When.from_value(value)
    except (KeyError, ValueError, TypeError, AttributeError):
        return When.unknown()
    bounds = (when.earliest, when.latest) if when.dated else ()
    told = isinstance(when.as_told, str)
    if told and all(isinstance(text, str) and _BOUND.fullmatch(text) for text in bounds):
        return when
    return When.unknown()


def _concern(shown: Mapping[str, Any]) -> _Said:
    maps = shown.get("body_maps")
    count = len(maps) if isinstance(maps, list) else 0
    marks = f"{count} drawn; see the document that came with the pack" if count else ""
    return _Said(
        text=_text(shown, "what_happened"),
        child_words=_text(shown, "child_words"),
        source=source_words(_text(shown, "source")),
        action=_text(shown, "did_at_once"),
        more=(
            ("Place", _text(shown, "place")),
            ("Told by", _text(shown, "told_by")),
            ("Who else was there", _text(shown, "who_else")),
            ("Questions asked, word for word", _text(shown, "questions")),
            ("First written on paper", _sheet(shown)),
            ("Told a safeguarding lead in person", _text(shown, "told_whom")),
            ("Opinion of the writer, not a finding", _text(shown, "opinion")),
            ("Body maps", marks),
        ),
    )


def _sheet(shown: Mapping[str, Any]) -> str:
    """Which sheet it stood on, where that lies, and whether somebody else typed it in."""
    paper = shown.get("paper")
    known = paper if isinstance(paper, dict) else {}
    parts = [
        f"sheet {_text(known, 'form')}" if _text(known, "form") else "",
        _text(known, "kept"),
        "typed in there from the sheet, not signed by its writer"
        if _text(shown, "signature") == "paper"
        else "",
    ]
    said = ", ".join(part for part in parts if part)
    return said or ("yes" if known else "")


def _decision(shown: Mapping[str, Any]) -> _Said:
    return _Said(
        text=f"Decision: {_text(shown, 'decision')}",
        decision=_text(shown, "decision"),
        outcome=_text(shown, "outcome"),
        more=(
            ("Reason", _text(shown, "reason")),
            ("Category", vocabularies.load("categories").label(_text(shown, "category"))),
            ("Level", vocabularies.load("case_levels").label(_text(shown, "level"))),
            ("Response", vocabularies.load("responses").label(_text(shown, "response"))),
            ("Parents informed", _text(shown, "parents_informed")),
        ),
    )


def _action(shown: Mapping[str, Any]) -> _Said:
    return _Said(
        text=f"Action: {_text(shown, 'what')}",
        action=_text(shown, "what"),
        more=(("Due", _text(shown, "due")),),
    )


def _entry(shown: Mapping[str, Any]) -> _Said:
    kind = vocabularies.load("entry_kinds").label(_text(shown, "kind"))
    return _Said(
        text=_text(shown, "text"),
        child_words=_text(shown, "child_words"),
        source=source_words(_text(shown, "source")),
        action=_text(shown, "action"),
        decision=_text(shown, "decision"),
        outcome=_text(shown, "outcome"),
        more=(
            ("Kind", kind),
            ("With whom", _text(shown, "contact")),
            ("Reason", _text(shown, "reason")),
        ),
    )


def _copied(shown: Mapping[str, Any]) -> _Said:
    return _Said(
        text=_text(shown, "text"),
        child_words=_text(shown, "child_words"),
        source=_text(shown, "source"),
        action=_text(shown, "action"),
        decision=_text(shown, "decision"),
        outcome=_text(shown, "outcome"),
        more=(
            ("Copied there from", _text(shown, "source_ref") or _text(shown, "source_file")),
            ("Known besides", _text(shown, "context")),
            ("Dates that do not agree", _text(shown, "undecided")),
        ),
    )


def _volume(shown: Mapping[str, Any]) -> _Said:
    return _Said(
        text=f"Paper volume {_text(shown, 'volume')}: {_text(shown, 'title')}",
        more=(("The original lay", _text(shown, "original_lies")),),
    )


_VIEWS = ("child_view", "parent_view")


def _risk(shown: Mapping[str, Any]) -> _Said:
    listed = shown.get("hazards")
    lines = [
        f"{_text(hazard, 'hazard')} ({_text(hazard, 'where')}): {_controls(hazard)}"
        for hazard in (listed if isinstance(listed, list) else [])
        if isinstance(hazard, dict)
    ]
    boxes = vocabularies.load("record_fields")
    title = f"Risk assessment, version {_text(shown, 'version')}: {_text(shown, 'title')}"
    return _Said(
        text="\n".join((title, *lines)),
        more=(
            ("To be looked at again", _text(shown, "review_date")),
            ("The child’s view", _text(shown, "child_view")),
            ("The parents’ view", _text(shown, "parent_view")),
            *((boxes.label(name), _text(shown, name)) for name in RISK_TEXTS if name not in _VIEWS),
        ),
    )


def _controls(hazard: Mapping[str, Any]) -> str:
    """Everything that is done about a hazard, each with who sees to it."""
    further = hazard.get("more_controls")
    listed = [hazard, *(further if isinstance(further, list) else [])]
    return "; ".join(
        f"{_text(each, 'control')} – {_text(each, 'owner')}"
        for each in listed
        if isinstance(each, dict)
    )


def _closing(word: str) -> Callable[[Mapping[str, Any]], _Said]:
    def say(shown: Mapping[str, Any]) -> _Said:
        return _Said(text=f"{word}: {_text(shown, 'reason')}", outcome=_text(shown, "outcome"))

    return say


def _filed(type_: str) -> Callable[[Mapping[str, Any]], _Said]:
    """An entry that makes a row by the common rule."""

    def say(shown: Mapping[str, Any]) -> _Said:
        row = row_types.ROW_TYPES[type_]
        columns = {
            name: _text(shown, name)
            for name in row_types.COLUMNS
            if name not in (row.said, row.about)
        }
        reason = columns.pop("reason", "")
        heading = vocabularies.load("record_words").label(row_types.kind_of(type_))
        told = (row.said, *row_types.COLUMNS, *row_types.naming(type_))
        more = (("Reason", reason), *further_boxes(shown, without=told))
        return _Said(text=f"{heading}: {_text(shown, row.said)}", more=more, **columns)

    return say


def _destroyed() -> _Said:
    return _Said(text="This entry was lawfully destroyed at the other school.")


def _unknown(shown: Mapping[str, Any]) -> _Said:
    """An entry of a newer version: every text of it, by the name of its field."""
    texts = [f"{name}: {value}" for name, value in shown.items() if isinstance(value, str)]
    return _Said(text="\n".join(texts) or "An entry that this version cannot show.")


_SAY: dict[str, Callable[[Mapping[str, Any]], _Said]] = {
    "concern.received": _concern,
    "triage.decided": _decision,
    "action.added": _action,
    "action.done": lambda shown: _Said(
        text=f"Action completed: {_text(shown, 'outcome')}", outcome=_text(shown, "outcome")
    ),
    "entry.added": _entry,
    "entry.transcribed": _copied,
    "volume.attached": _volume,
    "risk.saved": _risk,
    "reply.sent": lambda shown: _Said(text=f"Reply to the reporter: {_text(shown, 'text')}"),
    "concern.closed": _closing("Concern closed"),
    "concern.reopened": _closing("Concern opened again"),
    **{type_: _filed(type_) for type_ in row_types.ROW_TYPES},
}


def _text(shown: Mapping[str, Any], name: str) -> str:
    value = shown.get(name)
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _short(text: str) -> str:
    return text[:_LONGEST]
