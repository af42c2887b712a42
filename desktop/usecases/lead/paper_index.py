"""Writes down what a child's old paper file holds and where it lies."""

from collections.abc import Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import pupil_must_exist
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.paper_index import PaperPart


def index_paper(
    casebook: OpenCasebook,
    *,
    pupil_id: str,
    title: str,
    original_lies: str,
    parts: Sequence[PaperPart],
    volume: str = "",
    note: str = "",
) -> str:
    """Add the index of a paper file; returns its id. ``volume`` is as on the file: “2 of 3”.

    Raises pupils.not_found, file.original_missing, paper.no_parts.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    pupil_must_exist(casebook, pupil_id)
    if not original_lies.strip():
        raise UserFacingError("file.original_missing")
    if not parts or any(not part.what.strip() for part in parts):
        raise UserFacingError("paper.no_parts")
    index_id = new_id("document", casebook.random_bytes)
    fields: dict[str, object] = {
        "id": index_id,
        "pupils": [pupil_id],
        "title": title.strip() or "Paper file",
        "original_lies": original_lies.strip(),
        "items": [part.to_value() for part in parts],
    }
    fields |= {name: text for name, text in (("volume", volume), ("note", note)) if text.strip()}
    casebook.append(Event(type="paper.indexed", fields=fields))
    return index_id
