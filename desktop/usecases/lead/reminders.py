"""What a lead should do for the safety of the record, each as one calm sentence and one action."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import resources
from desktop.usecases.lead.backup_round import LAST_BACKUP, FolderState, folder_states
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.check_casebook import last_check
from desktop.usecases.lead.key_access import key_folder, people_who_can_open
from desktop.usecases.lead.ledger_certificate import certificate_due
from desktop.usecases.lead.letter_gaps import letter_gaps
from desktop.usecases.lead.rehearse_recovery import last_recovery_rehearsal
from desktop.usecases.lead.restricted_readers import reader_states
from desktop.usecases.lead.transfer_receipts import due_receipts, long_day_of
from desktop.usecases.lead.ways_in import WaysIn, ways_in
from storage.database.repositories import ledger_rows, settings
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from storage.records.times import from_text

_ORDER = {"danger": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One thing to do.

    ``error`` carries the sentence's code and facts (ui.messages.message_for); ``because``, where
    there is one, the refusal behind it. ``severity`` is "danger", "warning" or "info"; ``action``
    is "backup", "rehearse", "people", "recovery", "codes", "certificate", "receipts" or "check".
    """

    error: UserFacingError
    severity: str
    action: str
    because: UserFacingError | None = field(default=None)


def reminders(casebook: OpenCasebook, *, folder: Path | None = None) -> tuple[Reminder, ...]:
    """Return what is due now, the most pressing first; none where only a backup is read.

    ``folder`` is where the key file lies, beside the casebook unless said otherwise.
    """
    if casebook.read_only:
        return ()
    now = casebook.clock()
    found = [
        *_backups(casebook, now),
        *_rehearsal(casebook, now),
        *_people(casebook),
        *_recovery(casebook, ways_in(casebook, folder=folder or key_folder(casebook)), now),
        *_certificate(casebook),
        *_readers(casebook, now),
        *_receipts(casebook),
        *_letters(casebook, now),
        *_full_check(casebook, now),
    ]
    return tuple(sorted(found, key=lambda one: _ORDER[one.severity]))


def _backups(casebook: OpenCasebook, now: datetime) -> Iterator[Reminder]:
    rule = resources.read_toml("backup.toml")
    last = settings.get(casebook.connection, LAST_BACKUP)
    failing = [state for state in folder_states(casebook) if state.code]
    if last is None:
        yield _reminder("reminder.backup_none", "warning", "backup")
    else:
        days = (now - from_text(last["at"])).days
        if days < 0:
            yield _reminder("reminder.backup_clock", "warning", "backup")
        elif days >= rule["remind_days"]:
            severity = "danger" if days >= rule["warn_days"] else "warning"
            yield _reminder("reminder.backup_old", severity, "backup", days=days)
    for state in failing:
        if _is_told(state, last, now, rule):
            yield _failed(state)


def _is_told(state: FolderState, last: Any, now: datetime, rule: dict[str, Any]) -> bool:
    """A folder whose fault matters: no other one got the last backup, or it fails for long."""
    others_work = last is not None and last["at"] >= state.failing_since
    if not others_work:
        return True
    since = state.last_at or state.failing_since
    days: int = rule["other_folder_days"]
    return (now - from_text(since)).days >= days


def _failed(state: FolderState) -> Reminder:
    return Reminder(
        error=UserFacingError("reminder.backup_failed", folder=state.folder),
        severity="warning",
        action="backup",
        because=UserFacingError(state.code, folder=state.folder),
    )


def _rehearsal(casebook: OpenCasebook, now: datetime) -> Iterator[Reminder]:
    if settings.get(casebook.connection, LAST_BACKUP) is None:
        return
    days: int = resources.read_toml("backup.toml")["rehearsal_days"]
    last = settings.get(casebook.connection, "last_rehearsal")
    since = from_text(last["at"]) if last else _begun(casebook)
    passed = (now - since).days
    if passed >= days:
        code = "reminder.rehearse" if last else "reminder.rehearse_first"
        facts = {"days": passed} if last else {}
        yield _reminder(code, "warning", "rehearse", **facts)


def _people(casebook: OpenCasebook) -> Iterator[Reminder]:
    count = people_who_can_open(casebook)
    if count < resources.read_toml("reminders.toml")["least_people"]:
        yield _reminder("reminder.few_people", "warning", "people", count=count)


def _recovery(casebook: OpenCasebook, ways: WaysIn, now: datetime) -> Iterator[Reminder]:
    if ways.recovery == "missing":
        yield _reminder("reminder.recovery_missing", "danger", "recovery")
    elif ways.recovery == "unconfirmed":
        yield _reminder("reminder.recovery_unconfirmed", "warning", "recovery")
    else:
        last = last_recovery_rehearsal(casebook)
        since = from_text(last) if last else _begun(casebook)
        days = (now - since).days
        if days >= resources.read_toml("reminders.toml")["recovery_rehearsal_days"]:
            yield _reminder("reminder.recovery_rehearse", "warning", "recovery", days=days)
    if ways.few_left:
        yield _reminder("reminder.few_codes", "info", "codes", count=ways.one_time_codes_left)


def _certificate(casebook: OpenCasebook) -> Iterator[Reminder]:
    due = certificate_due(casebook)
    if due.due:
        term = f"the {due.term} term" if due.term else "four months"
        yield _reminder("reminder.certificate", "info", "certificate", term=term)


def _readers(casebook: OpenCasebook, now: datetime) -> Iterator[Reminder]:
    """Head and chair whose test letter lies unopened, or was opened more than a year ago."""
    days: int = resources.read_toml("restricted_routes.toml")["unopened_days"]
    for state in reader_states(casebook, with_codes=False):
        if state.stage == "retest":
            yield _reminder("reminder.reader_retest", "info", "people")
        elif state.stage == "test" and (now - from_text(state.test_sent)).days >= days:
            yield _reminder("reminder.reader_untested", "warning", "people", days=days)


def _receipts(casebook: OpenCasebook) -> Iterator[Reminder]:
    """Files that went to another school, of which nobody there has said that they came."""
    for due in due_receipts(casebook):
        yield _reminder(
            "reminder.receipt",
            "warning",
            "receipts",
            export=due.export_id,
            sent=long_day_of(due.sent_on),
            school_day=long_day_of(due.answer_by),
            calendar_day=long_day_of(due.answer_by_calendar),
        )


def _letters(casebook: OpenCasebook, now: datetime) -> Iterator[Reminder]:
    """Numbers that have not come although later ones have: a letter was lost or held back."""
    minutes: int = resources.read_toml("letterbox.toml")["missing_after_minutes"]
    gaps = [
        gap
        for gap in letter_gaps(casebook)
        if gap.known_since and now - from_text(gap.known_since) >= timedelta(minutes=minutes)
    ]
    count = sum(gap.count for gap in gaps)
    if count:
        code = "reminder.letter_missing" if count == 1 else "reminder.letters_missing"
        computers = " and ".join(dict.fromkeys(f"“{gap.name}”" for gap in gaps if gap.name))
        where = computers or "a computer that is not paired"
        yield _reminder(code, "warning", "people", count=count, where=where)


def _full_check(casebook: OpenCasebook, now: datetime) -> Iterator[Reminder]:
    days: int = resources.read_toml("reminders.toml")["full_check_days"]
    last = last_check(casebook)
    if last is None or not last.full_at:
        if (now - _begun(casebook)).days >= days:
            yield _reminder("reminder.full_check_first", "info", "check")
        return
    passed = (now - from_text(last.full_at)).days
    if passed >= days:
        yield _reminder("reminder.full_check", "info", "check", days=passed)


def _begun(casebook: OpenCasebook) -> datetime:
    """When the casebook was made: what was never done counts from there."""
    (first,) = ledger_rows.rows(casebook.connection, limit=1)
    return from_text(parse_header(first.header).at)


def _reminder(code: str, severity: str, action: str, **facts: Any) -> Reminder:
    return Reminder(error=UserFacingError(code, **facts), severity=severity, action=action)
