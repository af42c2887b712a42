"""Codes stay used when an older key file has to serve: the casebook remembers them as well."""

import json
from typing import Any

from storage.database.connection import Connection
from storage.database.repositories import settings
from storage.keys.totp import SlotPayload
from storage.records.errors import UserFacingError


def use_up(
    connection: Connection, *, slot_id: str, before: SlotPayload, after: SlotPayload
) -> None:
    """Remember the code between ``before`` and ``after``; raises keys.code_used when it is known.

    It matters only after the newest key file was damaged or put back: the file itself comes first.
    """
    name = f"used_codes/{slot_id}"
    stored = settings.get_state(connection, name)
    known: dict[str, Any] = json.loads(stored) if stored else {"last_step": 0, "printed": []}
    printed = set(before.one_time_hashes) - set(after.one_time_hashes)
    from_telephone = after.last_step != before.last_step
    if printed & set(known["printed"]) or (
        from_telephone and after.last_step <= known["last_step"]
    ):
        raise UserFacingError("keys.code_used")
    value = {
        "last_step": max(known["last_step"], after.last_step),
        "printed": sorted(printed | set(known["printed"])),
    }
    settings.put_state(connection, name, json.dumps(value).encode("ascii"))
