"""The certificate under section 9 of the Civil Evidence Act 1995, for documents made before."""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.registered import pupils_of, registered
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from exports.court_papers import Officer, certificate_parts
from exports.evidence_words import KEPT
from exports.parts import Fact
from storage.database.repositories import settings
from storage.records.redaction import Redactor

_LEFT_OUT = "no"


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build it for the documents whose export ids are ``request.records``.

    Answers: ``name``, ``position`` and ``why_responsible`` of the officer (else whoever is signed
    in, and lines to write on), ``address`` of the school, ``how_kept`` ("no" leaves out the part
    that the act does not ask for). Raises what ``registered`` raises.
    """
    found = registered(casebook, ids=request.records, redactor=redactor)
    rows = tuple(row for row, _ in found)
    school = settings.school(casebook.connection)
    answers, person = request.answers, casebook.person
    officer = Officer(
        name=redactor.apply(answers.get("name", "") or person.name),
        position=redactor.apply(answers.get("position", "") or person.job_title),
        why_responsible=redactor.apply(answers.get("why_responsible", "")),
    )
    return Contents(
        title="Certificate of records",
        subtitle="Civil Evidence Act 1995, section 9",
        reference=rows[0].id,
        facts=(
            Fact(label="Address", text=redactor.apply(answers.get("address", "")), always=True),
        ),
        parts=certificate_parts(
            school=school.name,
            officer=officer,
            documents=tuple(document for _, document in found),
            how_kept=_how_kept(casebook, answers.get("how_kept", "")),
        ),
        pupils=pupils_of(rows),
        entries=tuple(row.seq for row in rows),
        shown=0,
        total=0,
        selection="",
    )


def _how_kept(casebook: OpenCasebook, answer: str) -> tuple[str, ...]:
    if answer == _LEFT_OUT:
        return ()
    return (
        KEPT,
        "A document is made from the entries without retyping; what was left out of it, and who"
        " decided that, stands at its end. Its number, the time, who made it, for whom, and its"
        " SHA-256 are written into the record when it is saved or printed, before anybody has it,"
        f" with a signed copy of the same pages. The program is Holdfast {casebook.app_version}.",
    )
