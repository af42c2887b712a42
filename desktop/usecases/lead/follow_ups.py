"""Concerns that belong together: what was added later under the receipt of an earlier one."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.database.connection import Connection
from storage.database.repositories import concern_history, concerns, slips
from storage.records.casework import Concern


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedConcern:
    """``number`` is the receipt's at the computer it was written at, 0 when it has none."""

    id: str
    number: int
    written_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """``added_to`` is the earlier concern, ``missing_number`` its number where it has not come;
    ``added`` are the later ones, oldest first.
    """

    added_to: LinkedConcern | None
    missing_number: str
    added: tuple[LinkedConcern, ...]


def together(connection: Connection, concern: Concern) -> Together:
    """Return what belongs to ``concern``: the same number of another computer is another's."""
    earlier = None
    if concern.follow_up_to:
        found = concern_history.under_receipt(
            connection, workstation=concern.workstation, receipt=concern.follow_up_to
        )
        earlier = next(iter(_linked(connection, [found] if found else [])), None)
    number = slips.number_of_concern(connection, concern.id)
    later = concern_history.follow_ups(
        connection,
        concern_id=concern.id,
        workstation=concern.workstation,
        receipt=str(number) if number else "",
    )
    return Together(
        added_to=earlier,
        missing_number=concern.follow_up_to if concern.follow_up_to and earlier is None else "",
        added=tuple(_linked(connection, later)),
    )


def _linked(connection: Connection, ids: Iterable[str]) -> list[LinkedConcern]:
    found = []
    for identifier in ids:
        concern = concerns.concern(connection, identifier)
        if concern is not None:
            number = slips.number_of_concern(connection, identifier)
            found.append(LinkedConcern(id=identifier, number=number, written_at=concern.written_at))
    return found
