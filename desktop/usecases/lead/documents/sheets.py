"""Sheets whose words come from the casebook: concern forms, the poster, a receipt."""

from collections.abc import Mapping

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.green_forms import issue_forms
from exports.document import Sheet
from exports.sheets_green import green_form, green_forms
from exports.sheets_poster import PosterPerson, report_poster
from exports.sheets_receipt import check_words, receipt_slip
from storage.database.connection import Connection
from storage.database.repositories import concerns, ledger_rows, people, settings
from storage.records.errors import UserFacingError
from storage.records.people import LEADS, Person, Role
from storage.records.times import to_text

_USUAL_PAD = 10
_ROLES = {
    Role.LEAD: "DSL",
    Role.DEPUTY: "Deputy DSL",
    Role.HEAD: "Head teacher",
    Role.CHAIR: "Chair of governors",
}


def green_form_sheet(casebook: OpenCasebook, answers: Mapping[str, str]) -> Sheet:
    """Return a pad of forms with the next numbers, which are entered as given out.

    Answers: ``count`` (10 unless given; 1 is a form without the list). Raises forms.count.
    """
    asked = answers.get("count", "") or str(_USUAL_PAD)
    numbers = issue_forms(casebook, count=int(asked) if _is_number(asked) else 0)
    leads = tuple(person.name for person in _people(casebook) if person.role in LEADS)
    school, at, program = _made(casebook)
    if len(numbers) == 1:
        return green_form(
            school_name=school, number=numbers[0], leads=leads, made_at=at, program=program
        )
    return green_forms(
        school_name=school, numbers=numbers, leads=leads, made_at=at, program=program
    )


def poster_sheet(casebook: OpenCasebook, answers: Mapping[str, str]) -> Sheet:
    """Return the poster with everybody to tell, as the casebook knows them. No answers."""
    del answers
    school, at, program = _made(casebook)
    return report_poster(
        school_name=school,
        people=tuple(_on_poster(casebook.connection, person) for person in _people(casebook)),
        made_at=at,
        program=program,
    )


def receipt_sheet(casebook: OpenCasebook, answers: Mapping[str, str]) -> Sheet:
    """Return the receipt of a concern that the DSL has received, for whoever sent it.

    Answers: ``concern`` (its id). Raises triage.not_found, documents.no_receipt for a concern that
    came without a number.
    """
    concern = concerns.concern(casebook.connection, answers.get("concern", ""))
    if concern is None:
        raise UserFacingError("triage.not_found")
    row = ledger_rows.row(casebook.connection, bytes.fromhex(concern.ledger), concern.seq)
    fields = (row.fields or {}) if row else {}
    if "slip_no" not in fields or "slip_digest" not in fields:
        raise UserFacingError("documents.no_receipt")
    school, at, program = _made(casebook)
    return receipt_slip(
        school_name=school,
        number=fields["slip_no"][0],
        workstation=_computer(casebook.connection, concern.workstation),
        sent_at=concern.written_at,
        received_at=concern.recorded_at,
        check_words=check_words(fields["slip_digest"][0]),
        told=True,
        find_now=(),
        made_at=at,
        program=program,
    )


def _computer(connection: Connection, workstation_id: str) -> str:
    names = {each.id: each.name for each in people.workstations(connection)}
    return names.get(workstation_id, workstation_id)


def _people(casebook: OpenCasebook) -> list[Person]:
    """Who may be told, in the order of a poster: DSL, deputies, head, chair."""
    order = list(_ROLES)
    found = [each for each in people.people(casebook.connection, active=True) if each.role in order]
    return sorted(found, key=lambda person: (order.index(person.role), person.name))


def _on_poster(connection: Connection, person: Person) -> PosterPerson:
    return PosterPerson(
        name=person.name,
        role=_ROLES[person.role],
        telephone=people.telephone(connection, person.id),
    )


def _made(casebook: OpenCasebook) -> tuple[str, str, str]:
    return (
        settings.school(casebook.connection).name,
        to_text(casebook.clock()),
        f"Holdfast {casebook.app_version}",
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
