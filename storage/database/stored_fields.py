"""How the values of an entry lie in the column ``fields``: canonical text and salt, by name."""

import json
from collections.abc import Mapping
from typing import Any

from storage.ledger.entries import StoredEntry
from storage.records.casework import LedgerRow

# (canonical value bytes, salt) by name
Fields = Mapping[str, tuple[bytes, bytes]]
_DECODER = json.JSONDecoder()
COLUMNS = "ledger, seq, header, sig, leaf, body, salt, fields"


def to_text(fields: Fields) -> str:
    """Return the text of the column."""
    return json.dumps(
        {name: [value.decode("utf-8"), salt.hex()] for name, (value, salt) in fields.items()},
        ensure_ascii=False,
        sort_keys=True,
    )


def from_text(text: str) -> dict[str, tuple[bytes, bytes]]:
    """Read the column back: the very bytes that were committed to."""
    return {
        name: (value.encode("utf-8"), bytes.fromhex(salt))
        for name, (value, salt) in json.loads(text).items()
    }


def values(fields: Fields) -> dict[str, Any]:
    """Return the plain values."""
    return {name: json.loads(value.decode("utf-8")) for name, (value, _salt) in fields.items()}


def decode(text: str) -> Any:
    """Return the value that a text of our own making begins with; json.loads looks around it."""
    return _DECODER.raw_decode(text)[0]


def values_of_text(text: str) -> dict[str, Any]:
    """Return the plain values of the column."""
    pairs = decode(text)
    # all values at once: a call for each takes longer than reading them
    plain = decode(f"[{','.join([value for value, _salt in pairs.values()])}]")
    return dict(zip(pairs, plain, strict=True))


def stored_entry(row: tuple[Any, ...]) -> StoredEntry:
    """Return the entry of a row of COLUMNS; a damaged ``fields`` text reads as absent."""
    ledger, seq, header, signature, leaf, body, salt, text = row
    return StoredEntry(
        ledger=ledger,
        seq=seq,
        header=header,
        signature=signature,
        leaf=leaf,
        body=body,
        salt=salt,
        fields=None if text is None else _or_nothing(text),
    )


def ledger_row(entry: StoredEntry, decoded: Mapping[str, Any] | None = None) -> LedgerRow:
    """Return the entry with its values as use-cases read them, ``decoded`` already or not."""
    fields = entry.fields
    plain = values(fields) if decoded is None and fields is not None else decoded or {}
    return LedgerRow(
        ledger=entry.ledger,
        seq=entry.seq,
        header=entry.header,
        signature=entry.signature,
        body=entry.body,
        salt=entry.salt,
        fields=None
        if fields is None
        else {name: (plain[name], salt) for name, (_value, salt) in fields.items()},
    )


def _or_nothing(text: str) -> dict[str, tuple[bytes, bytes]] | None:
    try:
        return from_text(text)
    except (ValueError, TypeError, AttributeError):
        return None
