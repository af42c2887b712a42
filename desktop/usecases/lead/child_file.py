"""Adds to a child's file: new entries, paper volumes, what is significant, corrections."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import chronology, concerns, pupils
from storage.intake import vocabularies
from storage.intake.attachments import inspect
from storage.records import permissions
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent
from storage.records.identifiers import new_id
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A call, meeting, police notice, visit, document or positive event, without a concern.

    ``files`` are (name, content) pairs as chosen; ``kind`` is a code of the vocabulary
    ``entry_kinds``.
    """

    kind: str
    pupils: tuple[LinkedPupil, ...]
    happened: When
    text: str
    child_words: str = ""
    source: str = ""
    contact: str = ""
    action: str = ""
    decision: str = ""
    reason: str = ""
    outcome: str = ""
    concern: str = ""
    significant: bool = False
    files: tuple[tuple[str, bytes], ...] = ()


def add_entry(casebook: OpenCasebook, *, entry: NewEntry) -> str:
    """Add an entry to the file of each linked pupil; returns its id. Raises file.entry_incomplete,
    file.unknown_kind.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if not entry.pupils or not entry.text.strip():
        raise UserFacingError("file.entry_incomplete")
    kinds = {item.code for item in vocabularies.load("entry_kinds").items}
    if entry.kind not in kinds:
        raise UserFacingError("file.unknown_kind", known=", ".join(sorted(kinds)))
    for link in entry.pupils:
        _pupil_must_exist(casebook, link.id)
    if entry.concern and concerns.concern(casebook.connection, entry.concern) is None:
        raise UserFacingError("triage.not_found")
    entry_id = new_id("entry", casebook.random_bytes)
    texts = {
        name: getattr(entry, name)
        for name in (
            "child_words",
            "source",
            "contact",
            "action",
            "decision",
            "reason",
            "outcome",
            "concern",
        )
        if getattr(entry, name)
    }
    casebook.append(
        Event(
            type="entry.added",
            fields={
                "id": entry_id,
                "kind": entry.kind,
                "pupils": [link.to_value() for link in entry.pupils],
                "happened": entry.happened.to_value(),
                "text": entry.text,
                "significant": entry.significant,
                **texts,
            },
            files=_files(entry.files),
        )
    )
    return entry_id


def attach_volume(
    casebook: OpenCasebook,
    *,
    pupil_id: str,
    title: str,
    volume: int,
    original_lies: str,
    name: str,
    content: bytes,
) -> str:
    """Attach a scanned paper file, saying where the original lies; returns its id."""
    permissions.require(casebook.person.role, permissions.RECORD)
    _pupil_must_exist(casebook, pupil_id)
    if not original_lies.strip():
        raise UserFacingError("file.original_missing")
    volume_id = new_id("document", casebook.random_bytes)
    casebook.append(
        Event(
            type="volume.attached",
            fields={
                "id": volume_id,
                "pupils": [pupil_id],
                "title": title.strip() or f"Paper volume {volume}",
                "volume": volume,
                "original_lies": original_lies.strip(),
            },
            files=_files(((name, content),)),
        )
    )
    return volume_id


def set_significant(
    casebook: OpenCasebook, *, target: str, significant: bool, summary: str = ""
) -> None:
    """Mark a row of the chronology as significant or not, with an optional line that sums it up."""
    permissions.require(casebook.person.role, permissions.RECORD)
    _row_must_exist(casebook, target)
    fields: dict[str, object] = {"target": target, "significant": significant}
    if summary:
        fields["summary"] = summary
    casebook.append(Event(type="significance.set", fields=fields))


def amend(
    casebook: OpenCasebook,
    *,
    target: str,
    field: str,
    correction: str,
    reason: str,
    happened: When | None = None,
) -> None:
    """Correct by adding: the original stays readable beside the correction and its reason."""
    permissions.require(casebook.person.role, permissions.RECORD)
    _row_must_exist(casebook, target)
    if not correction.strip() or not reason.strip():
        raise UserFacingError("file.amendment_incomplete")
    fields: dict[str, object] = {
        "target": target,
        "field": field,
        "correction": correction,
        "reason": reason,
    }
    if happened is not None:
        fields["happened"] = happened.to_value()
    casebook.append(Event(type="amendment.added", fields=fields))


def note_file_opened(casebook: OpenCasebook, *, pupil_id: str) -> None:
    """Who looked at which child's file is kept in the ledger."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    if not casebook.read_only:
        casebook.append(Event(type="file.opened", fields={"pupil": pupil_id}))


def _files(files: Sequence[tuple[str, bytes]]) -> tuple[FileContent, ...]:
    result = []
    for name, content in files:
        attachment = inspect(name, content).attachment
        result.append(
            FileContent(
                name=attachment.name,
                media_type=attachment.media_type,
                content=attachment.content,
            )
        )
    return tuple(result)


def _pupil_must_exist(casebook: OpenCasebook, pupil_id: str) -> None:
    if pupils.pupil(casebook.connection, pupil_id) is None:
        raise UserFacingError("pupils.not_found")


def _row_must_exist(casebook: OpenCasebook, target: str) -> None:
    if chronology.entry(casebook.connection, target) is None:
        raise UserFacingError("file.row_not_found")
