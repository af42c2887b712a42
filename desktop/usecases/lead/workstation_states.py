"""What the casebook knows of each staff computer: its last letter, its card, what is missing."""

from dataclasses import dataclass
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.letter_gaps import Gap, letter_gaps
from storage.database.repositories import ledger_rows, people, settings, slips
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from storage.records.people import Workstation

NEWEST, OLDER, NOT_KNOWN = "newest", "older", "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstationState:
    """``last_number`` is 0 and ``last_received_at`` "" while nothing has come from it.

    ``card`` says which card it held when it sealed its last concern: "newest", "older" or
    "not_known" (none came, or it was for somebody else).
    """

    station: Workstation
    last_number: int
    last_received_at: str
    card: str
    gaps: tuple[Gap, ...]


def workstation_states(casebook: OpenCasebook) -> tuple[WorkstationState, ...]:
    """Return every computer that was ever paired, those in use first, by name."""
    gaps = letter_gaps(casebook)
    newest = int(settings.get(casebook.connection, "school_card_version", 0))
    found = []
    for station in people.workstations(casebook.connection):
        last = slips.last_seen(casebook.connection, station.id)
        received_at, epoch = _last_letter(casebook, station.id, last[0] if last else 0)
        card = NOT_KNOWN
        if epoch:
            card = NEWEST if epoch >= newest else OLDER
        found.append(
            WorkstationState(
                station=station,
                last_number=last[0] if last else 0,
                last_received_at=received_at,
                card=card,
                gaps=tuple(gap for gap in gaps if gap.workstation == station.id),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftInFolder:
    """``unfinished`` are names of files that begin as concerns do and are not whole; ``kept``
    counts those that could not be opened and were put aside.
    """

    unfinished: tuple[str, ...] = ()
    kept: int = 0


def left_in_folder(casebook: OpenCasebook) -> LeftInFolder:
    """Return what lies in the letterbox and cannot be taken; nothing while it cannot be reached."""
    try:
        return LeftInFolder(
            unfinished=casebook.spool.adopt_strays(), kept=len(casebook.spool.kept())
        )
    except UserFacingError:
        return LeftInFolder()


def unpaired_gaps(casebook: OpenCasebook) -> tuple[Gap, ...]:
    """Return what is missing from computers that were never paired."""
    return tuple(gap for gap in letter_gaps(casebook) if not gap.name)


def _last_letter(casebook: OpenCasebook, station: str, number: int) -> tuple[str, int]:
    """When it was taken, and the version of the school's card that it was sealed with (0: not
    known).
    """
    if not number:
        return "", 0
    seq = slips.seen_at(casebook.connection, station, number)
    row = ledger_rows.row(casebook.connection, casebook.ledger, seq)
    if row is None:
        return "", 0
    values: dict[str, Any] = {name: value for name, (value, _) in (row.fields or {}).items()}
    return parse_header(row.header).at, int(values.get("slip_chain", {}).get("epoch", 0))
