"""Opening keys that the casebook keeps: what was sealed to the paper code, or to one that was
replaced since, still opens after the person it was also sealed to lost her own key.

They open letters and cannot sign. They lie in the encrypted casebook, where everybody who gets at
them reads the opened letters anyway.
"""

import json

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import settings
from storage.keys.opening_key import Opener, OpeningKey

_KEPT = "opening_keys"


def keep_opening_key(connection: Connection, key: OpeningKey) -> None:
    """Keep a key; keeping it again changes nothing."""
    known = _hex_keys(connection)
    text = key.private_x25519.hex()
    if text not in known:
        settings.put_state(connection, _KEPT, json.dumps([*known, text]).encode("ascii"))


def openers(casebook: OpenCasebook) -> tuple[Opener, ...]:
    """Whatever may open a letter of this casebook: the lead's own keys first."""
    kept = reversed(_hex_keys(casebook.connection))
    return (
        casebook.keys,
        *(OpeningKey(private_x25519=bytes.fromhex(text)) for text in kept),
    )


def _hex_keys(connection: Connection) -> list[str]:
    stored = settings.get_state(connection, _KEPT)
    keys: list[str] = json.loads(stored) if stored else []
    return keys
