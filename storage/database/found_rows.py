"""Decides which of the rows that were found of an entry proves itself, and how much of it."""

from dataclasses import dataclass, replace
from typing import Any

from storage.database import stored_fields
from storage.database.page_cells import LOST, Values
from storage.ledger import commitments
from storage.ledger.entries import Header, StoredEntry, leaf_of, parse_header
from storage.records import canonical_json


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry that proves itself: header and signature give the leaf.

    ``content`` is (salt, body, fields) where these are what the header commits to, else None.
    ``emptied``: the row itself says that the content was taken away, by a disposal or a rescue.
    """

    seq: int
    header: bytes
    signature: bytes
    leaf: bytes
    content: tuple[bytes, bytes, str] | None
    emptied: bool

    @property
    def parsed(self) -> Header:
        """The header, read."""
        return parse_header(self.header)

    def without_content(self) -> "EntryRow":
        """Return the entry as a disposal leaves it."""
        return replace(self, content=None, emptied=True)

    def value(self, name: str, default: Any = None) -> Any:
        """Return one of the values of the content."""
        if self.content is None:
            return default
        return stored_fields.values_of_text(self.content[2]).get(name, default)


def prove(values: Values, *, ledger: bytes, leaf: bytes | None) -> EntryRow | None:
    """Return the entry that a row of the table ``entry`` is, or None when it proves nothing.

    ``leaf`` is the hash that the index knows; without it the row's own must do.
    """
    row_ledger, seq, header, signature, own_leaf, salt, body, text = values
    if not isinstance(header, bytes) or not isinstance(signature, bytes) or not header:
        return None
    found = leaf_of(header, signature)
    if found != (own_leaf if leaf is None else leaf):
        return None
    try:
        parsed = parse_header(header)
    except (ValueError, KeyError, TypeError):
        return None
    if (parsed.seq, parsed.ledger, row_ledger) != (seq, ledger, ledger):
        return None
    emptied = salt is None and body is None and text is None
    content = None
    if LOST not in (salt, body, text) and None not in (salt, body, text):
        content = _content(parsed, salt, body, text)
    return EntryRow(
        seq=seq,
        header=header,
        signature=signature,
        leaf=found,
        content=content,
        emptied=emptied,
    )


def of_stored(entry: StoredEntry, *, leaf: bytes | None) -> EntryRow | None:
    """Return the entry of a backup, if it proves itself."""
    text = None if entry.fields is None else stored_fields.to_text(entry.fields)
    return prove(
        (
            *(entry.ledger, entry.seq, entry.header, entry.signature, entry.leaf),
            *(entry.salt, entry.body, text),
        ),
        ledger=entry.ledger,
        leaf=leaf,
    )


def listed_files(row: EntryRow) -> list[tuple[bytes, str]]:
    """Return (salt, commitment in hex) of each file that an entry lists."""
    try:
        return [(bytes.fromhex(item["salt"]), item["hmac"]) for item in row.value("files") or ()]
    except (ValueError, KeyError, TypeError):
        return []


def _content(
    header: Header, salt: bytes, body: bytes, text: str
) -> tuple[bytes, bytes, str] | None:
    try:
        fields = stored_fields.from_text(text)
        for value, _salt in fields.values():
            canonical_json.decode(value)
    except (ValueError, TypeError, AttributeError):
        return None
    if commitments.body_commitment(salt=salt, body=body) != header.body:
        return None
    if commitments.commit_fields(fields) != body:
        return None
    return salt, body, text
