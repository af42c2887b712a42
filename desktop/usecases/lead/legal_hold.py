"""Holds: records that must not be destroyed, whatever their age, until somebody lifts the hold."""

from dataclasses import dataclass
from datetime import date

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.report import long_day
from storage.database.repositories import disposals, pupils
from storage.database.repositories.disposals import HOLD, HoldRow
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A hold on one child's file, or on every file where ``pupil_id`` is empty.

    ``reason`` is why (an inquiry, a claim, a complaint), ``authority`` who asked for it, ``review``
    an ISO day to look at it again or "".
    """

    pupil_id: str
    reason: str
    authority: str
    review: str = ""


def set_hold(casebook: OpenCasebook, *, hold: Hold) -> None:
    """Put a hold into the record; raises disposal.hold_incomplete, pupils.not_found."""
    permissions.require(casebook.person.role, permissions.DISPOSE)
    casebook.require_fresh_code()
    if not hold.reason.strip() or not hold.authority.strip():
        raise UserFacingError("disposal.hold_incomplete")
    if hold.pupil_id and pupils.pupil(casebook.connection, hold.pupil_id) is None:
        raise UserFacingError("pupils.not_found")
    if hold.review:
        read_day(hold.review)
    _note(casebook, hold, held=True)


def lift_hold(casebook: OpenCasebook, *, hold: Hold) -> None:
    """Lift a hold, with the reason and on whose authority; raises disposal.no_hold,
    disposal.hold_incomplete.
    """
    permissions.require(casebook.person.role, permissions.DISPOSE)
    casebook.require_fresh_code()
    if not hold.reason.strip() or not hold.authority.strip():
        raise UserFacingError("disposal.hold_incomplete")
    if all(row.pupil != hold.pupil_id for row in holds(casebook)):
        raise UserFacingError("disposal.no_hold")
    _note(casebook, hold, held=False)


def holds(casebook: OpenCasebook) -> tuple[HoldRow, ...]:
    """Every hold in force, the oldest first."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return tuple(disposals.holds(casebook.connection))


def require_no_hold(casebook: OpenCasebook, *, pupil_id: str) -> None:
    """Raise disposal.held while a hold on this file, or on all, is in force."""
    for row in disposals.holds(casebook.connection):
        if row.pupil in ("", pupil_id):
            raise UserFacingError("disposal.held", since=long_day(row.at))


def read_day(text: str) -> date:
    """Read an ISO day; raises disposal.not_a_day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserFacingError("disposal.not_a_day", day=text) from None


def _note(casebook: OpenCasebook, hold: Hold, *, held: bool) -> None:
    value = {
        "pupil": hold.pupil_id,
        "held": held,
        "reason": hold.reason.strip(),
        "authority": hold.authority.strip(),
        "review": hold.review,
    }
    casebook.append(Event(type="settings.changed", fields={"name": HOLD, "value": value}))
