"""The school's own time limits in the place of the usual ones: set with a reason, taken back."""

from dataclasses import replace

from desktop.usecases.lead import work_checks
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import limits, settings
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.time_limits import COUNTED, LONGEST, UNITS, LocalLimit, TimeLimit
from storage.records.times import SCHOOL_ZONE


def set_limit(
    casebook: OpenCasebook, *, code: str, amount: int, unit: str, counted: str, reason: str
) -> None:
    """Set a local time limit: ``unit`` hours or days, ``counted`` calendar, office or school.

    Raises limits.unknown, limits.wrong, limits.reason_missing.
    """
    work_checks.require_record(casebook)
    _usual(code)
    if not 0 < amount <= LONGEST or unit not in UNITS or counted not in COUNTED:
        raise UserFacingError("limits.wrong", longest=LONGEST)
    if counted == "school" and unit == "hours":
        raise UserFacingError("limits.wrong", longest=LONGEST)
    if not reason.strip():
        raise UserFacingError("limits.reason_missing")
    local = LocalLimit(
        amount=amount,
        unit=unit,
        counted=counted,
        reason=reason.strip(),
        by=casebook.person.name,
        on=casebook.clock().astimezone(SCHOOL_ZONE).date().isoformat(),
    )
    _keep(casebook, code, local, reason)


def unset_limit(casebook: OpenCasebook, *, code: str, reason: str) -> None:
    """Go back to the usual time, with the reason. Raises limits.unknown, limits.not_local,
    limits.reason_missing.
    """
    work_checks.require_record(casebook)
    _usual(code)
    if code not in limits.local_limits(casebook.connection):
        raise UserFacingError("limits.not_local")
    if not reason.strip():
        raise UserFacingError("limits.reason_missing")
    _keep(casebook, code, None, reason)


def in_force(casebook: OpenCasebook) -> tuple[TimeLimit, ...]:
    """Return every time limit as it counts now, in the order of the list."""
    return tuple(limits.limits(casebook.connection).limits.values())


def usual(limit: TimeLimit) -> TimeLimit:
    """Return the time that would count without the school's own."""
    return replace(_usual(limit.code), local=None)


def words_of(limit: TimeLimit) -> str:
    """Say how long a limit is: ``2 working days``, ``24 hours``."""
    one = limit.amount == 1
    unit = limit.unit[:-1] if one else limit.unit
    kind = {"office": "working ", "school": "school ", "calendar": ""}[limit.counted]
    return f"{limit.amount} {kind}{unit}"


def _usual(code: str) -> TimeLimit:
    known = limits.usual_limits()
    if code not in known:
        raise UserFacingError("limits.unknown", known=", ".join(known))
    return known[code]


def _keep(casebook: OpenCasebook, code: str, local: LocalLimit | None, reason: str) -> None:
    kept = settings.get(casebook.connection, limits.SETTING, {})
    value = {name: item for name, item in kept.items() if name != code}
    if local is not None:
        value[code] = local.to_value()
    fields = {
        "name": limits.SETTING,
        "value": {
            "code": code,
            "local": local.to_value() if local else None,
            "reason": reason.strip(),
        },
    }
    with casebook.work() as work:
        work.append(Event(type="settings.changed", fields=fields))
        settings.put(work.connection, limits.SETTING, value)
