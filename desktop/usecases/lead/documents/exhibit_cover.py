"""The sheet in front of an exhibit: what is exhibited, to whose statement, and who signs for it."""

from collections.abc import Mapping

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.registered import pupils_of, registered
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from exports.court_papers import Case, Witness, cover_parts, exhibit_mark
from storage.records.redaction import Redactor


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build it for the documents whose export ids are ``request.records``.

    Answers: ``label`` (such as JS1), ``court``, ``case_number``, ``case_title``, ``statement_of``
    (the witness), ``party``, ``number`` of the statement, ``describes`` (what the exhibit is).
    Raises what ``registered`` raises.
    """
    found = registered(casebook, ids=request.records, redactor=redactor)
    rows = tuple(row for row, _ in found)
    answers = request.answers
    name = redactor.apply(answers.get("statement_of", "") or casebook.person.name)
    label = redactor.apply(answers.get("label", "")) or exhibit_mark(name)
    witness = Witness(
        name=name,
        party=redactor.apply(answers.get("party", "")),
        number=redactor.apply(answers.get("number", "")),
        exhibits=(label,),
    )
    return Contents(
        title=f"Exhibit {label}",
        reference=rows[0].id,
        facts=(),
        parts=cover_parts(
            label=label,
            case=case_of(answers, redactor),
            witness=witness,
            documents=tuple(document for _, document in found),
            describes=redactor.apply(answers.get("describes", "").strip()),
        ),
        look="court",
        pupils=pupils_of(rows),
        entries=tuple(row.seq for row in rows),
        shown=0,
        total=0,
        selection="",
    )


def case_of(answers: Mapping[str, str], redactor: Redactor) -> Case:
    """Return the proceedings from the answers; what is missing is written in by hand."""
    return Case(
        court=redactor.apply(answers.get("court", "")),
        number=redactor.apply(answers.get("case_number", "")),
        title=redactor.apply(answers.get("case_title", "")),
    )
