"""Gathers what goes to the next school: rows, their entries with proofs, stored files."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.file_values import KeptFile
from desktop.usecases.lead.given_out import sizes_to_go_on_from
from desktop.usecases.pack_contents import PackRow, StoredInPack
from storage.database.repositories import ledger_rows, people, pupil_entries
from storage.database.repositories.vouching import VOUCHING_SHOWN, vouching_positions
from storage.ledger.entries import StoredEntry, parse_header
from storage.ledger.extract import make_extract
from storage.records import canonical_json
from storage.records.body_map import BodyMap
from storage.records.chronology import ChronologyEntry

# Fields that name other children, or say how a concern travelled: withheld by their commitments.
_NOT_SENT = frozenset(
    (
        *("pupils", "siblings", "mentions", "slip_digest", "slip_chain"),
        *("other_pupil", "not_siblings", "parent_of"),
    )
)
_MAPS = "body_maps"
# The files of these are copies of documents that went to others.
_LEFT = "disclosure.made"


def transfer_extract(casebook: OpenCasebook, *, pupil_id: str, note: str) -> bytes:
    """Return every entry of a child's file with its proofs, as canonical JSON.

    Every field is shown but links to other children and body maps among which one shows another
    child, and everything of the entries that say whose
    keys signed.
    """
    connection = casebook.connection
    own = pupil_entries.of_pupil(connection, pupil_id)
    vouching = sorted(set(vouching_positions(connection, own)) - set(own))
    rows = ledger_rows.stored_some(connection, [*own, *vouching])
    shown = {row.seq: frozenset(_sent(row, pupil_id)) for row in rows}
    for row in rows:
        if row.seq in vouching:
            shown[row.seq] = VOUCHING_SHOWN.get(parse_header(row.header).type, frozenset())
    extract = make_extract(
        rows,
        tree=ledger_rows.tree(connection),
        checkpoint_note=note,
        checkpoint_key=casebook.school.public_ed25519,
        authors=people.signing_keys(connection),
        shown=shown,
        goes_on_from=sizes_to_go_on_from(casebook, pupil_id=pupil_id),
    )
    return canonical_json.encode(extract)


def _sent(row: StoredEntry, pupil_id: str) -> Iterable[str]:
    left = parse_header(row.header).type == _LEFT
    return (
        name
        for name, (value, _salt) in (row.fields or {}).items()
        if name not in _NOT_SENT
        and not (left and name == "files")
        and not (name == _MAPS and _of_another(value, pupil_id))
    )


def _of_another(maps: bytes, pupil_id: str) -> bool:
    """Whether one of the body maps of a concern says that it shows another child."""
    listed: Any = canonical_json.decode(maps)
    return any(BodyMap.from_value(each).pupil not in ("", pupil_id) for each in listed)


def pack_rows(entries: Sequence[ChronologyEntry]) -> tuple[PackRow, ...]:
    """Return the rows of a file as a pack lists them, in the file's order."""
    return tuple(
        PackRow(
            seq=entry.seq,
            id=entry.id,
            kind=entry.kind,
            author=entry.author,
            recorded_at=entry.recorded_at,
            role=entry.pupil_role,
            significant=entry.significant,
        )
        for entry in entries
    )


def stored_in_pack(kept: Iterable[KeptFile]) -> tuple[StoredInPack, ...]:
    """Return the stored files as a pack carries them."""
    return tuple(
        StoredInPack(
            name=file.stored.name,
            media_type=file.stored.media_type,
            seq=file.stored.seq,
            number=file.stored.number,
            record=file.record,
            content=file.content,
        )
        for file in kept
    )


def contents_words(document_pages: int, rows: int, stored: Mapping[bool, int]) -> tuple[str, ...]:
    """Return what a pack holds, a line each; ``stored`` counts files by whether they are there."""
    lines = [
        f"Child protection file, {document_pages} pages, signed",
        f"{rows:,} records with the proofs of the sending school’s record",
    ]
    if stored.get(True):
        lines.append(f"{stored[True]} stored files, as they were received")
    if stored.get(False):
        lines.append(f"{stored[False]} stored files are lost and not among them")
    return tuple(lines)
