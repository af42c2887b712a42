"""Adds an entry that did not come as a concern: a call, a meeting, a notice, something good."""

from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import file_contents, pupil_must_exist
from storage.database.repositories import concerns
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event
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
        pupil_must_exist(casebook, link.id)
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
            files=file_contents(entry.files),
        )
    )
    return entry_id
