"""What every addition to a child's file asks first: that the child and the row are there, and what
the chosen files hold.
"""

from collections.abc import Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import chronology, pupils
from storage.intake.attachments import inspect
from storage.records.errors import UserFacingError
from storage.records.events import FileContent


def pupil_must_exist(casebook: OpenCasebook, pupil_id: str) -> None:
    """Raise pupils.not_found."""
    if pupils.pupil(casebook.connection, pupil_id) is None:
        raise UserFacingError("pupils.not_found")


def row_must_exist(casebook: OpenCasebook, row_id: str) -> None:
    """Raise file.row_not_found."""
    if chronology.entry(casebook.connection, row_id) is None:
        raise UserFacingError("file.row_not_found")


def file_contents(files: Sequence[tuple[str, bytes]]) -> tuple[FileContent, ...]:
    """Return (name, content) pairs as they are kept: pictures without their hidden details. Raises
    what storage.intake.attachments.inspect raises.
    """
    attachments = (inspect(name, content).attachment for name, content in files)
    return tuple(
        FileContent(name=each.name, media_type=each.media_type, content=each.content)
        for each in attachments
    )
