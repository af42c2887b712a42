"""The child of a care document: found, and told in the facts of its first page."""

from collections.abc import Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.front_sheet import legal_name_facts, long_date, year_and_class
from desktop.usecases.lead.documents.request import DocumentRequest
from exports.parts import Fact
from storage.database.repositories import pupils
from storage.records.errors import UserFacingError
from storage.records.pupil import Pupil
from storage.records.redaction import Redactor


def child_of(casebook: OpenCasebook, pupil_id: str) -> Pupil:
    """Return the document's child; raises pupils.not_found."""
    pupil = pupils.pupil(casebook.connection, pupil_id)
    if pupil is None:
        raise UserFacingError("pupils.not_found")
    return pupil


def child_facts(pupil: Pupil, redactor: Redactor) -> tuple[Fact, ...]:
    """Return who the child is, as it stands on the first page."""
    details = pupil.details
    return (
        *legal_name_facts(pupil, redactor),
        Fact(
            label="Date of birth",
            text=long_date(details.date_of_birth),
            always=True,
            name="date_of_birth",
        ),
        Fact(label="UPN", text=details.upn, always=True, name="upn"),
        Fact(label="Year and class", text=redactor.apply(year_and_class(pupil)), always=True),
    )


def chosen(request: DocumentRequest) -> tuple[str, ...]:
    """Return the ids of the records asked for, each once; raises documents.choose_records."""
    ids = tuple(dict.fromkeys(item.strip() for item in request.records if item.strip()))
    if not ids:
        raise UserFacingError("documents.choose_records")
    return ids


def only_one(ids: Sequence[str]) -> str:
    """Return the one record; raises documents.record_not_found where several were chosen."""
    if len(ids) != 1:
        raise UserFacingError("documents.record_not_found")
    return ids[0]
