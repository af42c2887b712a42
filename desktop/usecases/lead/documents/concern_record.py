"""The concern record: what was written at the time, and everything decided on it since."""

from collections.abc import Iterator

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.care_facts import child_facts, child_of, chosen
from desktop.usecases.lead.documents.concern_values import GatheredConcern, gather_concern
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from exports.concern_parts import concern_list, concern_parts
from exports.parts import Fact, Heading, Part
from storage.database.repositories import concerns
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build the record of the chosen concerns, the oldest first.

    Raises pupils.not_found, documents.choose_records, documents.record_not_found.
    """
    pupil = child_of(casebook, request.pupil_id)
    found = _gathered(casebook, request, redactor)
    edited = redactor.edited
    if len(found) == 1:
        parts = concern_parts(found[0].record, edited=edited)
    else:
        parts = tuple(_several(found, edited=edited))
    return Contents(
        title="Concern record" if len(found) == 1 else "Concern records",
        subtitle=redactor.apply(pupil.display_name),
        reference=found[0].record.reference if len(found) == 1 else pupil.id,
        facts=(*child_facts(pupil, redactor), *_facts(found)),
        parts=parts,
        pupils=(pupil.id,),
        entries=tuple(sorted({seq for each in found for seq in each.entries})),
        shown=len(found),
        total=len(concerns.ids(casebook.connection, pupil=pupil.id)),
        selection="Concerns chosen by the safeguarding lead",
    )


def _gathered(
    casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor
) -> list[GatheredConcern]:
    found = []
    for concern_id in chosen(request):
        if concerns.concern(casebook.connection, concern_id) is None:
            raise UserFacingError("documents.record_not_found")
        gathered = gather_concern(
            casebook, concern_id=concern_id, redactor=redactor, pupil_id=request.pupil_id
        )
        if request.pupil_id not in gathered.pupils:
            raise UserFacingError("documents.record_not_found")
        found.append(gathered)
    return sorted(found, key=lambda each: (each.written_at, each.record.reference))


def _facts(found: list[GatheredConcern]) -> Iterator[Fact]:
    if len(found) > 1:
        yield Fact(label="Concerns", text=str(len(found)))
        return
    record = found[0].record
    yield Fact(label="Concern", text=record.reference)
    yield Fact(label="It stands at", text=record.status)


def _several(found: list[GatheredConcern], *, edited: bool) -> Iterator[Part]:
    """A list of the concerns, then each on a page of its own."""
    records = [each.record for each in found]
    anchors = [f"concern-{number}" for number in range(1, len(found) + 1)]
    yield Heading(text="The concerns")
    yield concern_list(records, anchors=anchors)
    for record, anchor in zip(records, anchors, strict=True):
        yield from concern_parts(record, headed=True, anchor=anchor, new_page=True, edited=edited)
