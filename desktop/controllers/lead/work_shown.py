"""Turns what the record says of waiting, days and people into the words that screens show."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.time_limits import words_of
from storage.database.repositories import cases, pupils
from storage.intake import vocabularies
from storage.records.referral_waits import Wait
from storage.records.time_limits import TimeLimit
from storage.records.times import for_people, long_date, school_day
from storage.records.when import When
from ui.lead_words import day_for_people
from ui.views.referral_form import WorkFormView
from ui.widgets.choice_row import Choice
from ui.widgets.pupil_picker import PupilOption
from ui.work_material import WaitLine


def _words(text: str) -> str:
    return QCoreApplication.translate("work_shown", text)


def choices(name: str, *, leave_out: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Return a vocabulary as choices, without hints: pills stay small."""
    return tuple(
        Choice(value=item.code, text=item.label)
        for item in vocabularies.load(name).items
        if item.code not in leave_out
    )


def label(name: str, code: str) -> str:
    """Return the words for a code of a vocabulary."""
    return vocabularies.load(name).label(code)


def wait_line(wait: Wait, *, now: datetime) -> WaitLine:
    """Return a wait as a sentence with its day, whether that has passed, and what to do then.
    ``now`` is in the school's own time, without a zone.
    """
    if wait.at:
        moment = datetime.fromisoformat(wait.at)
        day = f"{long_date(moment)}, {moment:%H:%M}"
        over = now.strftime("%Y-%m-%dT%H:%M") > wait.at
    else:
        day = long_date(datetime.fromisoformat(wait.day))
        over = now.date().isoformat() > wait.day
    if wait.kind == "held":
        sentence = _words("{what} It was planned for {day}.")
    elif wait.kind == "meeting":
        sentence = _words("{what}: {day}.")
    else:
        sentence = _words("{what}: was due by {day}.") if over else _words("{what}: by {day}.")
    silent = wait.silent if over else _words("If nobody answers: {do}").format(do=wait.silent)
    return WaitLine(
        text=sentence.format(what=wait.words, day=day),
        over=over,
        silent=silent if wait.silent else "",
        limit=limit_words(wait.limit),
    )


def limit_words(limit: TimeLimit | None) -> str:
    """Say whose time limit it is and how long; empty where the school chose the day."""
    if limit is None:
        return ""
    if limit.local is None:
        return f"({words_of(limit)})"
    sentence = _words("({length}: local time limit, set by {who} on {day}: {why})")
    return sentence.format(
        length=words_of(limit),
        who=limit.local.by,
        day=day_for_people(limit.local.on),
        why=limit.local.reason,
    )


def written(author: str, recorded_at: str, happened: When) -> str:
    """Say who wrote it, and when where that was on a later day than it happened."""
    if not recorded_at:
        return author
    when = for_people(recorded_at)
    happened_on = (happened.latest or "")[:10]
    if happened_on and happened_on == school_day(recorded_at).isoformat():
        return author
    return _words("{who}, written {when}").format(who=author, when=when)


def lines(*parts: str) -> str:
    """Join what is known, one fact a line."""
    return "\n".join(part for part in parts if part.strip())


def named(word: str, value: str) -> str:
    """Return ``word: value``, or nothing where the value is empty."""
    return f"{word}: {value.strip()}" if value.strip() else ""


def children(desk: Desk, pupil_ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of children."""
    rows = pupils.rows(desk.reader, list(pupil_ids))
    return tuple((row.id, row.name) for row in rows)


def options(desk: Desk, pupil_ids: Iterable[str]) -> tuple[PupilOption, ...]:
    """Return children as the picker shows them."""
    found = (desk.pupil_option(pupil) for pupil in pupil_ids)
    return tuple(option for option in found if option is not None)


def ends() -> dict[str, str]:
    """Return how a disagreement can end, words by code."""
    found = vocabularies.load_words("escalation_steps")["ends"]
    return {end["code"]: end["label"] for end in found}


def put_children(desk: Desk, view: WorkFormView, pupil_id: str, case_id: str) -> None:
    """Take on the child, or the children of the case; the cursor goes to the first box."""
    case = cases.case(desk.reader, case_id) if case_id else None
    pupils = case.pupils if case is not None else (pupil_id,) if pupil_id else ()
    for option in options(desk, pupils):
        view.add_child(option)
    view.settle()
    view.setFocus()
