"""What may be offered when a concern is decided: words, days out of the lists, and cases."""

from datetime import date

from desktop.usecases.lead.case_of_concern import children_of_case
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import cases
from storage.intake import vocabularies
from storage.records.cases import LIVE, CaseRow
from storage.records.casework import Concern
from storage.records.school_calendar import DAY, SchoolCalendar
from storage.records.school_days import is_school_day
from storage.records.time_limits import Limits, deadline

HALF_TERM, END_OF_TERM = "half_term", "end_of_term"
_TIMER = "triage_next_"


def offered_decisions() -> dict[str, str]:
    """Return the words that each response offers as the decision, by the code of the response."""
    return {
        item.code: str(item.extra["offer"])
        for item in vocabularies.load("responses").items
        if item.extra.get("offer")
    }


def offered_days(known: Limits, today: date) -> dict[str, str]:
    """Return the ISO day that each response offers as the next one, by the time limits that the
    school has.
    """
    return {
        code.removeprefix(_TIMER): deadline(limit, today.isoformat(), known.calendar).day
        for code, limit in known.limits.items()
        if code.startswith(_TIMER)
    }


def last_days(today: date, calendar: SchoolCalendar) -> tuple[str, str] | None:
    """Return (HALF_TERM or END_OF_TERM, ISO day) of the last school day before the next holiday;
    None where the calendar does not know it.
    """
    found = []
    for term in calendar.terms:
        before = term.half_first - DAY
        while not is_school_day(before, calendar) and before > term.first:
            before -= DAY
        found += [(before, HALF_TERM), (term.last, END_OF_TERM)]
    day, kind = min((each for each in found if each[0] > today), default=(None, ""))
    return (kind, day.isoformat()) if day is not None else None


def cases_of_concern(
    casebook: OpenCasebook, concern: Concern
) -> tuple[CaseRow | None, list[CaseRow]]:
    """Return the open case that a concern belongs to, and the other open ones of its children."""
    connection = casebook.connection
    own = cases.of_member(connection, concern.id)
    found = cases.open_of_pupils(connection, children_of_case(concern.pupils))
    mine = [row for row in cases.rows(connection, [own]) if row.status in LIVE] if own else []
    return next(iter(mine), None), [row for row in found if row.id != own]
