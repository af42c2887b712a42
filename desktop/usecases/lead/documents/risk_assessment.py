"""The risk assessment with its versions, and the page of it that a class team may hold."""

from datetime import date

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.care_facts import child_facts, child_of, chosen, only_one
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from desktop.usecases.lead.documents.risk_values import gather_risk, gather_staff_extract
from exports.parts import Fact
from exports.risk_parts import risk_facts, risk_parts, staff_extract_parts
from storage.database.repositories import risks
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor

VERSION, TELL, RETURN_BY = "version", "tell", "return_by"


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build one assessment: the version in answers["version"], else the newest, and its history.

    Raises pupils.not_found, documents.choose_records, documents.record_not_found,
    documents.version_unknown.
    """
    pupil = child_of(casebook, request.pupil_id)
    risk_id, version = _asked(casebook, request)
    found = gather_risk(casebook, risk_id=risk_id, redactor=redactor, version=version)
    record = found.record
    return Contents(
        title="Risk assessment",
        subtitle=redactor.apply(pupil.display_name),
        reference=record.reference,
        facts=(
            *child_facts(pupil, redactor),
            *risk_facts(record),
        ),
        parts=risk_parts(record),
        pupils=(pupil.id,),
        entries=found.entries,
        shown=len(record.versions),
        total=len(record.versions),
        selection="The risk assessment chosen by the safeguarding lead, with all its versions",
    )


def build_extract(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build the page for the class team.

    No entry of the record is attached: the field that holds the controls holds the whole
    assessment. Raises as ``build``, and documents.day_unreadable.
    """
    pupil = child_of(casebook, request.pupil_id)
    risk_id, version = _asked(casebook, request)
    extract = gather_staff_extract(
        casebook,
        risk_id=risk_id,
        redactor=redactor,
        version=version,
        tell=request.answers.get(TELL, ""),
        return_by=_day(request.answers.get(RETURN_BY, "")),
    )
    return Contents(
        title="What the class team does",
        subtitle=extract.child,
        reference=extract.reference,
        facts=(
            Fact(label="Class", text=extract.class_name),
            Fact(label="Extract of", text=f"risk assessment, version {extract.version}"),
        ),
        parts=staff_extract_parts(extract),
        pupils=(pupil.id,),
        entries=(),
        shown=1,
        total=1,
        selection="Controls of one version of a risk assessment, without its facts",
    )


def _asked(casebook: OpenCasebook, request: DocumentRequest) -> tuple[str, int | None]:
    """The assessment that was chosen, which must be this child's, and the version."""
    risk_id = only_one(chosen(request))
    stored = risks.versions(casebook.connection, risk_id)
    if not stored or stored[0].draft.pupil_id != request.pupil_id:
        raise UserFacingError("documents.record_not_found")
    text = request.answers.get(VERSION, "").strip()
    if not text:
        return risk_id, None
    known = {str(each.version): each.version for each in stored}
    if text not in known:
        raise UserFacingError("documents.version_unknown", latest=stored[0].version)
    return risk_id, known[text]


def _day(text: str) -> str:
    """An ISO day as typed, or nothing."""
    if not text.strip():
        return ""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise UserFacingError("documents.day_unreadable") from None
