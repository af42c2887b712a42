"""Which concerns sent from this computer a person must still be told about, and whom to find.

The rule is architecture.md section 6: told no DSL in person is named each hour until it is
received, anything else once a school day has passed. Only numbers, never a child.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import resources
from desktop.usecases.staff.log_concern import find_now
from desktop.usecases.staff.station import Station, known_team_card
from storage.intake.vocabularies import load_calendar
from storage.letterbox.outbox import OutboxItem
from storage.letterbox.team_card import Contact
from storage.records.school_days import after_school_days
from storage.records.times import SCHOOL_ZONE, from_text

# A moment of sealing later than now means that the clock was set back: then it is due at once.
_CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """``urgent``: no DSL was told and nobody has received it for an hour; ``late``: a school day
    has passed; ``here``: still on this computer, the folder could not be reached.

    ``hours`` counts the full hours of the oldest urgent one: with each further one it is said
    again. ``find`` is filled when anything is urgent or late.
    """

    urgent: tuple[int, ...]
    late: tuple[int, ...]
    here: tuple[int, ...]
    hours: int
    find: tuple[Contact, ...]


def reminding(station: Station, *, folder_away: bool) -> Reminding:
    """Return what to remind of now; it follows from what waits here, so a restart changes nothing.

    ``folder_away``: the last attempt to carry did not reach the letterbox.
    """
    rule = resources.read_toml("letterbox.toml")
    every = timedelta(minutes=int(rule["remind_minutes_not_told"]))
    now = station.now()
    waiting = [item for item in station.outbox.waiting() if not item.quiet]
    urgent = [item for item in waiting if item.nobody_told and _age(item, now, every) >= every]
    others = [item for item in waiting if not item.nobody_told]
    late = tuple(
        item.number for item in others if _is_late(item, now, days=int(rule["remind_school_days"]))
    )
    card = known_team_card(station)[0] if urgent or late else None
    return Reminding(
        urgent=tuple(item.number for item in urgent),
        late=late,
        here=tuple(item.number for item in waiting) if folder_away else (),
        hours=max((_age(item, now, every) // every for item in urgent), default=0),
        find=find_now(card),
    )


def _age(item: OutboxItem, now: datetime, every: timedelta) -> timedelta:
    age = now - from_text(item.sealed_at)
    return age if age > -_CLOCK_SLACK else every


def _is_late(item: OutboxItem, now: datetime, *, days: int) -> bool:
    sealed = from_text(item.sealed_at)
    if sealed > now + _CLOCK_SLACK:
        return True
    due = after_school_days(_day(sealed), days, load_calendar())
    local = now.astimezone(SCHOOL_ZONE)
    at = sealed.astimezone(SCHOOL_ZONE).time()
    return local.date() > due or (local.date() == due and local.time() >= at)


def _day(moment: datetime) -> date:
    return moment.astimezone(SCHOOL_ZONE).date()
