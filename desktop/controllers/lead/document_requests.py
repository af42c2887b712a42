"""Turns what the export page asks for into a request of the use-cases, and decisions back."""

from pathlib import Path
from typing import cast

from desktop.controllers.lead.export_subject import CHRONOLOGY, LENGTHS, LOOKS
from desktop.usecases.lead.documents.request import DocumentRequest, Product, Withholding
from exports.document import LookName
from ui.document_drafts import DocumentDraft, LeaveOutDraft, TextDraft

_WORKING = "working"


def request_of(draft: DocumentDraft) -> DocumentRequest:
    """Return what is asked of the documents; the looks of a chronology are kinds on the page."""
    chronology = draft.kind in LOOKS
    look = draft.kind if chronology and draft.kind != _WORKING else "referral"
    return DocumentRequest(
        kind=CHRONOLOGY if chronology else draft.kind,
        pupil_id=draft.pupil_id,
        purpose=draft.purpose,
        recipient=draft.recipient,
        product=cast(Product, draft.product),
        path=Path(draft.path) if draft.path else None,
        records=draft.records,
        look=cast(LookName, look),
        length=LENGTHS.get(draft.length, "full"),
        family=draft.family,
        subject_access=draft.subject_access,
        requested_by=draft.requested_by,
        withhold=withholding_of(draft.leave_out),
        answers=dict(draft.answers),
    )


def withholding_of(draft: LeaveOutDraft) -> Withholding:
    """Return what a copy leaves out."""
    if not draft.anything():
        return Withholding()
    return Withholding(
        names=draft.names,
        fields=tuple((text.entry, text.field, text.reason) for text in draft.texts),
        reporters=draft.reporters,
        reason=draft.reason,
    )


def draft_of(withholding: Withholding) -> LeaveOutDraft:
    """Return the same as the page shows it."""
    return LeaveOutDraft(
        names=withholding.names,
        texts=tuple(
            TextDraft(entry=entry, field=name, reason=reason)
            for entry, name, reason in withholding.fields
        ),
        reporters=withholding.reporters,
        reason=withholding.reason,
    )
