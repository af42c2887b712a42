"""The child protection file: front sheet, linked index, then every record in the order in which
such files are kept on paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_notes import RowNotes, note_positions
from desktop.usecases.lead.chronology_rows import document_rows, positions
from desktop.usecases.lead.documents.body_map_values import gather_observations
from desktop.usecases.lead.documents.concern_values import gather_concern
from desktop.usecases.lead.documents.file_entries import entry_records, task_lines
from desktop.usecases.lead.documents.file_values import (
    KeptFile,
    access_lines,
    attachments,
    disclosure_lines,
    index_lines,
    kept_files,
    record_anchor,
    risk_ids,
    stored_file_lines,
    volume_lines,
)
from desktop.usecases.lead.documents.front_sheet import front_sheet, legal_name_facts, long_date
from desktop.usecases.lead.documents.moved_records import moved_facts
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from desktop.usecases.lead.documents.risk_values import gather_risk
from exports.body_map_parts import observation_parts
from exports.concern_parts import concern_parts
from exports.file_entry_parts import entry_parts, task_parts
from exports.file_parts import (
    access_parts,
    disclosure_parts,
    file_parts,
    front_sheet_parts,
    index_parts,
    volume_parts,
)
from exports.parts import Entries, Fact, Heading, Paragraph, Part
from exports.risk_parts import risk_parts
from storage.database.repositories import actions, chronology, pupils
from storage.intake import vocabularies
from storage.records.chronology import ChronologyEntry
from storage.records.errors import UserFacingError
from storage.records.pupil import Pupil
from storage.records.redaction import Redactor

# The answer that asks for the stored files to travel inside the document.
FILES, ATTACHED = "files", "attached"
TITLE = "Child protection file"
_EVERYTHING = "Every entry in this child’s file"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSection:
    """A section of the file: its parts, and the ledger positions of what they print."""

    parts: tuple[Part, ...]
    entries: tuple[int, ...] = ()


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build the whole file of one child.

    Raises pupils.not_found, export.nothing, and documents.files_not_redacted when stored files are
    to be attached to a copy that leaves something out.
    """
    pupil = file_pupil(casebook, request.pupil_id)
    entries = file_entries(casebook, pupil)
    kept = kept_files(casebook, entries)
    attached = _attached(request)
    withheld = request.withhold
    if attached and (withheld.names or withheld.fields or withheld.reporters):
        raise UserFacingError("documents.files_not_redacted")
    sections = list(_sections(casebook, request, redactor, entries, kept))
    body = tuple(part for section in sections for part in section.parts)
    targets = frozenset(part.anchor for part in body if isinstance(part, Heading) and part.anchor)
    sheet = front_sheet(casebook, pupil=pupil, redactor=redactor, answers=request.answers)
    index = index_lines(entries, redactor=redactor, targets=targets)
    printed = {position for section in sections for position in section.entries}
    return Contents(
        title=TITLE,
        subtitle=redactor.apply(pupil.display_name),
        reference=pupil.id,
        facts=(
            *identity_facts(pupil, redactor),
            *moved_facts(casebook.connection, (pupil.id,), redactor),
        ),
        parts=(*front_sheet_parts(sheet), *index_parts(index), *body),
        contents=True,
        pupils=(pupil.id,),
        entries=tuple(sorted({*positions(entries), *printed})),
        shown=len(entries),
        total=len(entries),
        selection=_EVERYTHING,
        files=attachments(kept) if attached else (),
    )


def file_pupil(casebook: OpenCasebook, pupil_id: str) -> Pupil:
    """Return the child of a file; raises pupils.not_found."""
    pupil = pupils.pupil(casebook.connection, pupil_id)
    if pupil is None:
        raise UserFacingError("pupils.not_found")
    return pupil


def file_entries(casebook: OpenCasebook, pupil: Pupil) -> tuple[ChronologyEntry, ...]:
    """Return the rows of a child's file; raises export.nothing when there is none."""
    entries = chronology.of_pupil(casebook.connection, pupil.id)
    if not entries:
        raise UserFacingError("export.nothing")
    return entries


def identity_facts(pupil: Pupil, redactor: Redactor) -> tuple[Fact, ...]:
    """What tells the child from others, for the first page."""
    return (
        *legal_name_facts(pupil, redactor),
        Fact(label="Date of birth", text=long_date(pupil.details.date_of_birth), always=True),
        Fact(label="UPN", text=pupil.details.upn, always=True),
    )


def chronology_part(
    casebook: OpenCasebook,
    *,
    pupil: Pupil,
    entries: Sequence[ChronologyEntry],
    whole: Sequence[ChronologyEntry],
    redactor: Redactor,
) -> Entries:
    """Return rows of a child's ``whole`` chronology inside a larger document."""
    kinds = {item.code: item.label for item in vocabularies.load("entry_kinds").items}
    tasks = {task.id: task for task in actions.of_pupil(casebook.connection, pupil.id)}
    notes = RowNotes(casebook.connection, whole, redactor=redactor).of(entries)
    return Entries(
        rows=document_rows(entries, redactor=redactor, kinds=kinds, tasks=tasks, notes=notes)
    )


def _sections(
    casebook: OpenCasebook,
    request: DocumentRequest,
    redactor: Redactor,
    entries: Sequence[ChronologyEntry],
    kept: Sequence[KeptFile],
) -> Iterator[FileSection]:
    pupil = file_pupil(casebook, request.pupil_id)
    rows = chronology_part(casebook, pupil=pupil, entries=entries, whole=entries, redactor=redactor)
    yield FileSection(
        parts=(Heading(text="Chronology", anchor="chronology", new_page=True), rows),
        entries=(*positions(entries), *note_positions(rows.rows)),
    )
    concerns = [entry.id for entry in entries if entry.kind == "concern"]
    yield concern_section(casebook, pupil.id, concerns, redactor)
    tasks = tuple(task_lines(casebook, pupil_id=pupil.id, entries=entries, redactor=redactor))
    yield FileSection(parts=tuple(task_parts(tasks)))
    yield FileSection(parts=tuple(entry_parts(tuple(entry_records(entries, redactor=redactor)))))
    yield body_map_section(casebook, pupil.id, concerns, redactor)
    yield risk_section(casebook, risk_ids(casebook, entries), redactor)
    volumes = volume_lines(casebook, pupil_id=pupil.id, entries=entries, redactor=redactor)
    yield FileSection(parts=tuple(volume_parts(volumes)))
    lines = stored_file_lines(kept, redactor=redactor)
    yield FileSection(parts=tuple(file_parts(lines, attached=_attached(request))))
    left = tuple(disclosure_lines(casebook, pupil_id=pupil.id, redactor=redactor))
    yield FileSection(parts=tuple(disclosure_parts(left)))
    seen = access_lines(casebook, pupil_id=pupil.id, redactor=redactor)
    yield FileSection(parts=tuple(access_parts(seen)))


def _attached(request: DocumentRequest) -> bool:
    return request.answers.get(FILES) == ATTACHED


def concern_section(
    casebook: OpenCasebook, pupil_id: str, ids: Sequence[str], redactor: Redactor
) -> FileSection:
    """The concerns whole, under one heading."""
    parts: list[Part] = [Heading(text="Concern records", anchor="concerns", new_page=True)]
    seqs: list[int] = []
    for concern_id in ids:
        found = gather_concern(
            casebook, concern_id=concern_id, pupil_id=pupil_id, redactor=redactor
        )
        anchor = record_anchor(concern_id)
        parts += concern_parts(
            found.record, level=2, anchor=anchor, sign=False, edited=redactor.edited
        )
        seqs += found.entries
    if not ids:
        parts.append(Paragraph(text="No concern is in this file.", tone="muted"))
    return FileSection(parts=tuple(parts), entries=tuple(seqs))


def body_map_section(
    casebook: OpenCasebook, pupil_id: str, ids: Sequence[str], redactor: Redactor
) -> FileSection:
    """The body maps of these concerns, each on a page of its own."""
    found = gather_observations(casebook, pupil_id=pupil_id, redactor=redactor, concerns=tuple(ids))
    parts: list[Part] = [Heading(text="Body maps", anchor="body-maps", new_page=bool(found))]
    for number, each in enumerate(found, start=1):
        parts += observation_parts(
            each.observation,
            level=2,
            new_page=number > 1,
            sign=False,
        )
    if not found:
        parts.append(Paragraph(text="There is no body map.", tone="muted"))
    return FileSection(parts=tuple(parts), entries=tuple(each.entry for each in found))


def risk_section(casebook: OpenCasebook, ids: Sequence[str], redactor: Redactor) -> FileSection:
    """The risk assessments with their versions."""
    parts: list[Part] = [
        Heading(text="Risk assessments", anchor="risk-assessments", new_page=bool(ids))
    ]
    seqs: list[int] = []
    for risk_id in ids:
        found = gather_risk(casebook, risk_id=risk_id, redactor=redactor)
        parts += risk_parts(found.record, level=2, anchor=record_anchor(risk_id), sign=False)
        seqs += found.entries
    if not ids:
        parts.append(Paragraph(text="There is no risk assessment.", tone="muted"))
    return FileSection(parts=tuple(parts), entries=tuple(seqs))
