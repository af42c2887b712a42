"""The shell of a witness statement: everything but the words, which are the witness's own."""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.exhibit_cover import case_of
from desktop.usecases.lead.documents.registered import pupils_of, registered
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from exports.court_papers import Witness, exhibit_mark, statement_parts
from storage.records.redaction import Redactor


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build it with the documents of ``request.records`` as exhibits.

    Answers: ``statement_of``, ``occupation``, ``address`` (of work), ``party``, ``number``,
    ``exhibits`` (marks, with commas), ``court``, ``case_number``, ``case_title``. Raises what
    ``registered`` raises.
    """
    found = registered(casebook, ids=request.records, redactor=redactor)
    rows = tuple(row for row, _ in found)
    answers, person = request.answers, casebook.person
    name = redactor.apply(answers.get("statement_of", "") or person.name)
    marks = tuple(mark.strip() for mark in answers.get("exhibits", "").split(",") if mark.strip())
    witness = Witness(
        name=name,
        occupation=redactor.apply(answers.get("occupation", "") or person.job_title),
        work_address=redactor.apply(answers.get("address", "")),
        party=redactor.apply(answers.get("party", "")),
        number=redactor.apply(answers.get("number", "")),
        exhibits=marks or (exhibit_mark(name),),
    )
    return Contents(
        title="Witness statement",
        subtitle="To be completed by the witness",
        reference=rows[0].id,
        facts=(),
        parts=statement_parts(
            case=case_of(answers, redactor),
            witness=witness,
            documents=tuple(document for _, document in found),
        ),
        look="court",
        pupils=pupils_of(rows),
        entries=tuple(row.seq for row in rows),
        shown=0,
        total=0,
        selection="",
    )
