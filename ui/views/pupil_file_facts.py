"""The facts of a front sheet in words: what the lead wrote and what the school's system says, both
where they differ.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from storage.records.family import FamilyPerson
from storage.records.times import for_people
from ui.file_material import FrontSheet, ShownStatus
from ui.lead_material import LeadLists
from ui.lead_words import day_for_people
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.section_card import SectionCard

Rows = list[tuple[str, str]]
_SEXES = {"M": "Male", "F": "Female"}


def facts_card(title: str, rows: Sequence[tuple[str, str]]) -> SectionCard:
    """Return a card of facts under a title."""
    card = SectionCard(title)
    grid = KeyValueGrid()
    grid.set_rows(rows)
    card.body.addWidget(grid)
    return card


def standing_rows(sheet: FrontSheet, boxes: Mapping[str, str], lists: LeadLists) -> Rows:
    """Return what is under way: level, statuses, what was last written and is next due."""
    level = lists.word(sheet.level)
    if sheet.levels:
        since = day_for_people(sheet.levels[-1].since)
        level = _tr("{level}, since {day}").format(level=level, day=since)
    due = day_for_people(sheet.next_due)
    rows = [
        (_tr("Level"), level),
        *((each.word, status_line(each)) for each in sheet.statuses if each.now and not each.court),
        (_tr("Open concerns"), str(sheet.open_concerns)),
        (_tr("Entries"), f"{sheet.entries:,}"),
        (_tr("Last updated"), for_people(sheet.last_entry) if sheet.last_entry else ""),
        (_tr("Next due"), " · ".join(part for part in (due, sheet.next_due_words) if part)),
    ]
    of_file = (
        ("file_status", _tr("Status of the file")),
        ("opened_on", _tr("File opened")),
        ("volume", _tr("Volume")),
        ("previous_schools", _tr("Previous schools")),
        ("connected", _tr("Connected children")),
    )
    rows += [(label, boxes[code]) for code, label in of_file if boxes.get(code)]
    return [(label, value) for label, value in rows if value]


def child_rows(sheet: FrontSheet, boxes: Mapping[str, str]) -> Rows:
    """Return who the child is; what the lead wrote beside what the school's system says."""
    details = sheet.pupil.details
    legal = (details.legal_forename, details.middle_names, details.legal_surname)
    rows = [
        (_tr("Legal name"), " ".join(part for part in legal if part)),
        (_tr("Other names"), boxes.get("other_names", "")),
        (_tr("Said as"), boxes.get("pronounced", "")),
        (_tr("Born"), day_for_people(details.date_of_birth)),
        (_tr("Sex"), _SEXES.get(details.sex, details.sex)),
        (_tr("Gender"), boxes.get("gender", "")),
        (_tr("Year and class"), f"{details.year_group} {details.class_name}".strip()),
        (_tr("UPN"), details.upn),
        *_both(_tr("Address"), details.address, boxes.get("current_address", "")),
        (_tr("Telephone"), boxes.get("telephone", "")),
        *_both(_tr("Language"), sheet.language, boxes.get("language", "")),
        (_tr("Interpreter"), boxes.get("interpreter", "")),
        (_tr("Ethnicity"), boxes.get("ethnicity", "")),
        (_tr("Religion or belief"), boxes.get("religion", "")),
    ]
    return [(label, value) for label, value in rows if value]


def needs_rows(sheet: FrontSheet, boxes: Mapping[str, str]) -> Rows:
    """Return what the child needs; a dash where nothing is known."""
    care = {True: _tr("Yes"), False: _tr("No"), None: ""}[sheet.pupil.details.in_care]
    rows = [
        *_both(_tr("Special needs"), sheet.needs, boxes.get("needs", "")),
        (_tr("Medical"), boxes.get("medical", "")),
        (_tr("How the child tells"), boxes.get("communication", "")),
        (_tr("In care (school’s system)"), care),
    ]
    known = [(label, value) for label, value in rows if value]
    return known or [(_tr("Needs"), "")]


def responsible(people: Sequence[FamilyPerson], boxes: Mapping[str, str]) -> str:
    """Return who has parental responsibility, and what the lead wrote of it."""
    names = [one.name for one in people if one.parental_responsibility and not one.ended]
    without = [one.name for one in people if one.parental_responsibility is False and not one.ended]
    lines = [", ".join(names), boxes.get("parental_responsibility", "")]
    if without:
        lines.append(_tr("Not: {names}").format(names=", ".join(without)))
    return "\n".join(line for line in lines if line) or _tr("Not noted")


def contact_title(person: FamilyPerson) -> str:
    """Return a contact's name with what they are, and their place in the order."""
    place = "" if person.priority is None else _tr("no. {n}").format(n=person.priority)
    return " · ".join(part for part in (person.name, person.relative.label, place) if part)


def status_line(shown: ShownStatus) -> str:
    """Return since when a status holds, until when, and what it says."""
    status = shown.status
    first, last = status.since, status.ended
    since = day_for_people(first.as_told or first.earliest or "")
    line = _tr("since {day}").format(day=since) if since else ""
    if last is not None:
        ended = day_for_people(last.as_told or last.earliest or "")
        line = _tr("{since} to {day}").format(since=since or "?", day=ended)
    elif status.until:
        line = _tr("{since} until {day}").format(since=line, day=day_for_people(status.until))
    said = status.text.partition(": ")[2]
    return ". ".join(part for part in (line, said) if part)


def _both(label: str, system: str, written: str) -> Rows:
    """One line where one of the two is known, two where both are and differ."""
    if system and written and system != written:
        return [
            (label, written),
            (_tr("{label} (school’s system)").format(label=label), system),
        ]
    return [(label, written or system)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("pupil_file_facts", text)
