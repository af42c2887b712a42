"""Types in a concern that was written on a sheet of paper: marked as copied, never as signed by its
writer.
"""

from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.green_forms import (
    ENTERED_BEFORE,
    entered_event,
    form_doubts,
    form_of,
    states,
)
from storage.database.repositories import people, pupils
from storage.records import permissions
from storage.records.concern import Attachment, ConcernDraft, PaperOriginal, draft_problems
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent
from storage.records.identifiers import new_id
from storage.records.times import to_text

FROM_PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedIn:
    """The new concern, and what does not agree with its form's number (codes of record_words)."""

    concern: str
    doubts: tuple[str, ...]


def type_in(
    casebook: OpenCasebook, *, draft: ConcernDraft, reporter: str, again: bool = False
) -> TypedIn:
    """Take the words of a sheet as a concern that waits for a decision, like one that was received.

    ``reporter`` is the id of somebody of the school, else the name on the sheet. The number of the
    form is accounted for in the same transaction. One that was never given out is taken and named
    in ``doubts``; one that was entered before is taken only when ``again`` says that it is meant.

    Raises forms.incomplete (which boxes), forms.about_adult, forms.entered_before,
    pupils.not_found, and what permissions raise.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    casebook.require_writable()
    paper = _complete(draft, reporter)
    for link in draft.pupils:
        if pupils.pupil(casebook.connection, link.id) is None:
            raise UserFacingError("pupils.not_found")
    doubts = form_doubts(casebook.connection, paper.form)
    if ENTERED_BEFORE in doubts and not again:
        raise UserFacingError("forms.entered_before", **_before(casebook, paper.form))
    concern = new_id("concern", casebook.random_bytes)
    received = Event(
        type="concern.received",
        fields={
            **draft.to_fields(),
            "id": concern,
            "reporter": reporter.strip(),
            # the moment at which the words came into the computer; the sheet's own stands in paper
            "written_at": to_text(casebook.clock()),
            "workstation": "",
            "signature": FROM_PAPER,
            "transcribed_by": casebook.person.id,
            "checks": doubts,
        },
        files=tuple(_file(attachment) for attachment in draft.attachments),
    )
    casebook.append(received, *entered_event(paper.form, concern=concern))
    return TypedIn(concern=concern, doubts=tuple(doubts))


def writer_of(casebook: OpenCasebook, *, account: str) -> str:
    """Return the id of the member of staff of this account; raises people.not_found."""
    for person in people.people(casebook.connection):
        if person.account == account:
            return person.id
    raise UserFacingError("people.not_found")


def _complete(draft: ConcernDraft, reporter: str) -> PaperOriginal:
    """The sheet, once everything that is needed was said."""
    if draft.about_adult:
        raise UserFacingError("forms.about_adult")
    missing = list(draft_problems(draft))
    if not reporter.strip():
        missing.append("reporter")
    if draft.paper is None or not draft.paper.kept.strip():
        missing.append("kept")
    if missing or draft.paper is None:
        raise UserFacingError("forms.incomplete", boxes=", ".join(_BOXES[name] for name in missing))
    return draft.paper


_BOXES = {
    "pupil": "which child",
    "what_happened": "what happened",
    "told_dsl": "whether a DSL was told",
    "reporter": "who wrote the sheet",
    "kept": "where the sheet lies",
}


def _before(casebook: OpenCasebook, form: str) -> dict[str, str | int]:
    number = form_of(form)
    found = next(one for one in states(casebook.connection) if one.number == number)
    where = ", ".join(found.concerns) or found.note or "without a reference"
    return {"number": found.number, "concern": where}


def _file(attachment: Attachment) -> FileContent:
    return FileContent(
        name=attachment.name, media_type=attachment.media_type, content=attachment.content
    )
