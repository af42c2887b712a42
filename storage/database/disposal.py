"""Destroys what a lawful disposal names: values, salts and files; the signed header stays."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from storage.database.connection import Connection
from storage.ledger.key_ring import NEVER_DISPOSED
from storage.records.errors import UserFacingError

TYPE = "disposal.made"


def destroy(connection: Connection, *, by_seq: int, targets: Iterable[Mapping[str, Any]]) -> None:
    """Destroy the ``targets``, [{"ledger": hex, "seq": int}], inside the caller's transaction.

    The read tables must be replayed before the commit. Raises database.not_disposable when a target
    does not exist, says who may sign, or what was done to the record as a whole.
    """
    for target in targets:
        place = (bytes.fromhex(target["ledger"]), target["seq"])
        header = connection.value("SELECT header FROM entry WHERE ledger = ? AND seq = ?", place)
        if not header or json.loads(header)["type"] in NEVER_DISPOSED:
            raise UserFacingError("database.not_disposable", position=target["seq"])
        connection.run("INSERT OR IGNORE INTO disposed VALUES (?, ?, ?)", (*place, by_seq))
        connection.run(
            "UPDATE entry SET body = NULL, salt = NULL, fields = NULL WHERE ledger = ? AND seq = ?",
            place,
        )
        connection.run("DELETE FROM chunk WHERE ledger = ? AND seq = ?", place)
