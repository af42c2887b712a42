"""Attaches the scan of a paper file, saying where the original lies."""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import file_contents, pupil_must_exist
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id


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
    """Attach a scanned paper file; returns its id. Raises file.original_missing."""
    permissions.require(casebook.person.role, permissions.RECORD)
    pupil_must_exist(casebook, pupil_id)
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
            files=file_contents(((name, content),)),
        )
    )
    return volume_id
