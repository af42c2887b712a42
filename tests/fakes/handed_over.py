"""A small school with a file worth handing over, and the usual request for it."""

from pathlib import Path

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.significance import set_significant
from storage.records.concern import LinkedPupil
from tests.fakes.small_school import WHEN, SmallSchool

SECRET = "Quentin Abernathy"


def recorded_school(template: SmallSchool, folder: Path) -> SmallSchool:
    """A copy of ``template`` whose first child has a concern and twelve calls in the file."""
    school = template.copy_to(folder, seed="documents")
    school.send(what_happened=f"He said {SECRET} pushed him.", child_words="Mr Abernathy shouted.")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        for number in range(12):
            kept = add_entry(casebook, entry=call(school, f"Rang the nurse, call {number}."))
        set_significant(casebook, target=kept, significant=True)
    return school


def call(school: SmallSchool, text: str) -> NewEntry:
    """A telephone call in the first child's file."""
    return NewEntry(
        kind="call",
        pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
        happened=WHEN,
        text=text,
    )


def asked(school: SmallSchool, **changes) -> DocumentRequest:
    """The first child's court chronology, as a locked copy."""
    usual = {
        "kind": "chronology",
        "pupil_id": school.first_pupil,
        "purpose": "Care proceedings",
        "recipient": "Wexcombe Council",
        "path": school.root / "out.pdf",
    }
    return DocumentRequest(**{**usual, **changes})
