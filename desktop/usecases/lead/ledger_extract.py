"""The entries behind a document, with their proofs, as the JSON that is embedded in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import ledger_rows, people
from storage.ledger.entries import StoredEntry, parse_header
from storage.ledger.extract import make_extract
from storage.records import canonical_json
from storage.records.chronology import ChronologyEntry
from storage.records.redaction import Redactor

# What a document may print of an entry. Everything else (boxes that are not printed, links to other
# children, keys and delivery) stays withheld, each by its commitment: nobody hands over by way of
# the attached data what they did not see on the page.
_PRINTED = frozenset(
    (
        *("id", "concern", "action", "kind", "title", "text", "what", "what_happened"),
        *("child_words", "happened", "written_at", "source", "source_file", "source_ref", "row"),
        *("original_lies", "decision", "reason", "outcome", "undecided", "significant"),
        *("reporter", "signature", "workstation", "did_at_once"),
    )
)


def document_extract(
    casebook: OpenCasebook,
    *,
    entries: Sequence[ChronologyEntry],
    redactor: Redactor,
    note: str,
    goes_on_from: Iterable[int] = (),
) -> bytes:
    """Return the canonical JSON of the extract, with consistency proofs from the sizes in
    ``goes_on_from``.

    A field in which a name was exchanged is withheld whole, never rewritten. Where the writer's own
    name is withheld, their entries are left out altogether: a header names its author's key.
    """
    connection = casebook.connection
    rows = ledger_rows.stored_some(connection, sorted({entry.seq for entry in entries}))
    hidden = _hidden_people(casebook, redactor)
    keys = people.keys(connection, active_only=False)
    hidden_keys = {key.key_id for key in keys if key.owner in hidden}
    kept = [row for row in rows if not _written_by(row, hidden, hidden_keys)]
    extract = make_extract(
        kept,
        tree=ledger_rows.tree(connection),
        checkpoint_note=note,
        checkpoint_key=casebook.school.public_ed25519,
        authors={key.key_id: key.sign for key in keys},
        shown={row.seq: _shown_fields(row, redactor) for row in kept},
        goes_on_from=goes_on_from,
    )
    return canonical_json.encode(extract)


def _hidden_people(casebook: OpenCasebook, redactor: Redactor) -> frozenset[str]:
    return frozenset(
        person.id
        for person in people.people(casebook.connection)
        if redactor.apply(person.name) != person.name
    )


def _written_by(row: StoredEntry, hidden: frozenset[str], hidden_keys: set[str]) -> bool:
    if parse_header(row.header).author in hidden_keys:
        return True
    reporter = (row.fields or {}).get("reporter")
    return reporter is not None and canonical_json.decode(reporter[0]) in hidden


def _shown_fields(row: StoredEntry, redactor: Redactor) -> frozenset[str]:
    return frozenset(
        name
        for name, (value, _) in (row.fields or {}).items()
        if name in _PRINTED and not redactor.changes(_texts(canonical_json.decode(value)))
    )


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
