"""What the file itself says of a child beside the chronology, for the front sheet of a document."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import chronology, household, professionals, statuses
from storage.intake import vocabularies
from storage.records.around_child import Professional, Status
from storage.records.pupil import Pupil
from storage.records.redaction import Redactor
from storage.records.times import SCHOOL_ZONE, long_date

_HEALTH = ("health", "mental_health")
_SOCIAL = "social_care"
# Boxes that are printed with the child's details, in this order.
_PRINTED = (
    *("withhold_address", "must_not_collect", "may_collect", "parental_responsibility"),
    *("other_names", "current_address", "language", "interpreter", "needs", "medical"),
    *("communication", "volume"),
)


def known_answers(
    casebook: OpenCasebook, *, pupil: Pupil, redactor: Redactor | None = None
) -> dict[str, str]:
    """Return what the file says of the questions of a front sheet (ASKED), by their names; what
    it does not say is left out. A status that is withheld says no more than that, and somebody
    whose name is withheld cannot be rung up.
    """
    redactor = redactor or Redactor()
    connection = casebook.connection
    boxes = household.boxes(connection, pupil.id)
    people = [_reachable(each, redactor) for each in professionals.of_pupil(connection, pupil.id)]
    today = casebook.clock().astimezone(SCHOOL_ZONE).date().isoformat()
    known = vocabularies.load("pupil_statuses")
    in_force: dict[str, list[str]] = {}
    for status in statuses.of_pupil(connection, pupil.id):
        if status.in_force(today):
            words = _since(casebook, status, redactor)
            item = known.item(status.kind)
            group = str(item.extra["group"]) if item else ""
            in_force.setdefault(group, []).append(words)
    doctors = [boxes.get("gp", ""), *_named(people, _HEALTH)]
    social = [*_named(people, (_SOCIAL,)), boxes.get("social_worker", "")]
    others = [each for each in people if each.kind not in (*_HEALTH, _SOCIAL)]
    said = {
        "social_worker": _joined(social),
        "plans": _joined((*in_force.get("plan", ()), *in_force.get("care", ()))),
        "court_orders": _joined(in_force.get("court", ())),
        "doctor": _joined(doctors),
        "agencies": _joined(_words(each) for each in others),
        "previous_schools": boxes.get("previous_schools", ""),
    }
    return {name: words for name, words in said.items() if words}


def printed_boxes(casebook: OpenCasebook, *, pupil: Pupil) -> list[tuple[str, str]]:
    """Return (label, words) of the boxes of the front sheet that stand with the child's details."""
    boxes = household.boxes(casebook.connection, pupil.id)
    labels = vocabularies.load("front_sheet_boxes")
    return [(labels.label(code), boxes[code]) for code in _PRINTED if code in boxes]


def _named(people: Iterable[Professional], kinds: tuple[str, ...]) -> list[str]:
    return [_words(each) for each in people if each.kind in kinds]


def _words(one: Professional) -> str:
    return ", ".join(part for part in (one.name, one.role, one.organisation, one.telephone) if part)


def _reachable(one: Professional, redactor: Redactor) -> Professional:
    return replace(one, telephone="") if redactor.changes([one.name]) else one


def _since(casebook: OpenCasebook, status: Status, redactor: Redactor) -> str:
    first = status.since.earliest
    day = long_date(date.fromisoformat(first[:10])) if first else status.since.as_told
    row = chronology.entry(casebook.connection, status.id)
    if row is None:  # its entry was lost to damage or disposed of: nothing was chosen in it
        return f"{status.text}, since {day}" if day else status.text
    text = redactor.field(row.seq, "text", status.text)
    day = "" if redactor.withholds(row.seq, "happened") else day
    return f"{text}, since {day}" if day else text


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(part for part in parts if part)
