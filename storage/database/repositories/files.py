"""The files kept with entries: their list, and their bytes piece by piece."""

import json
from collections.abc import Iterator
from typing import Any

from storage.database.connection import Connection
from storage.records.casework import StoredFile
from storage.records.errors import UserFacingError


def stored_files(connection: Connection, ledger: bytes | str, seq: int) -> tuple[StoredFile, ...]:
    """Return the files of an entry as the entry lists them; none after a disposal.

    ``ledger`` is the 16-byte id, or its hex as records carry it.
    """
    if isinstance(ledger, str):
        ledger = bytes.fromhex(ledger)
    text = connection.value("SELECT fields FROM entry WHERE ledger = ? AND seq = ?", (ledger, seq))
    listed = [] if text is None else json.loads(text).get("files")
    if not listed:
        return ()
    values: list[dict[str, Any]] = json.loads(listed[0]) or []
    return tuple(
        StoredFile(
            name=value["name"],
            media_type=value["media_type"],
            size=value["bytes"],
            ledger=ledger.hex(),
            seq=seq,
            number=number,
        )
        for number, value in enumerate(values)
    )


def read(connection: Connection, ledger: bytes, seq: int, number: int) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces of 256 kB."""
    for (data,) in connection.iterate(
        "SELECT data FROM chunk WHERE ledger = ? AND seq = ? AND file = ? ORDER BY n",
        (ledger, seq, number),
    ):
        yield data


def content(connection: Connection, file: StoredFile) -> bytes:
    """Return a file whole; raises database.file_lost when damage took a part of it."""
    data = b"".join(read(connection, bytes.fromhex(file.ledger), file.seq, file.number))
    if len(data) != file.size:
        raise UserFacingError("database.file_lost")
    return data
