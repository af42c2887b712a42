"""The front sheet of a child's file: what the casebook knows of the child, in words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import linked_family
from desktop.usecases.lead.documents.known_facts import known_answers, printed_boxes
from desktop.usecases.report import long_day
from exports.care_values import fact
from exports.file_parts import ConnectedChild, ContactLine, FrontSheet
from exports.parts import Fact
from storage.database.repositories import chronology, concerns, pupils, volumes
from storage.intake import vocabularies
from storage.intake.pupil_words import language_words, needs_words
from storage.records import times
from storage.records.pupil import Contact, Pupil
from storage.records.redaction import WITHHELD, Redactor

SEXES = {"M": "Male", "F": "Female"}
# Facts that the casebook has no box for, and a reader looks for on a front sheet: whoever makes the
# document may answer them, else the paper says that they are not recorded.
ASKED: tuple[tuple[str, str], ...] = (
    ("social_worker", "Social worker"),
    ("plans", "Plans in force"),
    ("court_orders", "Court orders"),
    ("doctor", "Doctor, health visitor, school nurse"),
    ("agencies", "Other agencies"),
    ("previous_schools", "Previous schools"),
)
Responsibility = Literal["Yes", "No", "Not recorded"]


def front_sheet(
    casebook: OpenCasebook,
    *,
    pupil: Pupil,
    redactor: Redactor,
    answers: Mapping[str, str],
) -> FrontSheet:
    """Return the front sheet of one child; ``answers`` may hold what ASKED lists, else the file
    answers where it can.
    """
    clean = redactor.apply
    given = {name: text.strip() for name, text in answers.items() if text.strip()}
    said = {**known_answers(casebook, pupil=pupil, redactor=redactor), **given}
    boxes = printed_boxes(casebook, pupil=pupil)
    return FrontSheet(
        child=(*_child(pupil, redactor), *(fact(label, clean(text)) for label, text in boxes)),
        file=tuple(_file(casebook, pupil)),
        care=tuple(fact(label, clean(said.get(name, "")), always=True) for name, label in ASKED),
        contacts=tuple(_contact(contact, redactor) for contact in pupil.details.contacts),
        connected=connected_children(casebook, pupil=pupil, redactor=redactor),
    )


def long_date(iso: str) -> str:
    """Return an ISO day in words, ``12 March 2016``; empty for an empty one."""
    return times.long_date(date.fromisoformat(iso[:10])) if iso else ""


def year_and_class(pupil: Pupil) -> str:
    """Return ``Year 4, Willow``; what is not known is left out."""
    details = pupil.details
    year = vocabularies.load("year_groups").label(details.year_group) if details.year_group else ""
    return ", ".join(part for part in (year, details.class_name) if part)


def legal_name(pupil: Pupil) -> str:
    """Return the whole name as the school's own system has it."""
    details = pupil.details
    names = (details.legal_forename, details.middle_names, details.legal_surname)
    return " ".join(part for part in names if part)


def legal_name_facts(pupil: Pupil, redactor: Redactor) -> tuple[Fact, ...]:
    """Return the legal name for a first page that calls the child by another; else nothing."""
    legal = legal_name(pupil)
    if legal in ("", pupil.display_name):
        return ()
    return (Fact(label="Full legal name", text=redactor.apply(legal), name="other_names"),)


def connected_children(
    casebook: OpenCasebook, *, pupil: Pupil, redactor: Redactor
) -> tuple[ConnectedChild, ...]:
    """Brothers and sisters, and children who share a concern with this child; each once."""
    clean = redactor.apply
    shared: dict[str, int] = {}
    for concern in concerns.of_pupil(casebook.connection, pupil.id):
        for link in concern.pupils:
            if link.id != pupil.id:
                shared[link.id] = shared.get(link.id, 0) + 1
    siblings = [each.id for each in linked_family(casebook.connection, pupil)[1:]]
    names = pupils.names(casebook.connection, [*siblings, *shared])
    result = []
    for other in dict.fromkeys((*siblings, *shared)):
        if other not in names:
            continue
        parts = ["Brother or sister"] if other in siblings else []
        if shared.get(other):
            parts.append(_concerns(shared[other]))
        result.append(
            ConnectedChild(
                name=clean(names[other]),
                connection="; ".join(parts),
                record=WITHHELD
                if redactor.changes([names[other], other])
                else _record(casebook, other),
            )
        )
    return tuple(result)


def _record(casebook: OpenCasebook, other: str) -> str:
    """The number of another child's file; of one who is withheld not even whether there is one."""
    total = chronology.entries_total(casebook.connection, other)
    return f"Reference {other}" if total else "No record in this casebook"


def _concerns(count: int) -> str:
    return "Named in 1 concern of this file" if count == 1 else f"Named in {count} concerns here"


def _child(pupil: Pupil, redactor: Redactor) -> Iterator[Fact]:
    clean, details = redactor.apply, pupil.details
    care = {True: "Yes", False: "No", None: ""}[details.in_care]
    legal = legal_name(pupil)
    yield fact("Name", clean(pupil.display_name), always=True)
    yield fact("Full legal name", clean(legal), always=True)
    yield fact("Date of birth", long_date(details.date_of_birth), always=True)
    yield fact("Sex", SEXES.get(details.sex, details.sex), always=True)
    yield fact("Unique pupil number (UPN)", details.upn, always=True)
    yield fact("Year and class", year_and_class(pupil), always=True)
    yield fact("First language", clean(language_words(details.language)), always=True)
    yield fact("Additional needs", clean(needs_words(details.sen)), always=True)
    yield fact("Looked after by the local authority", care, always=True)
    yield fact("Address", clean(details.address), always=True)


def _file(casebook: OpenCasebook, pupil: Pupil) -> Iterator[Fact]:
    entries = chronology.of_pupil(casebook.connection, pupil.id)
    first = min((entry.recorded_at for entry in entries), default="")
    last = max((entry.recorded_at for entry in entries), default="")
    span = f", recorded {long_day(first)} to {long_day(last)}" if entries else ""
    paper = len(volumes.of_pupil(casebook.connection, pupil.id))
    yield fact("File reference", pupil.id, always=True)
    yield fact("Child on the school’s roll", "Yes" if pupil.on_roll else "No", always=True)
    yield fact("Entries in the casebook", f"{len(entries):,}{span}", always=True)
    yield fact("Paper volumes", str(paper) if paper else "None", always=True)


def _contact(contact: Contact, redactor: Redactor) -> ContactLine:
    clean = redactor.apply
    known: dict[bool | None, Responsibility] = {True: "Yes", False: "No", None: "Not recorded"}
    ways = (", ".join(contact.phones), contact.email, contact.address)
    # whoever is not to be known is not to be found either, nor counted by the ways there are
    reach = "\n".join(clean(way) for way in ways if way)
    if clean(contact.name) != contact.name and reach:
        reach = WITHHELD
    first = f" (call {_ordinal(contact.priority)})" if contact.priority else ""
    return ContactLine(
        name=clean(contact.name),
        relationship=clean(contact.relationship) + first,
        responsibility=known[contact.parental_responsibility],
        reach=reach,
    )


def _ordinal(number: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(number, f"as number {number}")
