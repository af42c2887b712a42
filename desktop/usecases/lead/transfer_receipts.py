"""The receipt for a file that was passed on: by when it is due, that it came, and what to chase."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import disclosures
from storage.database.repositories.disclosures import DisclosureRow
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.school_days import after_school_days
from storage.records.times import SCHOOL_ZONE, long_date

KIND = "transfer_pack"
NO_RECEIPT_YET = "no receipt yet"
_TIMER = "file_receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReceipt:
    """A file whose receipt has not come by the day it was due; days are ISO days."""

    export_id: str
    recipient: str
    sent_on: str
    answer_by: str
    answer_by_calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDays:
    """By when a receipt is due: in school days, and the same number of days by the calendar."""

    school: date
    calendar: date


def answer_days(sent_on: date) -> AnswerDays:
    """Return by when the receipt for what was sent on a day is due."""
    item = vocabularies.load("timers").item(_TIMER)
    days = int(item.extra["days"]) if item is not None else 0
    calendar = vocabularies.load_calendar()
    return AnswerDays(
        school=after_school_days(sent_on, days, calendar),
        calendar=sent_on + timedelta(days=days),
    )


def due_receipts(casebook: OpenCasebook) -> tuple[DueReceipt, ...]:
    """Return the files passed on whose receipt is overdue today, the longest overdue first."""
    return tuple(sorted(_due(casebook), key=lambda due: (due.answer_by, due.export_id)))


def _due(casebook: OpenCasebook) -> Iterator[DueReceipt]:
    now = today(casebook)
    for row in disclosures.register(casebook.connection, limit=-1):
        if row.document != KIND or row.values.get("acknowledged"):
            continue
        sent_on = day_of(str(row.values.get("sent_on") or ""))
        if sent_on is None:
            continue
        days = answer_days(sent_on)
        if now > days.school:
            yield DueReceipt(
                export_id=row.id,
                recipient=row.recipient,
                sent_on=sent_on.isoformat(),
                answer_by=days.school.isoformat(),
                answer_by_calendar=days.calendar.isoformat(),
            )


def receipt_words(row: DisclosureRow) -> str:
    """Say of a file passed on whether its receipt has come; empty for any other document."""
    if row.document != KIND:
        return ""
    answer = row.values.get("acknowledged")
    return f"receipt of {long_day_of(answer['on'])}" if answer else NO_RECEIPT_YET


def acknowledge_pack(
    casebook: OpenCasebook, *, export_id: str, by: str, on: str, note: str = ""
) -> None:
    """Enter that the receipt came: who has the file, and since which day (ISO).

    Raises pack.not_sent_from_here, pack.receipt_incomplete and pack.receipt_day.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    row = disclosures.disclosure(casebook.connection, export_id.strip())
    if row is None:
        raise UserFacingError("pack.not_sent_from_here")
    if not by.strip():
        raise UserFacingError("pack.receipt_incomplete")
    day = day_of(on)
    sent = day_of(str(row.values.get("sent_on") or "")) or date.min
    if day is None or not sent <= day <= today(casebook):
        raise UserFacingError("pack.receipt_day")
    fields: dict[str, Any] = {"id": row.id, "by": by.strip(), "on": day.isoformat()}
    if note.strip():
        fields["note"] = note.strip()
    casebook.append(Event(type="disclosure.acknowledged", fields=fields))


def today(casebook: OpenCasebook) -> date:
    """Return the day at school."""
    return casebook.clock().astimezone(SCHOOL_ZONE).date()


def day_of(text: str) -> date | None:
    """Return an ISO day; None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def long_day_of(iso: str) -> str:
    """Return an ISO day in words: ``3 March 2026``."""
    return long_date(date.fromisoformat(iso))
