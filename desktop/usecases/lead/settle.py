"""What a sign-in finishes that an earlier session left: whoever may open the casebook can do it."""

from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.leaving import finish_leaving
from desktop.usecases.lead.hand_over import end_access_handed_over
from desktop.usecases.lead.key_access import align_key_file
from desktop.usecases.lead.rotate_key import Progress, finish_rotation, holds_foreign_key
from storage.database import rotation
from storage.keys import key_file_store
from storage.records.errors import UserFacingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The casebook to go on with, and what to tell."""

    casebook: OpenCasebook
    notices: tuple[UserFacingError, ...]


def settle(casebook: OpenCasebook, *, folder: Path, progress: Progress | None = None) -> Settled:
    """Clear leftovers away, let the key file follow the ledger, end what a hand-over said ends,
    finish a document that a crash cut short, and bring a change of the casebook's key to its end.
    What cannot be done now is a notice.
    """
    path = casebook.connection.path
    assert path is not None
    rotation.remove_copy(path)
    key_file_store.remove_leftovers(folder)
    notices: tuple[UserFacingError, ...] = ()
    if holds_foreign_key(casebook, folder=folder):
        notices += (UserFacingError("keys.foreign_key"),)
    try:
        align_key_file(casebook, folder=folder)
        notices += end_access_handed_over(casebook, folder=folder)
    except UserFacingError as error:
        notices += (error,)
    notices += finish_leaving(casebook)
    done = finish_rotation(casebook, folder=folder, progress=progress)
    return Settled(casebook=done.casebook, notices=(*notices, *done.notices))
