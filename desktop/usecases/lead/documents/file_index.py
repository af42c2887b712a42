"""The file index: a page or two that list every record, volume and stored file of a child's
file, for whoever receives it.
"""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.child_protection_file import (
    file_entries,
    file_pupil,
    identity_facts,
)
from desktop.usecases.lead.documents.file_values import (
    index_lines,
    kept_files,
    stored_file_lines,
    volume_lines,
)
from desktop.usecases.lead.documents.front_sheet import connected_children, year_and_class
from desktop.usecases.lead.documents.moved_records import moved_facts
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from exports.file_parts import connected_parts, file_parts, index_parts, volume_parts
from exports.paper_parts import PaperLine, paper_parts
from exports.parts import Fact
from storage.database.repositories import paper_index
from storage.records.redaction import Redactor


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build the index; raises pupils.not_found and export.nothing."""
    pupil = file_pupil(casebook, request.pupil_id)
    entries = file_entries(casebook, pupil)
    lines = index_lines(entries, redactor=redactor, targets=frozenset())
    volumes = volume_lines(casebook, pupil_id=pupil.id, entries=entries, redactor=redactor)
    files = stored_file_lines(kept_files(casebook, entries), redactor=redactor)
    connected = connected_children(casebook, pupil=pupil, redactor=redactor)
    return Contents(
        title="Index of the child protection file",
        subtitle=redactor.apply(pupil.display_name),
        reference=pupil.id,
        facts=(
            *identity_facts(pupil, redactor),
            *moved_facts(casebook.connection, (pupil.id,), redactor),
            Fact(label="Year and class", text=year_and_class(pupil), always=True),
            Fact(label="Paper volumes", text=str(len(volumes)) if volumes else "None"),
        ),
        parts=(
            *index_parts(lines, pages=False),
            *volume_parts(volumes),
            *paper_parts(_paper_lines(casebook, pupil.id, redactor)),
            *file_parts(files, attached=False),
            *connected_parts(connected),
        ),
        pupils=(pupil.id,),
        entries=tuple(entry.seq for entry in entries if entry.kind == "volume"),
        shown=len(lines),
        total=len(lines),
        selection="Every record of this child’s file; decisions, replies and outcomes stand with"
        " the record they belong to",
    )


def _paper_lines(
    casebook: OpenCasebook, pupil_id: str, redactor: Redactor
) -> tuple[PaperLine, ...]:
    """Every part of the child's paper files, volume by volume."""
    lines = []
    for index in paper_index.of_pupil(casebook.connection, pupil_id):

        def said(name: str, text: str, seq: int = index.seq) -> str:
            return redactor.field(seq, name, text)

        where = " · ".join(part for part in (index.title, index.volume) if part)
        for part in index.parts:
            days = " to ".join(day for day in (part.since, part.until) if day)
            lines.append(
                PaperLine(
                    volume=said("title", where),
                    original_lies=said("original_lies", index.original_lies),
                    section=said("items", part.section),
                    what=said("items", part.what),
                    pages=said("items", part.pages),
                    days=said("items", days),
                    scanned="Scanned" if part.scanned else "On paper only",
                )
            )
    return tuple(lines)
