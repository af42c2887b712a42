"""The entries that say whose key signed a reported concern, and what that person is called."""

from collections.abc import Iterable
from typing import Any

from storage.database import stored_fields
from storage.database.connection import Connection
from storage.database.repositories import ledger_rows, people
from storage.ledger.entries import StoredEntry, key_id, parse_header
from storage.records import canonical_json

# What a document shows of each of them: no account, telephone, enrolment or proof.
VOUCHING_SHOWN = {
    "key.introduced": frozenset({"owner", "kind", "public"}),
    "person.added": frozenset({"id", "name"}),
    "person.changed": frozenset({"id", "name"}),
}
_PEOPLE = (
    f"SELECT {stored_fields.COLUMNS} FROM entry WHERE ledger = ? AND"
    ' instr(header, CAST(\'"type":"person.\' AS BLOB)) ORDER BY seq'
)


def vouching_positions(connection: Connection, positions: Iterable[int]) -> tuple[int, ...]:
    """Return the positions of the entries that introduced the keys which signed the concerns at
    ``positions``, and of those that gave the keys' owners their names; other positions count
    for nothing.
    """
    concerns = ledger_rows.stored_some(connection, list(positions))
    signers = {signer for row in concerns if (signer := _signer(row))}
    keys = [
        key
        for key in people.keys(connection, active_only=False)
        if key.key_id in signers and key.kind != "workstation"
    ]
    owners = {key.owner for key in keys}
    introduced = ledger_rows.stored_some(connection, [key.introduced_seq for key in keys])
    found = {row.seq for row in introduced if parse_header(row.header).type == "key.introduced"}
    if owners:
        found |= _names(connection, owners)
    return tuple(sorted(found))


def _signer(row: StoredEntry) -> str:
    """The id of the key that signed a concern at its workstation; empty for other entries."""
    block = _value(row, "signed_block")
    return key_id(bytes.fromhex(block["public"])) if block else ""


def _value(row: StoredEntry, name: str) -> Any:
    stored = (row.fields or {}).get(name)
    return None if stored is None else canonical_json.decode(stored[0])


def _names(connection: Connection, owners: set[str]) -> set[int]:
    """Where each was added, and where the name was last changed."""
    added: dict[str, int] = {}
    renamed: dict[str, int] = {}
    ledger = ledger_rows.heads(connection).ledger
    for item in connection.all(_PEOPLE, (ledger,)):
        row = stored_fields.stored_entry(item)
        owner = _value(row, "id")
        if owner in owners and _value(row, "name"):
            kind = parse_header(row.header).type
            (added if kind == "person.added" else renamed)[owner] = row.seq
    return {*added.values(), *renamed.values()}
