"""What a case has open beside its actions, and what its record offers for a closing."""

from datetime import date

from desktop.usecases.lead.case_closing import concerns_at
from storage.database.connection import Connection
from storage.database.repositories import (
    case_contents,
    chronology,
    disagreements,
    meetings,
    plans,
    referrals,
)
from storage.intake import vocabularies
from storage.records.cases import Case
from storage.records.chronology import ChronologyEntry
from storage.records.due import DueItem
from storage.records.times import school_day, short_date

_LINES = 4
_LONGEST = 120


def open_things(connection: Connection, case: Case, *, today: str) -> list[DueItem]:
    """Return the referrals, disagreements, plans and meetings of a case that are open; ``due`` is
    an ISO day or empty, ``today`` an ISO day.
    """
    recipients = vocabularies.load("referral_recipients")
    found = referrals.ids(connection, which="waiting", case=case.id)
    items = [
        ("referral", row.id, ": ".join((recipients.label(row.to), row.wait)).strip(": "), row.due)
        for row in referrals.rows(connection, found, today=today)
    ]
    for item in disagreements.ids(connection, open_only=True, case=case.id):
        one = disagreements.disagreement(connection, item)
        wait = disagreements.wait_of(connection, one) if one is not None else None
        items.append(("disagreement", item, wait.words if wait else "", wait.day if wait else ""))
    items += [
        ("plan", row.id, row.title, row.next_due)
        for row in plans.rows(connection, plans.ids(connection, open_only=True, case=case.id))
    ]
    kinds = vocabularies.load("meeting_kinds")
    planned = meetings.ids(connection, state="planned", case=case.id)
    items += [
        ("meeting", one.id, kinds.label(one.kind), one.on[:10])
        for one in meetings.load(connection, planned)
    ]
    return [
        DueItem(kind=kind, id=thing, pupils=case.pupils, names="", words=words, due=due)
        for kind, thing, words, due in items
    ]


def offered_texts(connection: Connection, case: Case) -> tuple[str, str, str]:
    """Return what the record of a case says was done, was decided, and the child's own words last
    written down: each line with its day, the newest few.
    """
    rows = chronology.rows(connection, "", case_contents.row_ids(connection, case.id))
    done = [_line(row, row.outcome or row.text) for row in rows if row.kind == "outcome"]
    done += [_line(row, row.action) for row in rows if row.kind == "entry" and row.action]
    decided = [_line(row, row.decision) for row in rows if row.decision]
    words = [_line(row, row.child_words) for row in rows if row.child_words]
    return _last(done), _last(decided), words[-1] if words else ""


def undecided(connection: Connection, case: Case) -> list[str]:
    """Return the ids of a case's concerns that nothing was decided about."""
    return concerns_at(connection, case, "waiting")


def _line(row: ChronologyEntry, words: str) -> str:
    text = " ".join(words.split())
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0] + "…"
    return f"{_day(row)}: {text}"


def _day(row: ChronologyEntry) -> str:
    earliest = row.happened.earliest
    day = date.fromisoformat(earliest[:10]) if earliest else school_day(row.recorded_at)
    return short_date(day)


def _last(lines: list[str]) -> str:
    return "\n".join(lines[-_LINES:])
