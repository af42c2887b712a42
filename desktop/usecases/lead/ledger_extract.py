"""The entries behind a document, with their proofs, as the JSON that is embedded in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from exports.model import DocumentRow, ShortForm
from exports.parts import Entries, EntryField, Fact, Part
from exports.row_notes import ALSO_TOLD, ANALYSIS, MARKED, ONE_EVENT
from storage.database.repositories import ledger_rows, people
from storage.database.repositories.vouching import VOUCHING_SHOWN, vouching_positions
from storage.ledger.entries import StoredEntry, parse_header
from storage.ledger.extract import make_extract
from storage.records import canonical_json
from storage.records.chronology import ChronologyEntry
from storage.records.redaction import Redactor
from storage.records.row_types import naming

# What identifies an entry among others, and tells nothing of a child.
_ALWAYS = ("id", "kind", "version")
# What a row of a chronology prints, beside that.
_IN_A_ROW = frozenset(
    (
        *("title", "text", "what", "what_happened", "child_words", "happened", "written_at"),
        *("source", "source_ref", "original_lies", "decision", "action", "reason", "outcome"),
        *("undecided",),
        *("significant", "did_at_once", "field", "correction", "row", "source_file"),
        *("stated_by", "relationship", "stated_on"),
    )
)
# What a row in short prints of a correction.
_CORRECTED = frozenset(
    ("field", "correction", "happened", "stated_by", "relationship", "stated_on")
)
# What a note under a row prints of the entry that says it.
_IN_A_NOTE = {
    MARKED: frozenset(("significant",)),
    ANALYSIS: frozenset(("so_what",)),
    ONE_EVENT: frozenset(("targets", "reason")),
    ALSO_TOLD: frozenset(("targets",)),
}
_TOLD_ELSEWHERE = frozenset(("happened",))
# By whom, and the proof of it: goes where the words go, unless the writer is withheld.
_SIGNED = frozenset(("reporter", "signature", "workstation", "signed_block", "transcribed_by"))
# Which field names the one whose words or key it is.
_NAMES_THE_WRITER = {
    "concern.received": "reporter",
    "key.introduced": "owner",
    "person.added": "id",
    "person.changed": "id",
}


def document_extract(
    casebook: OpenCasebook,
    *,
    entries: Iterable[int | ChronologyEntry],
    redactor: Redactor,
    note: str,
    goes_on_from: Iterable[int] = (),
    parts: Iterable[Part | Fact] | None = None,
) -> bytes:
    """Return the canonical JSON of the extract, with consistency proofs from the sizes in
    ``goes_on_from``.

    A field is shown when its words stand in ``parts`` with their source, or in a row of a
    chronology there (without ``parts`` every entry counts as such a row); all others are withheld,
    each by its commitment: nobody hands over by way of the attached data what they did not see on
    the page. A field in which a name was exchanged is withheld whole, never rewritten.

    Where the writer's own name is withheld, their entries are left out altogether: a header names
    its author's key. Where it is left out who wrote each record, so are all entries, and the
    extract is the checkpoint alone.

    A copy for a subject access request keeps the positions of its entries. They count everything
    that ever happened in the casebook (sign-ins, backups, other children), so nobody can tell from
    them how many records of this child were left out, and without them nothing could be proved.
    """
    connection = casebook.connection
    positions = {_position(entry) for entry in entries}
    shown = (
        dict.fromkeys(positions, _IN_A_ROW | _SIGNED) if parts is None else _printed(list(parts))
    )
    hidden = _Hidden(casebook, redactor)
    rows = hidden.kept(ledger_rows.stored_some(connection, sorted(positions)))
    vouching = () if redactor.hides_writers else _vouching(casebook, rows, positions, hidden)
    extract = make_extract(
        sorted((*rows, *vouching), key=lambda row: row.seq),
        tree=ledger_rows.tree(connection),
        checkpoint_note=note,
        checkpoint_key=casebook.school.public_ed25519,
        authors=people.signing_keys(connection),
        shown={
            **{row.seq: _shown(row, redactor, shown.get(row.seq, frozenset())) for row in rows},
            **{row.seq: _vouched(row, redactor) for row in vouching},
        },
        goes_on_from=goes_on_from,
    )
    return canonical_json.encode(extract)


class _Hidden:
    """Whose entries cannot be shown, because their headers say who wrote them."""

    def __init__(self, casebook: OpenCasebook, redactor: Redactor) -> None:
        self._everybody = redactor.hides_writers
        self._redactor = redactor
        ids = {person.id for person in redactor.withheld if person.id}
        self._people = ids | {
            person.id
            for person in people.people(casebook.connection)
            if redactor.changes([person.name])
        }
        keys = people.keys(casebook.connection, active_only=False)
        self._keys = {key.key_id for key in keys if key.owner in self._people}

    def kept(self, rows: Sequence[StoredEntry]) -> list[StoredEntry]:
        """Return the entries that may be shown."""
        return [] if self._everybody else [row for row in rows if not self._wrote(row)]

    def _wrote(self, row: StoredEntry) -> bool:
        header = parse_header(row.header)
        if header.author in self._keys:
            return True
        speaks_of = _NAMES_THE_WRITER.get(header.type, "")
        value, _salt = (row.fields or {}).get(speaks_of, (b'""', b""))
        name = str(canonical_json.decode(value))
        return name in self._people or self._redactor.changes([name])


def _vouching(
    casebook: OpenCasebook, rows: Sequence[StoredEntry], positions: set[int], hidden: _Hidden
) -> list[StoredEntry]:
    """The entries that say whose the keys of the reporters are."""
    found = vouching_positions(casebook.connection, [row.seq for row in rows])
    more = sorted(set(found) - positions)
    return hidden.kept(ledger_rows.stored_some(casebook.connection, more))


def _vouched(row: StoredEntry, redactor: Redactor) -> frozenset[str]:
    names = VOUCHING_SHOWN.get(parse_header(row.header).type, frozenset())
    return frozenset(name for name in _unchanged(row, redactor) if name in names)


def _shown(row: StoredEntry, redactor: Redactor, printed: frozenset[str]) -> frozenset[str]:
    names = printed | _always(row)
    if printed - _TOLD_ELSEWHERE:
        names |= _SIGNED | {"written_at"}
    return frozenset(name for name in _unchanged(row, redactor) if name in names)


def _always(row: StoredEntry) -> frozenset[str]:
    return frozenset((*_ALWAYS, *naming(parse_header(row.header).type)))


def _unchanged(row: StoredEntry, redactor: Redactor) -> Iterator[str]:
    always = _always(row)
    for name, (value, _salt) in (row.fields or {}).items():
        texts = _texts(canonical_json.decode(value))
        withheld = name not in always and redactor.withholds_part(row.seq, name)
        if not withheld and not redactor.changes(texts):
            yield name


def _position(entry: int | ChronologyEntry) -> int:
    return entry if isinstance(entry, int) else entry.seq


def _printed(parts: Sequence[Part | Fact]) -> Mapping[int, frozenset[str]]:
    """The fields that stand on the pages, by the position of their entry."""
    found: dict[int, set[str]] = defaultdict(set)
    for value in _inside(parts):
        if isinstance(value, EntryField):
            found[value.entry].add(value.name.partition(".")[0])
        elif isinstance(value, DocumentRow):
            for position in _rested_on(value):
                found[position] |= _IN_A_ROW if value.short is None else _CORRECTED
            if value.short is not None:
                _add_short(value, value.short, found)
            for note in value.notes:
                found[note.entry] |= _IN_A_NOTE[note.kind]
                for position in _numbered(note.record):
                    found[position] |= _TOLD_ELSEWHERE
    return {position: frozenset(names) for position, names in found.items()}


def _add_short(row: DocumentRow, short: ShortForm, found: dict[int, set[str]]) -> None:
    """What entries must show for a row that leaves columns out; a field that is cut is shown whole,
    or nobody could check its beginning.
    """
    for position in _named_by(row):
        found[position] |= set(short.fields)
    if short.summary is not None:
        found[short.summary].add("summary")


def _named_by(row: DocumentRow) -> Iterator[int]:
    yield from _numbered(row.record_ref)


def _numbered(record: str) -> Iterator[int]:
    number = record.rpartition("entry ")[2]
    if number.isascii() and number.isdigit():
        yield int(number)


def _rested_on(row: DocumentRow) -> Iterator[int]:
    yield from _named_by(row)
    yield from (each.entry for each in row.corrections if each.entry is not None)


def _inside(value: Any) -> Iterator[Any]:
    """Every value of a document's parts, however deep; rows of a chronology as they are."""
    if isinstance(value, EntryField | DocumentRow):
        yield value
    elif isinstance(value, Entries):
        yield from value.rows
    elif is_dataclass(value):
        for field in fields(value):
            yield from _inside(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _inside(item)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, as people wrote it: JSON writes a line's end as a letter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _texts(item)
