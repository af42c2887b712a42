"""The entries behind a document, with their proofs, as the JSON that is embedded in it."""

from collections.abc import Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import ledger_rows, people
from storage.ledger.entries import StoredEntry, parse_header
from storage.ledger.extract import make_extract
from storage.records import canonical_json
from storage.records.chronology import ChronologyEntry
from storage.records.redaction import Redactor

# Links to other children, keys and delivery are no part of a row; they stay withheld, each by its
# commitment.
_NEVER_SHOWN = frozenset(
    {"pupils", "signed_block", "who_else", "checks", "slip_chain", "slip_digest", "slip_no"}
)


def document_extract(
    casebook: OpenCasebook, *, entries: Sequence[ChronologyEntry], redactor: Redactor, note: str
) -> bytes:
    """Return the canonical JSON of the extract.

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
        if name not in _NEVER_SHOWN and not redactor.changes([value.decode("utf-8")])
    )
