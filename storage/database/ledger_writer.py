"""Turns a fact into a signed entry and its rows: salts, commitments, header, signature, files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storage.database import stored_fields
from storage.database.connection import Connection
from storage.database.schema import CHUNK_BYTES
from storage.ledger import commitments
from storage.ledger.entries import Header, Sign, StoredEntry, leaf_of, signed_message
from storage.ledger.merkle import HASH_BYTES, Frontier
from storage.records import canonical_json
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent, PreparedField
from storage.records.identifiers import RandomBytes

LARGEST_FILE_MEGABYTES = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Who writes: the ledger's id, the author's key id and signer, and the source of salts."""

    ledger: bytes
    author_key_id: str
    sign: Sign
    random_bytes: RandomBytes


def read_frontier(connection: Connection, ledger: bytes) -> Frontier:
    """Return the stored frontier; raises database.damaged when it cannot be one."""
    row = connection.one("SELECT size, hashes FROM frontier WHERE ledger = ?", (ledger,))
    if row is None:
        return Frontier()
    size, joined = row
    hashes = tuple(joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES))
    frontier = Frontier(size, hashes)
    if not frontier.is_sound():
        raise UserFacingError("database.damaged")
    return frontier


def write_frontier(connection: Connection, ledger: bytes, frontier: Frontier) -> None:
    """Store the frontier."""
    connection.run(
        "INSERT OR REPLACE INTO frontier VALUES (?, ?, ?)",
        (ledger, frontier.size, b"".join(frontier.hashes)),
    )


def write_entry(
    connection: Connection, event: Event, *, pen: Pen, frontier: Frontier, at: str
) -> StoredEntry:
    """Write the entry that ``event`` becomes at the end of the ledger, and its files."""
    entry = _make_entry(_fields_of(event, pen), event.type, pen=pen, frontier=frontier, at=at)
    assert entry.fields is not None
    connection.run(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.ledger,
            entry.seq,
            entry.header,
            entry.signature,
            entry.leaf,
            entry.salt,
            entry.body,
            stored_fields.to_text(entry.fields),
        ),
    )
    for number, file in enumerate(event.files):
        connection.run_many(
            "INSERT INTO chunk VALUES (?, ?, ?, ?, ?)",
            (
                (entry.ledger, entry.seq, number, n, piece)
                for n, piece in enumerate(_pieces(file.content))
            ),
        )
    return entry


def _make_entry(
    fields: dict[str, tuple[bytes, bytes]], type_: str, *, pen: Pen, frontier: Frontier, at: str
) -> StoredEntry:
    body = commitments.commit_fields(fields)
    salt = pen.random_bytes(commitments.SALT_BYTES)
    header = Header(
        at=at,
        author=pen.author_key_id,
        body=commitments.body_commitment(salt=salt, body=body),
        ledger=pen.ledger,
        prev=frontier.root,
        seq=frontier.size,
        type=type_,
    ).to_bytes()
    signature = pen.sign(signed_message(header))
    return StoredEntry(
        ledger=pen.ledger,
        seq=frontier.size,
        header=header,
        signature=signature,
        leaf=leaf_of(header, signature),
        body=body,
        salt=salt,
        fields=fields,
    )


def _fields_of(event: Event, pen: Pen) -> dict[str, tuple[bytes, bytes]]:
    # one draw for all salts: each call to the system costs as much as a commitment
    drawn = pen.random_bytes(commitments.SALT_BYTES * len(event.fields))
    fields = {}
    for number, (name, value) in enumerate(event.fields.items()):
        if isinstance(value, PreparedField):
            fields[name] = (canonical_json.encode(value.value), value.salt)
        else:
            at = commitments.SALT_BYTES * number
            fields[name] = (canonical_json.encode(value), drawn[at : at + commitments.SALT_BYTES])
    if event.files and "files" in event.fields:
        _check_files(event)
    elif event.files:
        listed = [_file_value(file, pen) for file in event.files]
        fields["files"] = (
            canonical_json.encode(listed),
            pen.random_bytes(commitments.SALT_BYTES),
        )
    return fields


def _file_value(file: FileContent, pen: Pen) -> dict[str, Any]:
    if len(file.content) > LARGEST_FILE_MEGABYTES * 1024 * 1024:
        raise UserFacingError("database.file_too_large", megabytes=LARGEST_FILE_MEGABYTES)
    salt = file.salt or pen.random_bytes(commitments.SALT_BYTES)
    return {
        "name": file.name,
        "media_type": file.media_type,
        "bytes": len(file.content),
        "salt": salt.hex(),
        "hmac": commitments.file_commitment(salt=salt, content=file.content).hex(),
    }


def _check_files(event: Event) -> None:
    """The list of files came ready-made: it must be about these very bytes."""
    given = event.fields["files"]
    listed = given.value if isinstance(given, PreparedField) else given
    right = len(listed) == len(event.files) and all(
        commitments.file_commitment(salt=bytes.fromhex(item["salt"]), content=file.content).hex()
        == item["hmac"]
        for item, file in zip(listed, event.files, strict=True)
    )
    if not right:
        raise ValueError("the files are not the ones that are listed")


def _pieces(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), CHUNK_BYTES):
        yield content[at : at + CHUNK_BYTES]
