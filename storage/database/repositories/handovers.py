"""Who handed the casebook to whom, as the entries say it."""

import json
from dataclasses import dataclass
from typing import Any

from storage.database.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """One hand-over: the ids of two people, when (UTC text), what, and the entry's position."""

    seq: int
    at: str
    from_person: str
    to_person: str
    items: tuple[dict[str, Any], ...]
    note: str


def handovers(connection: Connection) -> list[HandoverRow]:
    """Return all hand-overs, the newest first."""
    found = connection.all("SELECT seq, value FROM handover ORDER BY at DESC, seq DESC")
    return [_row(seq, json.loads(value)) for seq, value in found]


def _row(seq: int, value: dict[str, Any]) -> HandoverRow:
    return HandoverRow(
        seq=seq,
        at=value["at"],
        from_person=value["from_person"],
        to_person=value["to_person"],
        items=tuple(value["items"]),
        note=value.get("note", ""),
    )
