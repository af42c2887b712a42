"""Notes who looked at which child's file."""

from desktop.usecases.lead.casebook import OpenCasebook
from storage.records import permissions
from storage.records.events import Event


def note_file_opened(casebook: OpenCasebook, *, pupil_id: str) -> None:
    """Who looked at which child's file is kept in the ledger; in a backup nothing is written."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    if not casebook.read_only:
        casebook.append(Event(type="file.opened", fields={"pupil": pupil_id}))
