"""The people around a child as lines of words, each with what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from storage.records.around_child import Professional
from storage.records.family import FILE, LINK, SCHOOL, FamilyPerson
from ui.file_material import ShownLevel, ShownStatus
from ui.lead_words import day_for_people
from ui.views.pupil_file_facts import status_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Something that can be pressed on a line: ``what`` and the ``key`` of whom."""

    what: str
    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A title, lines below it, what can be pressed; ``over`` strikes the title out."""

    title: str
    details: tuple[str, ...] = ()
    presses: tuple[Press, ...] = ()
    over: bool = False


def person_lines(people: Sequence[FamilyPerson]) -> list[PersonLine]:
    """Return the family and household, those who live with the child first."""
    return [_person(each) for each in people]


def professional_lines(people: Sequence[Professional]) -> list[PersonLine]:
    """Return who works with the child, those who no longer do last."""
    return [_professional(each) for each in sorted(people, key=lambda one: bool(one.until))]


def status_lines(statuses: Sequence[ShownStatus]) -> list[PersonLine]:
    """Return the statuses, those that hold first, each "Child protection plan since 3 May 2026"."""
    ordered = sorted(statuses, key=lambda one: not one.now)
    return [
        PersonLine(
            title=_tr("{status} {since}").format(status=one.word, since=status_line(one)).strip(),
            details=_some(
                _tr("Why: {reason}").format(reason=one.status.reason) if one.status.reason else "",
                one.status.source,
                one.status.ended_reason,
            ),
            presses=(
                *_when(one.now, "status_end", one.status.id, _tr("No longer…")),
                Press(what="row", key=one.status.id, words=_tr("Show it")),
            ),
            over=not one.now,
        )
        for one in ordered
    ]


def level_lines(levels: Sequence[ShownLevel]) -> list[PersonLine]:
    """Return the levels, the newest first, each with its reason."""
    return [
        PersonLine(
            title=_tr("{level} since {day}").format(level=one.word, day=day_for_people(one.since)),
            details=_some(
                _tr("Why: {reason}").format(reason=one.reason) if one.reason else "", one.by
            ),
            presses=(Press(what="row", key=one.row, words=_tr("Show it")),),
        )
        for one in reversed(levels)
    ]


def _person(one: FamilyPerson) -> PersonLine:
    facts = [
        one.relative.label,
        _tr("lives with the child") if one.lives_with and not one.ended else "",
        {
            True: _tr("parental responsibility"),
            False: _tr("no parental responsibility"),
            None: "",
        }[one.parental_responsibility],
        _tr("born {day}").format(day=day_for_people(one.date_of_birth))
        if one.date_of_birth
        else "",
    ]
    days = [
        _tr("since {day}").format(day=day_for_people(one.since)) if one.since else "",
        _tr("until {day}").format(day=day_for_people(one.until)) if one.until else "",
        one.reason,
    ]
    ways = (*one.telephones, one.email, one.address)
    presses = [
        *_when(bool(one.pupil_id), "pupil", one.pupil_id, _tr("Open the file")),
        *_when(
            (not one.ended and LINK not in one.said_by)
            or (bool(one.relation_id) and not one.ended),
            "relation",
            one.key,
            _tr("Change…") if one.relation_id else _tr("Add details…"),
        ),
        *_when(bool(one.relation_id) and not one.ended, "relation_end", one.key, _tr("No longer…")),
    ]
    return PersonLine(
        title=one.name,
        details=_some(_joined(facts), _joined(ways), _joined(days), one.note, _who_says(one)),
        presses=tuple(presses),
        over=one.ended,
    )


def _who_says(one: FamilyPerson) -> str:
    said = {
        FILE: _tr("written down by {who}").format(who=one.by) if one.by else _tr("written down"),
        SCHOOL: _tr("a contact in the school’s system"),
        LINK: _tr("linked as brother or sister"),
    }
    words = [_joined([said[each] for each in one.said_by])]
    for field, value in one.school_says:
        if field == "address":
            words.append(_tr("The school’s system says: {value}").format(value=value))
        elif value == "yes":
            words.append(_tr("The school’s system says: has parental responsibility"))
        else:
            words.append(_tr("The school’s system says: no parental responsibility"))
    return ". ".join(words)


def _professional(one: Professional) -> PersonLine:
    days = [
        _tr("since {day}").format(day=day_for_people(one.since)) if one.since else "",
        _tr("until {day}").format(day=day_for_people(one.until)) if one.until else "",
        one.reason,
    ]
    presses: tuple[Press, ...] = ()
    if not one.until:
        presses = (
            Press(what="professional", key=one.id, words=_tr("Change…")),
            Press(what="professional_end", key=one.id, words=_tr("No longer…")),
        )
    return PersonLine(
        title=one.name or one.organisation,
        details=_some(
            _joined((one.role, one.organisation if one.name else "")),
            _joined((one.telephone, one.email, one.address)),
            _joined(days),
            one.note,
        ),
        presses=presses,
        over=bool(one.until),
    )


def _when(holds: bool, what: str, key: str, words: str) -> tuple[Press, ...]:
    return (Press(what=what, key=key, words=words),) if holds else ()


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)


def _some(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _tr(text: str) -> str:
    return QCoreApplication.translate("pupil_file_person_lines", text)
